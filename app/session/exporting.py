"""Saving the edited generator and pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal

from app.engine.protocol.to_engine import EstimateSize, Export
from app.engine.protocol.to_studio import Exported, ExportProgress, SizeEstimated, ToStudio
from app.session.document import active_scene
from app.session.work import Work
from models.document.errors import UnlitError
from models.document.export_report import ExportReport
from models.document.formats import encode
from models.document.pictures import RECIPE_TEXT, SCENE_TEXT, save_png


class Exporting(Work):
    """running: whether an export is under way. progress: as of Searching. exported: its report. saved_picture: where.

    estimated: a format's name, and how many bytes the generator's file would have.
    """

    running = Signal(bool)
    progress = Signal(str, int, int, object)
    estimated = Signal(str, object)
    exported = Signal(ExportReport)
    saved_picture = Signal(Path)

    def generator(self, path: Path, to: str = "", *, check: bool = True) -> None:
        """Bake, write, re-open and, to check it, compare on all scenes of the project. to: the format's name."""
        if not self._begins():
            return
        project = self._session.project
        self.running.emit(True)
        scenes = project.scenes if check else ()
        self._jobs.run(Export(self._live.epoch, self._job, project.recipe, str(path), scenes, to), self._hear)

    def estimate(self, to: str) -> None:
        """How large would the generator's file be in this format?"""
        if self._live.ready:
            message = EstimateSize(self._live.epoch, self._jobs.number(), self._session.project.recipe, to)
            self._jobs.run(message, self._hear_size)

    def picture(self, picture: np.ndarray, path: Path) -> None:
        """The picture on the canvas as PNG, recipe and scene inside."""
        project = self._session.project
        texts = {
            RECIPE_TEXT: encode("recipe", project.recipe).decode(),
            SCENE_TEXT: encode("scene", active_scene(project)).decode(),
        }
        try:
            save_png(picture, path, texts)
        except UnlitError as error:
            self.problem.emit(error)
            return
        self.saved_picture.emit(path)

    def _hear_size(self, answer: ToStudio) -> None:
        """One that cannot be told stays unknown: saving says what is wrong."""
        if isinstance(answer, SizeEstimated):
            self.estimated.emit(answer.to, answer.size)

    def _progresses(self, answer: ToStudio) -> bool:
        if isinstance(answer, ExportProgress):
            self.progress.emit(self.tr("Writing and checking"), answer.done, answer.total, None)
        return isinstance(answer, ExportProgress)

    def _finish(self, answer: ToStudio) -> None:
        if isinstance(answer, Exported):
            self.exported.emit(answer.report)
