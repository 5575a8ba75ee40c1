"""Animations and contact sheets as answers: progress, and at the end where the file is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

from app.engine.given import Models
from app.engine.pace import Pace
from app.engine.protocol.to_engine import MakeSheet, MakeSweep
from app.engine.protocol.to_studio import Cancelled, DrawProgress, Saved, ToStudio

INTERVAL = 0.1


def show(
    message: MakeSweep | MakeSheet, generator: Any, models: Models, stopping: Callable[[], bool]
) -> Iterator[ToStudio | None]:
    """DrawProgress..., Saved; None after each picture. When `stopping`, Cancelled; nothing is written."""
    pace, said, path = Pace(perf_counter()), float("-inf"), Path(message.path)
    if isinstance(message, MakeSweep):
        steps = models.sweep_steps(generator, message.request, path)
    else:
        steps = models.sheet_steps(generator, message.recipe, message.scenes, path)
    with closing(steps):
        for done, total in steps:
            now = perf_counter()
            if now - said >= INTERVAL:
                said = now
                yield DrawProgress(message.epoch, message.job, done, total, pace.seconds_left(done, total, now))
            yield None
            if stopping():
                yield Cancelled(message.epoch, message.job)
                return
    yield Saved(message.epoch, message.job, message.path)
