"""RegionView: a picture with what is painted on it, and strokes, whichever pointer or key makes them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from app.canvas import tools
from app.canvas.drawing import draw_picture, shade
from app.canvas.overlay import KEEP
from app.canvas.painting import Dab, Rect
from app.canvas.picture_view import PictureView
from app.canvas.region_layer import RegionLayer
from app.canvas.viewport import rect_to_view

_TINT, _OUTLINE = 0.5, 0.9


class RegionView(PictureView):
    """Two masks lie over the picture: the region, and what is to stay unchanged; strokes go into one of them.

    stroke_finished(before, after), keep_finished(before, after): masks uint8 [H, W]; once a stroke, for one undo entry.
    keeping_changed(bool): strokes now go into what is to stay. brush_size_changed(float): the diameter in picture
    pixels.
    """

    stroke_finished = Signal(object, object)
    keep_finished = Signal(object, object)
    keeping_changed = Signal(bool)
    brush_size_changed = Signal(float)
    overlay_visible_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._region: RegionLayer | None = None
        self._keep: RegionLayer | None = None
        self._glow: QImage | None = None
        self._keeping = False
        self._size = 0.0
        self._overlay_visible, self._tint = True, _TINT

    # ------------------------------------------------------------------------------------------------ values
    # QWidget.mask is the shape of a window, which a canvas has no use for.
    def mask(self) -> np.ndarray:  # pyright: ignore[reportIncompatibleMethodOverride]
        """What is painted: a copy, uint8 [H, W]; [0, 0] without a picture."""
        return np.zeros((0, 0), np.uint8) if self._region is None else self._region.mask()

    def set_mask(self, mask: np.ndarray) -> None:
        """Show another region, uint8 [H, W] of the picture's size. Silent; drops a stroke begun on another."""
        if self._region is None:
            raise ValueError("There is no picture to lay a mask over.")
        self._region.set_mask(mask)
        self.update()

    def keep(self) -> np.ndarray:
        """What is to stay unchanged: as `mask`."""
        return np.zeros((0, 0), np.uint8) if self._keep is None else self._keep.mask()

    def set_keep(self, mask: np.ndarray) -> None:
        """Show another mask of what is to stay unchanged: as `set_mask`."""
        if self._keep is None:
            raise ValueError("There is no picture to lay a mask over.")
        self._keep.set_mask(mask)
        self.update()

    def keeping(self) -> bool:
        """Whether strokes go into what is to stay unchanged, not into the region."""
        return self._keeping

    def set_keeping(self, keeping: bool) -> None:
        """Choose where strokes go; one that has begun ends where it began."""
        if keeping != self._keeping and not (self._target and self._target.painting):
            self._keeping = keeping
            self.update()
            self.keeping_changed.emit(keeping)

    def set_glow(self, levels: np.ndarray | None) -> None:
        """uint8 [H, W]: the picture stays bright where these are high and is darkened elsewhere; None for all of it."""
        self._glow = None if levels is None else shade(levels)
        self.update()

    def glows(self) -> bool:
        """Whether it is shown where a word looks."""
        return self._glow is not None

    def brush_size(self) -> float:
        """The brush's diameter in picture pixels; 0 before the first picture."""
        return self._size

    def set_brush_size(self, size: float) -> None:
        """A diameter in picture pixels; kept between 1 and twice the picture's side."""
        size = tools.bounded_size(size, side=max(1, *self.picture_size()))
        if size != self._size:
            self._size = size
            self.update()
            self.brush_size_changed.emit(size)

    def overlay_visible(self) -> bool:
        """Whether tint and outline are shown."""
        return self._overlay_visible

    def set_overlay_visible(self, visible: bool) -> None:
        """Show or hide tint and outline; what is painted stays."""
        if visible != self._overlay_visible:
            self._overlay_visible = visible
            self.update()
            self.overlay_visible_changed.emit(visible)

    def set_overlay_opacity(self, opacity: float) -> None:
        """How strong the tint is, in [0, 1]."""
        self._tint = opacity
        self.update()

    # ------------------------------------------------------------------------------------------------ strokes
    def begin_stroke(self, at: QPointF, pressure: float, *, subtract: bool) -> None:
        """The brush touches the picture at a place of the view."""
        if self._target is not None:
            self._show_change(self._target.begin(self._dab(at, pressure), subtract=subtract))

    def extend_stroke(self, at: QPointF, pressure: float) -> None:
        """The brush goes on."""
        if self._target is not None:
            self._show_change(self._target.extend(self._dab(at, pressure)))

    def finish_stroke(self) -> None:
        """The brush leaves the picture; says so if anything changed."""
        masks = self._target.finish() if self._target is not None else None
        if masks is not None:
            (self.keep_finished if self._keeping else self.stroke_finished).emit(*masks)

    def abandon_stroke(self) -> None:
        """As if it had not been begun; says nothing."""
        if self._target is not None:
            self._target.abandon()
            self.update()

    @property
    def _target(self) -> RegionLayer | None:
        return self._keep if self._keeping else self._region

    def take_size(self) -> None:
        width, height = self.picture_size()
        old = max(self._region.whole.right, self._region.whole.bottom) if self._region else 0
        self._region = RegionLayer(width, height) if width else None
        self._keep = RegionLayer(width, height, KEEP) if width else None
        if width:
            share = self._size / old if old else tools.DEFAULT_SIZE
            self.set_brush_size(share * max(width, height))

    def _dab(self, at: QPointF, pressure: float) -> Dab:
        x, y = self.to_picture(at)
        return Dab(x, y, tools.pressed_radius(self._size, pressure))

    def _show_change(self, rect: Rect) -> None:
        seen = rect_to_view(viewport=self._viewport, rect=rect).grown(2)
        self.update(QRect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top))

    # ------------------------------------------------------------------------------------------------ looks
    def paint_over(self, painter: QPainter, area: QRectF) -> None:
        if self._glow is not None and not self.shows_before():
            draw_picture(painter, self._glow, area, smooth=True)
        for layer in (self._keep, self._region):
            if layer is not None and self._overlay_visible and not self.shows_before():
                self._paint_layer(painter, area, layer)

    def _paint_layer(self, painter: QPainter, area: QRectF, layer: RegionLayer) -> None:
        if self.underMouse() or self.hasFocus():  # else only the outline: what a slider does is to be seen
            painter.setOpacity(self._tint)
            draw_picture(painter, layer.overlay.tint, area, smooth=True)
        painter.setOpacity(_OUTLINE)
        draw_picture(painter, layer.overlay.outline, area, smooth=True)
        painter.setOpacity(1.0)
