"""Finding what is painted on other scenes as answers: progress, and at the end where it is and where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from app.engine.given import Models
from app.engine.protocol.to_engine import Transfer
from app.engine.protocol.to_studio import ToStudio, TransferProgress, Transferred
from app.engine.watching import LeftError
from models.document.ranking import PaintedScene
from models.document.scene import Scene


def transfer(
    message: Transfer, generator: Any, models: Models, stopping: Callable[[], bool]
) -> Iterator[ToStudio | None]:
    """TransferProgress..., Transferred; None after each scene. When `stopping`, or left within one, with the finds."""
    found: list[PaintedScene] = []
    absent: list[Scene] = []
    complete = False
    try:
        finder = models.finder(generator, message.painted)
        for done, scene in enumerate(message.scenes):
            yield TransferProgress(message.epoch, message.job, done, len(found), message.most)
            yield None
            if stopping():
                raise LeftError
            if len(found) == message.most:
                break
            painted = finder.find(scene)
            if painted is None:
                absent.append(scene)
            else:
                found.append(painted)
        complete = True
    except LeftError:
        pass
    yield Transferred(message.epoch, message.job, tuple(found), tuple(absent), complete)
