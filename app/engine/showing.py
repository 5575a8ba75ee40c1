"""Animations and contact sheets as answers: progress, and at the end where the file is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from app.engine.given import Models
from app.engine.pace import Telling
from app.engine.protocol.to_engine import MakeSheet, MakeSweep
from app.engine.protocol.to_studio import Cancelled, DrawProgress, Saved, ToStudio


def show(
    message: MakeSweep | MakeSheet, generator: Any, models: Models, stopping: Callable[[], bool]
) -> Iterator[ToStudio | None]:
    """DrawProgress..., Saved; None after each picture. When `stopping`, Cancelled; nothing is written."""
    telling, path = Telling(), Path(message.path)
    if isinstance(message, MakeSweep):
        steps = models.sweep_steps(generator, message.request, path)
    else:
        steps = models.sheet_steps(generator, message.recipe, message.scenes, path)
    with closing(steps):
        for done, total in steps:
            if telling.due(done, total):
                yield DrawProgress(message.epoch, message.job, done, total, telling.left)
            yield None
            if stopping():
                yield Cancelled(message.epoch, message.job)
                return
    yield Saved(message.epoch, message.job, message.path)
