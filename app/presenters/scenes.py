"""The strip of scenes: the same edit on other pictures."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject

from app.panels.scenes import ScenesStrip
from app.session.document import active_scene, next_seed, with_scene, without_scene
from app.studio import Studio


class ScenesPresenter(QObject):
    """Between the studio and the strip."""

    def __init__(self, studio: Studio, strip: ScenesStrip) -> None:
        super().__init__(strip)
        self._session, self._strip = studio.session, strip
        studio.session.changed.connect(self._show)
        studio.live.scene.connect(self._show_picture)
        strip.scene_chosen.connect(self._choose)
        strip.scene_wanted.connect(self._add)
        strip.scene_removed.connect(self._remove)

    def _show(self) -> None:
        if self._session.is_open:
            project = self._session.project
            self._strip.set_scenes(project.scenes, project.active)
            painted = {each.scene for each in project.painted}
            self._strip.set_painted({i for i, scene in enumerate(project.scenes) if scene in painted})

    def _show_picture(self, index: int, picture: np.ndarray) -> None:
        if index < len(self._session.project.scenes):
            self._strip.set_picture(index, picture)

    def _choose(self, index: int) -> None:
        self._session.note(lambda project: replace(project, active=index))

    def _add(self) -> None:
        project = self._session.project
        scene = replace(active_scene(project), seed=next_seed(project), latent=None)
        self._session.do(self.tr("Add scene"), lambda project: with_scene(project, scene))

    def _remove(self, index: int) -> None:
        self._session.do(self.tr("Remove scene"), lambda project: without_scene(project, index))
