"""Shapes that are drawn around a thing: from their points to what they cover. Pure functions."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF

from app.canvas.painting import Rect
from app.canvas.viewport import Point


def rectangle(*, start: Point, end: Point, width: int, height: int) -> Rect:
    """The whole pixels between two corners, at least one, within a picture of that size."""
    (left, right), (top, bottom) = (sorted((start[axis], end[axis])) for axis in (0, 1))
    left, top = round(left), round(top)
    return Rect(left, top, max(left + 1, round(right)), max(top + 1, round(bottom))).within(width=width, height=height)


def corners(rect: Rect) -> tuple[Point, ...]:
    """Of a rectangle, clockwise."""
    return (rect.left, rect.top), (rect.right, rect.top), (rect.right, rect.bottom), (rect.left, rect.bottom)


def bounds(*, points: Sequence[Point], width: int, height: int) -> Rect:
    """The whole pixels that a polygon may touch, within a picture of that size."""
    xs, ys = zip(*points, strict=True)
    around = Rect(math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys)))
    return around.within(width=width, height=height)


def polygon_coverage(*, points: Sequence[Point], rect: Rect) -> np.ndarray:
    """uint8 [height, width of `rect`]: how much of each pixel a closed line goes around, however often."""
    width, height = rect.right - rect.left, rect.bottom - rect.top
    rows = np.zeros((height, (width + 3) // 4 * 4), np.uint8)
    image = QImage(rows.data, width, height, rows.strides[0], QImage.Format.Format_Grayscale8)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.white)
    outline = QPolygonF([QPointF(x - rect.left, y - rect.top) for x, y in points])
    painter.drawPolygon(outline, Qt.FillRule.WindingFill)
    painter.end()
    return rows[:, :width]
