"""Smart select: from a click on the canvas to the region of the thing that was clicked on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject

from app.canvas.painting import Rect, lay_over
from app.canvas.view import CanvasView
from app.panels.tool_options import ToolOptions
from app.presenters.canvas import CanvasPresenter
from app.session.document import active_scene
from app.studio import Studio
from models.document.scene import Scene
from models.search.selecting import THRESHOLD, Likeness


@dataclass(frozen=True)
class _Click:
    """at: in picture pixels. keeping: it goes into what is to stay unchanged."""

    scene: Scene
    at: tuple[float, float]
    subtract: bool
    keeping: bool


@dataclass(frozen=True)
class _Pick:
    """A click that was answered, and the masks before and after it, for as long as its threshold may be changed."""

    click: _Click
    likeness: Likeness
    before: np.ndarray
    after: np.ndarray


class SelectingPresenter(QObject):
    """Between the studio, the canvas and the threshold.

    A click asks the engine what it sees in the scene, once a scene; from then on clicks and the threshold are
    answered here.
    """

    def __init__(self, studio: Studio, view: CanvasView, options: ToolOptions, canvas: CanvasPresenter) -> None:
        super().__init__(view)
        self._session, self._seeing = studio.session, studio.seeing
        self._view, self._options, self._canvas = view, options, canvas
        self._waiting: _Click | None = None
        self._pick: _Pick | None = None
        options.set_threshold(THRESHOLD)
        view.picked.connect(self._picked)
        studio.seeing.seen.connect(self._answer)
        studio.session.opened.connect(self._begin)
        options.threshold_moved.connect(self._try)
        options.threshold_settled.connect(self._settle)

    def _begin(self) -> None:
        self._waiting, self._pick = None, None

    def _picked(self, x: float, y: float, subtract: bool) -> None:
        scene = active_scene(self._session.project)
        self._waiting = _Click(scene, (x, y), subtract, self._view.keeping())
        if self._seeing.features(scene) is None:
            self._seeing.ask(scene)
        else:
            self._answer(scene)

    def _answer(self, scene: Scene) -> None:
        """Select what was clicked on, unless another scene is shown by now."""
        click, features = self._waiting, self._seeing.features(scene)
        if click is None or click.scene != scene or features is None or self._canvas.picture is None:
            return
        self._waiting = None
        if active_scene(self._session.project) == scene and self._view.keeping() == click.keeping:
            before = self._painted()
            likeness = Likeness(features, self._canvas.picture, click.at)
            after = _changed(before, likeness.mask(self._options.threshold()), subtract=click.subtract)
            self._canvas.paint(self.tr("Smart select"), after)
            self._pick = _Pick(click, likeness, before, after)

    def _try(self, threshold: float) -> None:
        """Show what the last click takes at another threshold."""
        pick = self._current()
        if pick is not None:
            after = _changed(pick.before, pick.likeness.mask(threshold), subtract=pick.click.subtract)
            self._pick = _Pick(pick.click, pick.likeness, pick.before, after)
            self._show(after)

    def _settle(self) -> None:
        pick = self._current()
        if pick is not None:
            self._canvas.paint(self.tr("Threshold"), pick.after)

    def _current(self) -> _Pick | None:
        """The last click, if what it painted is still what is painted."""
        pick = self._pick
        if pick is None or pick.click.scene != active_scene(self._session.project):
            return None
        here = pick.click.keeping == self._view.keeping() and np.array_equal(self._painted(), pick.after)
        return pick if here else None

    def _painted(self) -> np.ndarray:
        return self._view.keep() if self._view.keeping() else self._view.mask()

    def _show(self, mask: np.ndarray) -> None:
        (self._view.set_keep if self._view.keeping() else self._view.set_mask)(mask)


def _changed(before: np.ndarray, selected: np.ndarray, *, subtract: bool) -> np.ndarray:
    """The mask with what was selected, or without it: uint8 [H, W]."""
    after = before.copy()
    whole = Rect(0, 0, before.shape[1], before.shape[0])
    lay_over(before=before, coverage=selected, mask=after, rect=whole, subtract=subtract)
    return after
