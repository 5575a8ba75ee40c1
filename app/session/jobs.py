"""Long work in the engine: who asked for it, and who hears the answers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QObject, Signal

from app.engine.client import Engine
from app.engine.protocol.to_engine import Cancel, Job
from app.engine.protocol.to_studio import Failed, LastAnswer, ToStudio
from models.document.errors import UnlitError

Hear = Callable[[ToStudio], None]


class Jobs(QObject):
    """Sends jobs to the engine and passes each answer to the one who asked.

    failed_render: a picture could not be made, with its slot.
    """

    failed_render = Signal(str, object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._numbers = count(1)
        self._hearers: dict[int, Hear] = {}
        engine.received.connect(self._receive)
        engine.died.connect(self._lost)
        engine.restarted.connect(lambda: self._lost("The work under way was stopped."))

    def number(self) -> int:
        """A fresh job number."""
        return next(self._numbers)

    def run(self, message: Job, hear: Hear) -> None:
        """Send the message; `hear` gets every answer to its job, the last one included."""
        self._hearers[message.job] = hear
        self._engine.send(message)

    def cancel(self, job: int) -> None:
        """Ask the engine to stop it; its last answer still comes."""
        if job in self._hearers:
            self._engine.send(Cancel(job))

    def _receive(self, answer: ToStudio) -> None:
        if isinstance(answer, Failed) and answer.job is None:
            self.failed_render.emit(answer.slot or "", error_of(answer))
            return
        hear = self._hearers.get(getattr(answer, "job", 0) or 0)
        if isinstance(answer, LastAnswer):
            self._hearers.pop(getattr(answer, "job", 0) or 0, None)
        if hear is not None:
            hear(answer)

    def _lost(self, sentence: str) -> None:
        """The engine is gone and its jobs with it."""
        hearers, self._hearers = self._hearers, {}
        for job, hear in hearers.items():
            hear(Failed(0, "engine", sentence, job=job))


def error_of(failed: Failed) -> UnlitError:
    """A failed answer as the error that it was."""
    return UnlitError(failed.sentence, kind=failed.kind, details=failed.details)
