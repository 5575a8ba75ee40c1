"""Long work of which there is one at a time: what asking for it, stopping it and its end have in common."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from app.engine.protocol.to_studio import Failed, ToStudio
from app.session.jobs import Jobs, error_of
from app.session.live import Live
from app.session.session import Session


class Work(QObject):
    """problem: an UnlitError. A kind of work has a signal `running`, which is told `idle` when nothing is any more."""

    problem = Signal(object)
    running: ClassVar[Signal]
    idle: bool | str = False

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._live = session, jobs, live
        self._job = 0  # its number; 0 for none

    @property
    def is_running(self) -> bool:
        """Whether it is under way."""
        return self._job > 0

    def cancel(self) -> None:
        """Stop; the last answer still comes: a search's with what it has found so far, any other with nothing."""
        if self.is_running:
            self._jobs.cancel(self._job)

    def _begins(self) -> bool:
        """Take a job's number, unless there is one or no engine."""
        return not self.is_running and self._begins_anew()

    def _begins_anew(self) -> bool:
        """Take a job's number, unless there is no engine; what is under way is left, its answers are not heard."""
        if not self._live.ready:
            return False
        self.cancel()
        self._job = self._jobs.number()
        return True

    def _hear(self, answer: ToStudio) -> None:
        """Every answer to the jobs of this kind."""
        if getattr(answer, "job", None) != self._job or self._progresses(answer):
            return
        self._job = 0
        self.running.emit(self.idle)
        self._finish(answer)
        if isinstance(answer, Failed):
            self.problem.emit(error_of(answer))

    def _progresses(self, answer: ToStudio) -> bool:
        """Whether the answer is not the last one; tells how far it is."""
        return False

    def _finish(self, answer: ToStudio) -> None:
        """After the last answer, Cancelled and Failed among others."""
        raise NotImplementedError
