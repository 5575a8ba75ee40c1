"""The strip of scenes: the same edit on other pictures."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.dialogs import questions
from app.dialogs.browse import BrowseDialog
from app.panels.class_choice import ClassChoice
from app.panels.scene_sliders import SceneSliders
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
from app.session.gallery import Gallery
from app.session.scenes import (
    can_lead_to,
    label_of,
    moved,
    on_seed,
    title_of,
    with_name,
    with_part,
    with_pin,
    with_psi,
    with_random_scenes,
    with_scene_between,
    with_seeds,
)
from app.studio import Studio
from app.widgets.sentences import said
from models.document.project import Project
from models.document.ranking import PaintedScene


class ScenesPresenter(QObject):
    """Between the studio and the strip."""

    def __init__(
        self, studio: Studio, strip: ScenesStrip, class_choice: ClassChoice, sliders: SceneSliders, window: QWidget
    ) -> None:
        super().__init__(strip)
        self._studio, self._session, self._window = studio, studio.session, window
        self._strip, self._class_choice, self._sliders = strip, class_choice, sliders
        studio.session.changed.connect(self._show)
        studio.live.scene.connect(self._show_picture)
        strip.scene_chosen.connect(self._choose)
        strip.scene_wanted.connect(self._add)
        strip.scene_removed.connect(self.remove)
        strip.scene_moved.connect(lambda index, to: self._do(self.tr("Move scene"), moved, index, to))
        strip.pin_toggled.connect(self.pin)
        strip.rename_wanted.connect(self.rename)
        strip.between_wanted.connect(lambda index: self._do(self.tr("Add scene between"), with_scene_between, index))
        strip.random_wanted.connect(self.random)
        strip.seeds_wanted.connect(self.browse)
        class_choice.class_chosen.connect(self._choose_class)
        sliders.variety.moved.connect(lambda psi: self._session.move(lambda project: with_psi(project, psi)))
        sliders.part.moved.connect(lambda part: self._session.move(lambda project: with_part(project, part)))
        sliders.variety.settled.connect(lambda: self._session.settle(self.tr("Change variety")))
        sliders.part.settled.connect(lambda: self._session.settle(self.tr("Go on the way")))

    def browse(self) -> None:
        """Look through seeds from the next one that is free, and pick some."""
        project, studio = self._session.project, self._studio
        dialog = BrowseDialog(next_seed(project), {scene.seed for scene in project.scenes}, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        gallery = Gallery("browse", studio.engine, studio.live, dialog)
        gallery.picture.connect(dialog.set_picture)

        def show_page() -> None:
            scenes = (on_seed(project, seed) for seed in dialog.seeds())
            gallery.show([studio.live.request(scene, project.recipe, draft=True) for scene in scenes])

        dialog.page_wanted.connect(show_page)
        dialog.picked.connect(lambda seeds: self._do(self.tr("Add scenes"), with_seeds, seeds))
        show_page()
        dialog.open()

    def random(self) -> None:
        """Other scenes by chance."""
        self._do(self.tr("Random scenes"), with_random_scenes, Random())

    def pin(self, index: int) -> None:
        """It is to stay, or need not any more."""
        pinned = not label_of(self._session.project, self._session.project.scenes[index]).pinned
        self._do(self.tr("Pin scene") if pinned else self.tr("Unpin scene"), with_pin, index, pinned)

    def rename(self, index: int) -> None:
        """Ask for a scene's name."""
        project = self._session.project
        name = questions.ask_name(self._window, title_of(project, project.scenes[index]))
        if name is not None:
            self._do(self.tr("Name scene"), with_name, index, name)

    def remove(self, index: int) -> None:
        """Away with a scene."""
        self._session.do(self.tr("Remove scene"), lambda project: without_scene(project, index))

    def _do(self, text: str, change: Callable[..., Project], *given: object) -> None:
        self._session.do(text, lambda project: change(project, *given))

    def _show(self) -> None:
        if self._session.is_open:
            project = self._session.project
            self._strip.set_scenes(project.scenes, project.active)
            labels = [label_of(project, scene) for scene in project.scenes]
            titles = [label.name or said(label.scene.title) for label in labels]
            self._strip.set_labels(titles, [i for i, label in enumerate(labels) if label.pinned])
            self._strip.set_reachable([i for i in range(len(labels)) if can_lead_to(project, i)])
            self._sliders.set_scene(active_scene(project))
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
        scene = on_seed(project, next_seed(project))
        self._session.do(self.tr("Add scene"), lambda project: with_scene(project, scene))


def mark_of(paint: PaintedScene) -> Mark:
    """What the strip says of a scene that has paint."""
    if not is_painted(paint.region):
        return "kept"
    return "found" if paint.transferred else "painted"
