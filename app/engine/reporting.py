"""A report of a recipe as answers: progress, and at the end what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from app.engine.given import Models
from app.engine.pace import Telling
from app.engine.protocol.to_engine import MakeReport
from app.engine.protocol.to_studio import Cancelled, Reported, ReportProgress, ToStudio


def report(
    message: MakeReport, generator: Any, models: Models, stopping: Callable[[], bool]
) -> Iterator[ToStudio | None]:
    """ReportProgress..., Reported; None after each step of sampling. When `stopping`, Cancelled; nothing is written."""
    telling = Telling()
    with closing(models.report(generator, message.request)) as going:
        for progress in going:
            if telling.due(progress.done, progress.total):
                yield ReportProgress(message.epoch, message.job, int(progress.done), progress.total, telling.left)
            if progress.report is not None:
                found = models.write_report(progress.report, progress.shown, Path(message.path))
                yield Reported(message.epoch, message.job, message.path, found)
                return
            yield None
            if stopping():
                break
    yield Cancelled(message.epoch, message.job)
