"""The prompt: what the scene on the canvas is asked for, and where its words look."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.canvas.view import CanvasView
from app.panels.prompt import PromptPanel
from app.session.document import active_scene, with_active_scene
from app.studio import Studio
from models.document.scene import Scene


class PromptPresenter(QObject):
    """Between the studio, the prompt's panel and the canvas, which shows where a word looks."""

    def __init__(self, studio: Studio, panel: PromptPanel, view: CanvasView) -> None:
        super().__init__(panel)
        self._session, self._looking, self._panel, self._view = studio.session, studio.looking, panel, view
        studio.session.opened.connect(self._show)
        studio.session.changed.connect(self._show)
        studio.looking.changed.connect(self._show_word)
        panel.scene_changed.connect(self._change)
        panel.words.word_chosen.connect(studio.looking.choose)
        panel.words.region_wanted.connect(studio.looking.use_as_region)

    def _show(self) -> None:
        if self._session.info is not None:
            self._panel.set_sizes(self._session.info.resolution, self._session.info.size_step)
        self._panel.set_scene(active_scene(self._session.project) if self._session.is_open else None)
        self._show_word()

    def _show_word(self) -> None:
        looking, chips = self._looking, self._panel.words
        chips.set_words(looking.words)
        region = looking.region
        chips.set_chosen(looking.chosen, ready=region is not None)
        self._view.set_glow(region.levels() if region is not None else None)

    def _change(self, scene: Scene) -> None:
        self._session.do(self.tr("Change prompt"), lambda project: with_active_scene(project, scene))
        self._show()
