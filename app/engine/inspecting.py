"""Looking at one unit over many scenes as answers: progress, and at the end what was learned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

from app.engine.given import Models
from app.engine.pace import Telling
from app.engine.protocol.to_engine import Inspect
from app.engine.protocol.to_studio import Cancelled, Inspected, InspectProgress, ToStudio


def inspection(
    message: Inspect, generator: Any, models: Models, stopping: Callable[[], bool]
) -> Iterator[ToStudio | None]:
    """InspectProgress..., Inspected; None after each step. When `stopping`, Cancelled."""
    telling = Telling()
    with closing(models.inspect(generator, message.request)) as going:
        for looked in going:
            if looked.inspection is not None:
                yield Inspected(message.epoch, message.job, looked.inspection)
                return
            if telling.due(looked.done, looked.total):
                yield InspectProgress(message.epoch, message.job, looked.done, looked.total, telling.left)
            yield None
            if stopping():
                break
    yield Cancelled(message.epoch, message.job)
