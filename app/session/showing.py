"""Pictures for others to see: an edit's slider as an animation, all scenes before and after on a sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from app.engine.protocol.to_engine import MakeSheet, MakeSweep
from app.engine.protocol.to_studio import DrawProgress, Saved, ToStudio
from app.session.work import Work
from models.document.sweep import SweepRequest


class Showing(Work):
    """running: what is being drawn, "" when nothing is any more. progress: pictures done, of how many, seconds left.

    saved: where.
    """

    running = Signal(str)
    idle = ""
    progress = Signal(int, int, object)
    saved = Signal(Path)

    def sweep(self, request: SweepRequest, path: Path) -> None:
        """Draw an animation."""
        if self._begins_with(self.tr("Drawing the animation")):
            self._jobs.run(MakeSweep(self._live.epoch, self._job, request, str(path)), self._hear)

    def sheet(self, path: Path) -> None:
        """Draw every scene of the project, before and after."""
        project = self._session.project
        if self._begins_with(self.tr("Drawing the sheet")):
            message = MakeSheet(self._live.epoch, self._job, project.recipe, project.scenes, str(path))
            self._jobs.run(message, self._hear)

    def _begins_with(self, words: str) -> bool:
        begins = self._begins()
        if begins:
            self.running.emit(words)
        return begins

    def _progresses(self, answer: ToStudio) -> bool:
        if isinstance(answer, DrawProgress):
            self.progress.emit(answer.done, answer.total, answer.seconds_left)
        return isinstance(answer, DrawProgress)

    def _finish(self, answer: ToStudio) -> None:
        if isinstance(answer, Saved):
            self.saved.emit(Path(answer.path))
