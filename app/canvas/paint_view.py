"""PaintView: strokes and shapes on the picture, whichever pointer or key makes them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from app.canvas import shapes, tools
from app.canvas.drawing import draw_outline
from app.canvas.painting import Dab, Rect
from app.canvas.region_view import RegionView
from app.canvas.stroke import HARDNESS
from app.canvas.viewport import Point, rect_to_view

_PEN = 3


class PaintView(RegionView):
    """Places come in view pixels and are painted in picture pixels.

    stroke_finished(before, after), keep_finished(before, after): masks uint8 [H, W]; once a stroke or shape, for one
    undo entry. brush_size_changed(float): the diameter in picture pixels. hardness_changed(float): in [0, 1].
    """

    stroke_finished = Signal(object, object)
    keep_finished = Signal(object, object)
    brush_size_changed = Signal(float)
    hardness_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._hardness = 0.0, HARDNESS
        self._pressure_counts = True
        self._shape: tuple[Point, ...] = ()

    # ------------------------------------------------------------------------------------------------ brush
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

    def hardness(self) -> float:
        """How much of the brush's radius is full, in [0, 1]; the rest fades."""
        return self._hardness

    def set_hardness(self, hardness: float) -> None:
        """Of the strokes that begin from now on."""
        if hardness != self._hardness:
            self._hardness = hardness
            self.hardness_changed.emit(hardness)

    def set_pressure_counts(self, counts: bool) -> None:
        """Whether a pen's pressure changes the size of the brush."""
        self._pressure_counts = counts

    # ------------------------------------------------------------------------------------------------ strokes
    def begin_stroke(self, at: QPointF, pressure: float, *, subtract: bool) -> None:
        """The brush touches the picture at a place of the view."""
        if self._target is not None:
            dab = self._dab(at, pressure)
            self._show_change(self._target.begin(dab, subtract=subtract, hardness=self._hardness))

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

    # ------------------------------------------------------------------------------------------------ shapes
    def show_shape(self, points: Sequence[Point]) -> None:
        """Draw the outline of a shape that is not finished, in picture pixels; none to remove it."""
        self._redraw_shape()
        self._shape = tuple(points)
        self._redraw_shape()

    def fill_rectangle(self, rect: Rect, *, subtract: bool) -> None:
        """Paint, or take away, whole pixels; says so if anything changed."""
        if not rect.empty:
            self._fill(np.full((rect.bottom - rect.top, rect.right - rect.left), 255, np.uint8), rect, subtract)

    def fill_polygon(self, points: Sequence[Point], *, subtract: bool) -> None:
        """Paint, or take away, what a closed line goes around; says so if anything changed."""
        width, height = self.picture_size()
        rect = shapes.bounds(points=points, width=width, height=height)
        if not rect.empty:
            self._fill(shapes.polygon_coverage(points=points, rect=rect), rect, subtract)

    def _fill(self, coverage: np.ndarray, rect: Rect, subtract: bool) -> None:
        if self._target is not None:
            self._show_change(self._target.cover(coverage, rect, subtract=subtract))
            self.finish_stroke()

    # ------------------------------------------------------------------------------------------------ looks
    def take_size(self) -> None:
        old = max(self._region.whole.right, self._region.whole.bottom) if self._region else 0
        super().take_size()
        side = max(self.picture_size())
        if side:
            self.set_brush_size((self._size / old if old else tools.DEFAULT_SIZE) * side)

    def paint_over(self, painter: QPainter, area: QRectF) -> None:
        super().paint_over(painter, area)
        if self._shape:
            draw_outline(painter, self._seen_shape().toList())

    def _seen_shape(self) -> QPolygonF:
        return QPolygonF([self.to_view(x, y) for x, y in self._shape])

    def _redraw_shape(self) -> None:
        if self._shape:
            self.redraw(self._seen_shape().boundingRect().toAlignedRect().adjusted(-_PEN, -_PEN, _PEN, _PEN))

    def _dab(self, at: QPointF, pressure: float) -> Dab:
        x, y = self.to_picture(at)
        return Dab(x, y, tools.pressed_radius(self._size, pressure if self._pressure_counts else 1.0))

    def _show_change(self, rect: Rect) -> None:
        seen = rect_to_view(viewport=self._viewport, rect=rect).grown(2)
        self.redraw(QRect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top))
