"""The strip of scenes: the same edit on other pictures."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject

from app.panels.class_choice import ClassChoice
from app.panels.scenes import Mark, ScenesStrip
from app.session.document import (
    active_scene,
    is_painted,
    next_seed,
    paint_of,
    with_active_scene,
    with_scene,
    without_scene,
)
from app.studio import Studio
from models.document.ranking import PaintedScene


class ScenesPresenter(QObject):
    """Between the studio and the strip."""

    def __init__(self, studio: Studio, strip: ScenesStrip, class_choice: ClassChoice) -> None:
        super().__init__(strip)
        self._session, self._strip, self._class_choice = studio.session, strip, class_choice
        studio.session.changed.connect(self._show)
        studio.live.scene.connect(self._show_picture)
        strip.scene_chosen.connect(self._choose)
        strip.scene_wanted.connect(self._add)
        strip.scene_removed.connect(self._remove)
        class_choice.class_chosen.connect(self._choose_class)

    def _show(self) -> None:
        if self._session.is_open:
            project = self._session.project
            self._strip.set_scenes(project.scenes, project.active)
            classes = self._session.info.classes if self._session.info else 0
            self._class_choice.set_class(active_scene(project).class_index, classes)
            self._strip.set_painted(
                {i: mark_of(each) for i, scene in enumerate(project.scenes) if (each := paint_of(project, scene))}
            )

    def _show_picture(self, index: int, picture: np.ndarray) -> None:
        if index < len(self._session.project.scenes):
            self._strip.set_picture(index, picture)

    def _choose(self, index: int) -> None:
        self._session.note(lambda project: replace(project, active=index))

    def _choose_class(self, index: int) -> None:
        scene = replace(active_scene(self._session.project), class_index=index)
        self._session.do(self.tr("Change class"), lambda project: with_active_scene(project, scene))

    def _add(self) -> None:
        project = self._session.project
        scene = replace(active_scene(project), seed=next_seed(project), latent=None)
        self._session.do(self.tr("Add scene"), lambda project: with_scene(project, scene))

    def _remove(self, index: int) -> None:
        self._session.do(self.tr("Remove scene"), lambda project: without_scene(project, index))


def mark_of(paint: PaintedScene) -> Mark:
    """What the strip says of a scene that has paint."""
    if not is_painted(paint.region):
        return "kept"
    return "found" if paint.transferred else "painted"
