"""Long work of which there is one at a time: what asking for it, stopping it and its end have in common."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from app.engine.protocol import Failed, ToStudio
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
        self._job: int | None = None

    @property
    def is_running(self) -> bool:
        """Whether it is under way."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop; nothing is made or written then."""
        if self._job is not None:
            self._jobs.cancel(self._job)

    def _begins(self) -> bool:
        """Take a job's number, unless there is one or no engine."""
        if self.is_running or not self._live.ready:
            return False
        self._job = self._jobs.number()
        return True

    def _hear(self, answer: ToStudio) -> None:
        """Every answer to the job."""
        if self._progresses(answer):
            return
        self._job = None
        self.running.emit(self.idle)
        if isinstance(answer, Failed):
            self.problem.emit(error_of(answer))
        else:
            self._finish(answer)

    def _progresses(self, answer: ToStudio) -> bool:
        """Whether the answer is not the last one; tells how far it is."""
        raise NotImplementedError

    def _finish(self, answer: ToStudio) -> None:
        """After the last answer, Cancelled among others."""
        raise NotImplementedError
