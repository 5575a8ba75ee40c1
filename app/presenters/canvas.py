"""The canvas: pictures as they come, the region of the active scene, strokes into the history."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject

from app.canvas.overlay import Style
from app.canvas.tools import Tool
from app.canvas.view import CanvasView
from app.panels.tool_options import ToolOptions
from app.panels.toolbar import Toolbar
from app.session.document import active_scene, evidence, keep_of, paint_of, painted, region_of, shows_lamps, with_keep
from app.studio import Studio
from models.document.project import Project
from models.document.region import Region


class CanvasPresenter(QObject):
    """Between the studio, the canvas, and the tools at its left with their options above it.

    What is done to the region is done to what is to stay unchanged while that is being painted.
    """

    def __init__(self, studio: Studio, view: CanvasView, toolbar: Toolbar, options: ToolOptions) -> None:
        super().__init__(view)
        self._studio, self._view, self._toolbar, self._options = studio, view, toolbar, options
        self._shown: Region | None = None
        self._kept: Region | None = None
        self.picture: np.ndarray | None = None
        studio.live.canvas.connect(self._show_picture)
        studio.live.rough.connect(view.set_picture)
        studio.live.before.connect(view.set_before)
        studio.session.opened.connect(self._begin)
        studio.session.changed.connect(self._show_region)
        view.stroke_finished.connect(lambda _before, after: self._paint(self._stroke_name(), painted, after))
        view.keep_finished.connect(lambda _before, after: self._paint(self.tr("Paint what stays"), with_keep, after))
        studio.settings.changed.connect(self._follow)
        self._connect_tools()
        self._connect_options()
        for key in ("pen_pressure", "overlay_style", "overlay_opacity"):
            self._follow(key)
        view.set_tool(Tool.SELECT)

    def paint(self, text: str, mask: np.ndarray) -> None:
        """Put a mask, uint8 [H, W], in the place of what strokes go into, as one entry in the history."""
        self._paint(text, with_keep if self._view.keeping() else painted, mask)

    def clear(self) -> None:
        """Nothing is painted any more."""
        self._do(self.tr("Clear"), lambda _region: Region.from_mask(self._nothing()))

    def invert(self) -> None:
        """Everything else is painted."""
        self._do(self.tr("Invert"), Region.inverted)

    def grow(self, direction: int) -> None:
        """Wider by a sixty-fourth of the picture, or narrower for -1."""
        step = max(1, self._side() // 64)
        name = self.tr("Grow") if direction > 0 else self.tr("Shrink")
        self._do(name, lambda region: region.grown(direction * step))

    def soften(self) -> None:
        """Softer edges."""
        self._do(self.tr("Soften"), lambda region: region.feathered(max(0.7, self._side() / 64)))

    def _follow(self, key: str) -> None:
        """What a person prefers."""
        settings = self._studio.settings
        if key == "pen_pressure":
            self._view.set_pressure_counts(bool(settings.value(key)))
        elif key == "overlay_style":
            style = Style[settings.text(key).upper()]
            self._view.set_overlay_style(style)
            self._options.set_style(style)
        elif key == "overlay_opacity":
            self._view.set_overlay_opacity(settings.number(key) / 100)
            self._options.set_opacity(settings.number(key) / 100)

    def _connect_tools(self) -> None:
        view, toolbar = self._view, self._toolbar
        toolbar.tool_chosen.connect(view.set_tool)
        toolbar.keeping_chosen.connect(view.set_keeping)
        view.keeping_changed.connect(toolbar.set_keeping)
        view.keeping_changed.connect(self._show_region)
        toolbar.overlay_toggled.connect(view.set_overlay_visible)
        toolbar.clear_wanted.connect(self.clear)
        view.tool_changed.connect(toolbar.set_tool)
        view.tool_changed.connect(self._show_region)
        view.overlay_visible_changed.connect(toolbar.set_overlay_visible)

    def _connect_options(self) -> None:
        view, options = self._view, self._options
        options.size_chosen.connect(view.set_brush_size)
        options.hardness_chosen.connect(view.set_hardness)
        options.opacity_moved.connect(view.set_overlay_opacity)
        settings = self._studio.settings
        options.opacity_settled.connect(lambda opacity: settings.set("overlay_opacity", round(100 * opacity)))
        options.style_chosen.connect(lambda style: settings.set("overlay_style", style.name.lower()))
        view.tool_changed.connect(options.set_tool)
        view.brush_size_changed.connect(lambda size: options.set_size(size, self._side()))
        view.hardness_changed.connect(options.set_hardness)
        options.set_hardness(view.hardness())

    def _begin(self) -> None:
        """Another generator: nothing of the last one stays on the canvas."""
        self.picture, self._shown, self._kept = None, None, None
        self._view.set_keeping(False)
        self._view.set_before(None)
        self._view.set_picture(None)

    def _show_picture(self, picture: np.ndarray, _milliseconds: float) -> None:
        first = self.picture is None or self.picture.shape != picture.shape
        self.picture = picture
        self._view.set_picture(picture)
        if first:
            self._view.fit()
            self._options.set_size(self._view.brush_size(), self._side())
            self._shown, self._kept = None, None
            self._show_region()

    def _show_region(self) -> None:
        if not self._studio.session.is_open or self.picture is None:
            return
        project = self._studio.session.project
        scene = active_scene(project)
        region, keep = region_of(project, scene), keep_of(project, scene)
        if region is not self._shown or region is None:
            self._view.set_mask(self._levels(region))
        if keep is not self._kept or keep is None:
            self._view.set_keep(self._levels(keep))
        self._shown, self._kept = region, keep
        self._view.set_hint(self._hint(project))

    def _hint(self, project: Project) -> str:
        paint = paint_of(project, active_scene(project))
        if self._view.keeping():
            return self.tr("Paint what is to stay as it is; K paints the region again")
        if not evidence(project):
            return self._first_hint(project)
        return self.tr("This was found, not painted; paint to correct it") if paint and paint.transferred else ""

    def _first_hint(self, project: Project) -> str:
        if self._view.tool() is not Tool.SELECT:
            return self.tr("Paint the thing you want to change, for instance a lamp")
        if shows_lamps(project):
            return self.tr("Click the lamp, or paint it")
        return self.tr("Click the thing you want to change, or paint it")

    def _stroke_name(self) -> str:
        """What the history calls a stroke of the tool in use."""
        names = {Tool.ERASER: self.tr("Erase"), Tool.LASSO: self.tr("Lasso"), Tool.RECTANGLE: self.tr("Rectangle")}
        return names.get(self._view.tool(), self.tr("Paint"))

    def _paint(self, text: str, change: Callable[[Project, np.ndarray], Project], after: np.ndarray) -> None:
        self._studio.session.do(text, lambda project: change(project, after))

    def _do(self, text: str, change: Callable[[Region], Region]) -> None:
        read, write = (keep_of, with_keep) if self._view.keeping() else (region_of, painted)
        project = self._studio.session.project
        region = read(project, active_scene(project))
        if region is not None:
            self._paint(text, write, change(region).levels())

    def _levels(self, region: Region | None) -> np.ndarray:
        """Of the size of the picture on the screen, also while that is still another scene's."""
        return region.resized(*self._view.picture_size()).levels() if region else self._nothing()

    def _nothing(self) -> np.ndarray:
        return np.zeros(self._view.picture_size()[::-1], np.uint8)

    def _side(self) -> int:
        info = self._studio.session.info
        return info.resolution if info else 1
