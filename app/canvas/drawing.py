"""What the canvas draws besides the region: the picture, words over it, and the circle of the brush."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen

_DARK, _LIGHT = QColor(0, 0, 0, 170), QColor(255, 255, 255, 235)
_SHADE = 0.8
_PILL_MARGIN, _PILL_HEIGHT = 12, 26


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


def circle_rect(centre: QPointF, radius: float) -> QRect:
    """What `draw_circle` may touch."""
    reach = max(radius, 5.0) + 4
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
    """At the top left."""
    return QRect(10, 10, _pill_width(words, metrics, view), _PILL_HEIGHT)


def _pill_width(words: str, metrics: QFontMetrics, view: QRect) -> int:
    return min(metrics.horizontalAdvance(words) + 2 * _PILL_MARGIN + 2, max(1, view.width() - 20))
