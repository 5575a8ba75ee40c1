"""Animations and contact sheets: asks how and where, and has the engine draw them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.dialogs import files, sweep
from app.panels.edits import EditsPanel
from app.presenters.saving import SavingPresenter
from app.presenters.status import StatusPresenter
from app.session.document import active_scene
from app.session.editing import unit_edit
from app.studio import Studio
from models.document.sweep import SweepRequest


class ShowingPresenter(QObject):
    """Between the studio and the questions."""

    def __init__(
        self, studio: Studio, window: QWidget, panel: EditsPanel, saving: SavingPresenter, status: StatusPresenter
    ) -> None:
        super().__init__(window)
        self._studio, self._window, self._saving, self._status = studio, window, saving, status
        panel.wanted.connect(lambda key, wish: self._sweep(key) if wish == "sweep" else None)
        studio.showing.saved.connect(self._tell)

    def sheet(self) -> None:
        """Ask where, and draw every scene before and after."""
        name, filters = self.tr("{name} sheet.png").format(name=self._saving.name()), self.tr("PNG (*.png)")
        path = files.ask_save(self._window, self.tr("Save contact sheet"), name, filters, ".png")
        if path is not None:
            self._studio.showing.sheet(path)

    def _sweep(self, key: str) -> None:
        project = self._studio.session.project
        edit = unit_edit(project, key)
        options = sweep.ask_sweep(self._window, edit.name, len(project.scenes))
        if options is None:
            return
        filters, name = self.tr("Animated GIF (*.gif);;MP4 video (*.mp4)"), f"{edit.name}.gif"
        path = files.ask_save(self._window, self.tr("Save animation"), name, filters, ".gif")
        if path is None:
            return
        scenes = project.scenes if options.everywhere else (active_scene(project),)
        request = SweepRequest(project.recipe, key, scenes, options.start, options.end, options.seconds, options.back)
        self._studio.showing.sweep(request, path)

    def _tell(self, path: Path) -> None:
        self._status.tell(self.tr("Saved {name}").format(name=path.name))
