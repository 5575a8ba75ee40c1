"""Opening a generator as answers: how far the download is, how far the reading, on a thread that can be left behind."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from time import perf_counter
from typing import Any, TypeVar

from app.engine.given import Models
from app.engine.protocol.to_engine import Open
from app.engine.protocol.to_studio import Doing, Opening, ToStudio
from app.engine.stepping import StoppedError, steps
from models.checkpoints.places import is_address
from models.checkpoints.progress import Report
from models.document.recipe import Recipe

INTERVAL = 0.1

T = TypeVar("T")
Stopping = Callable[[], bool]


def opening(
    message: Open, models: Models, stopping: Stopping
) -> Generator[ToStudio | None, None, tuple[Any, Recipe | None] | None]:
    """Opening..., with None wherever it is a good moment to look at the inbox.

    Returns the generator and what it was edited with; None when `stopping`.
    """
    path = message.path
    try:
        if is_address(path):
            yield from _followed(message, "Downloading", lambda report: models.fetch(path, report), stopping)
        return (yield from _followed(message, "Reading", lambda report: models.open_generator(path, report), stopping))
    except StoppedError:
        return None


def _followed(
    message: Open, doing: Doing, work: Callable[[Report], T], stopping: Stopping
) -> Generator[ToStudio | None, None, T]:
    """Do the work elsewhere and say how far it is. Raises StoppedError when `stopping`."""
    said = float("-inf")
    with closing(steps(work)) as going:
        while True:
            try:
                done, total = next(going)
            except StopIteration as end:
                result: T = end.value
                break
            now = perf_counter()
            if now - said >= INTERVAL and (total or doing == "Downloading"):
                said = now
                yield Opening(message.epoch, message.job, doing, done, total)
            yield from _look(stopping)
    yield from _look(stopping)
    return result


def _look(stopping: Stopping) -> Generator[None, None, None]:
    """A good moment to look at the inbox. Raises StoppedError when `stopping`."""
    yield None
    if stopping():
        raise StoppedError
