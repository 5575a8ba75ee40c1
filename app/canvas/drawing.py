"""What the canvas draws besides the region: the picture, words over it, and what shows where the tools are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen

_DARK, _LIGHT = QColor(0, 0, 0, 170), QColor(255, 255, 255, 235)
_SHADE = 0.8
_PILL_MARGIN, _PILL_HEIGHT = 12, 26
CROSS, _KNOB = 14.0, 7.0


def draw_picture(painter: QPainter, image: QImage, place: QRectF, *, smooth: bool) -> None:
    """The image over `place`: smoothed, or every pixel a sharp square."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(place, image)


def shade(levels: np.ndarray) -> QImage:
    """uint8 [H, W] -> black that lets the picture through where they are high."""
    height, width = levels.shape
    black = np.zeros((height, width, 4), np.uint8)
    black[..., 3] = _SHADE * (255 - levels.astype(np.float32))
    return QImage(black.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def draw_circle(painter: QPainter, centre: QPointF, radius: float, *, subtract: bool) -> None:
    """The brush at its true size, seen on dark and on light; a minus in the middle when it takes away."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_DARK, 3.0), (_LIGHT, 1.2)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(centre, radius, radius)
        if subtract:
            painter.drawLine(centre - QPointF(4, 0), centre + QPointF(4, 0))


def draw_cross(painter: QPainter, centre: QPointF) -> None:
    """Where the arrow keys have brought the tool."""
    for colour, width in ((_DARK, 3.0), (_LIGHT, 1.2)):
        painter.setPen(QPen(colour, width))
        for arm in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)):
            painter.drawLine(centre + arm * 4, centre + arm * CROSS)


def draw_minus(painter: QPainter, tip: QPointF) -> None:
    """Beside the pointer of a tool that takes away now."""
    for colour, width in ((_DARK, 4.0), (_LIGHT, 2.0)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(tip + QPointF(7, 10), tip + QPointF(14, 10))


def draw_outline(painter: QPainter, points: Sequence[QPointF]) -> None:
    """A shape that is being drawn, closed, seen on dark and on light."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, style in ((_DARK, Qt.PenStyle.SolidLine), (_LIGHT, Qt.PenStyle.DashLine)):
        painter.setPen(QPen(colour, 1.5, style))
        painter.drawPolygon(points)


def draw_line(painter: QPainter, x: float, height: int, *, grip: bool) -> None:
    """Between the picture before and the one after; with a knob to take hold of."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((_DARK, 4.0), (_LIGHT, 1.5)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QPointF(x, 0), QPointF(x, height))
    if grip:
        painter.setPen(QPen(_DARK, 1.5))
        painter.setBrush(_LIGHT)
        painter.drawEllipse(QPointF(x, height / 2), _KNOB, _KNOB)


def circle_rect(centre: QPointF, radius: float) -> QRect:
    """What `draw_circle`, `draw_cross` and `draw_minus` may touch."""
    reach = max(radius, CROSS) + 4
    return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach).toAlignedRect()


def draw_pill(painter: QPainter, words: str, place: QRect) -> None:
    """A line of words on a dark rounded ground, read over any picture."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_DARK)
    painter.drawRoundedRect(place, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
    painter.setPen(_LIGHT)
    inner = place.adjusted(_PILL_MARGIN, 0, -_PILL_MARGIN, 0)
    words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, words)


def hint_place(words: str, metrics: QFontMetrics, view: QRect) -> QRect:
    """At the bottom, in the middle."""
    width = _pill_width(words, metrics, view)
    return QRect((view.width() - width) // 2, view.height() - _PILL_HEIGHT - 10, width, _PILL_HEIGHT)


def label_place(words: str, metrics: QFontMetrics, view: QRect) -> QRect:
    """At the top left of a view or of a part of it."""
    return QRect(view.left() + 10, 10, _pill_width(words, metrics, view), _PILL_HEIGHT)


def _pill_width(words: str, metrics: QFontMetrics, view: QRect) -> int:
    return min(metrics.horizontalAdvance(words) + 2 * _PILL_MARGIN + 2, max(1, view.width() - 20))
