"""What do the edits do? A report with pictures, made in the engine, as the studio sees it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.engine.protocol import Failed, MakeReport, Reported, ReportProgress, ToStudio
from app.session.jobs import Jobs, error_of
from app.session.live import Live
from app.session.session import Session
from models.document.report import ReportRequest


class Reporting(QObject):
    """running: whether a report is being made. progress: as of Searching. reported: the folder it was written to.

    problem: an UnlitError.
    """

    running = Signal(bool)
    progress = Signal(str, int, int, object)
    reported = Signal(Path)
    problem = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._live = session, jobs, live
        self._job: int | None = None

    @property
    def is_running(self) -> bool:
        """Whether a report is being made."""
        return self._job is not None

    @property
    def possible(self) -> bool:
        """Whether there are edits, of a generator that is asked with words."""
        session = self._session
        return session.info is not None and session.info.prompts and bool(session.project.recipe.edits)

    def start(self, folder: Path, seeds: int, most: int) -> None:
        """Draw pictures with and without the edits and write what they show. seeds, most: as of ReportRequest."""
        if self.is_running or not self._live.ready or not self.possible:
            return
        self._job = self._jobs.number()
        self.running.emit(True)
        self.progress.emit(self.tr("Drawing for the report"), 0, 0, None)
        request = ReportRequest(self._session.project.recipe, seeds=seeds, most=most)
        self._jobs.run(MakeReport(self._live.epoch, self._job, request, str(folder)), self._hear)

    def cancel(self) -> None:
        """Stop; nothing is written then."""
        if self._job is not None:
            self._jobs.cancel(self._job)

    def _hear(self, answer: ToStudio) -> None:
        if isinstance(answer, ReportProgress):
            words = self.tr("Drawing for the report")
            self.progress.emit(words, answer.done, answer.total, answer.seconds_left)
            return
        self._job = None
        self.running.emit(False)
        if isinstance(answer, Reported):
            self.reported.emit(Path(answer.path))
        elif isinstance(answer, Failed):
            self.problem.emit(error_of(answer))
