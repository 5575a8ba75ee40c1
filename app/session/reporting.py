"""What do the edits do? A report with pictures, made in the engine, as the studio sees it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from app.engine.protocol.to_engine import MakeReport
from app.engine.protocol.to_studio import Reported, ReportProgress, ToStudio
from app.session.work import Work
from models.document.report import ReportRequest


class Reporting(Work):
    """running: whether a report is being made. progress: as of Searching. reported: the folder it was written to."""

    running = Signal(bool)
    progress = Signal(str, int, int, object)
    reported = Signal(Path)

    @property
    def possible(self) -> bool:
        """Whether there are edits, of a generator that is asked with words."""
        session = self._session
        return session.info is not None and session.info.prompts and bool(session.project.recipe.edits)

    def start(self, folder: Path, seeds: int, most: int) -> None:
        """Draw pictures with and without the edits and write what they show. seeds, most: as of ReportRequest."""
        if not self.possible or not self._begins():
            return
        self.running.emit(True)
        self.progress.emit(self.tr("Drawing for the report"), 0, 0, None)
        request = ReportRequest(self._session.project.recipe, seeds=seeds, most=most)
        self._jobs.run(MakeReport(self._live.epoch, self._job, request, str(folder)), self._hear)

    def _progresses(self, answer: ToStudio) -> bool:
        if isinstance(answer, ReportProgress):
            words = self.tr("Drawing for the report")
            self.progress.emit(words, answer.done, answer.total, answer.seconds_left)
        return isinstance(answer, ReportProgress)

    def _finish(self, answer: ToStudio) -> None:
        if isinstance(answer, Reported):
            self.reported.emit(Path(answer.path))
