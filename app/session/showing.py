"""Pictures for others to see: an edit's slider as an animation, all scenes before and after on a sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.engine.protocol import DrawProgress, Failed, MakeSheet, MakeSweep, Saved, ToStudio
from app.session.jobs import Jobs, error_of
from app.session.live import Live
from app.session.session import Session
from models.document.sweep import SweepRequest


class Showing(QObject):
    """running: what is being drawn, "" when nothing is any more. progress: pictures done, of how many, seconds left.

    saved: where. problem: an UnlitError.
    """

    running = Signal(str)
    progress = Signal(int, int, object)
    saved = Signal(Path)
    problem = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._live = session, jobs, live
        self._job: int | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is being drawn."""
        return self._job is not None

    def sweep(self, request: SweepRequest, path: Path) -> None:
        """Draw an animation."""
        if self._begins(self.tr("Drawing the animation")):
            self._jobs.run(MakeSweep(self._live.epoch, self._job or 0, request, str(path)), self._hear)

    def sheet(self, path: Path) -> None:
        """Draw every scene of the project, before and after."""
        project = self._session.project
        if self._begins(self.tr("Drawing the sheet")):
            message = MakeSheet(self._live.epoch, self._job or 0, project.recipe, project.scenes, str(path))
            self._jobs.run(message, self._hear)

    def cancel(self) -> None:
        """Stop; nothing is written then."""
        if self._job is not None:
            self._jobs.cancel(self._job)

    def _begins(self, words: str) -> bool:
        if self._job is not None or not self._live.ready:
            return False
        self._job = self._jobs.number()
        self.running.emit(words)
        return True

    def _hear(self, answer: ToStudio) -> None:
        if isinstance(answer, DrawProgress):
            self.progress.emit(answer.done, answer.total, answer.seconds_left)
            return
        self._job = None
        self.running.emit("")
        if isinstance(answer, Saved):
            self.saved.emit(Path(answer.path))
        elif isinstance(answer, Failed):
            self.problem.emit(error_of(answer))
