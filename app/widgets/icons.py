"""Our own SVG icons, drawn in the palette's colours at whatever size and pixel density is asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource

Role = QPalette.ColorRole


def icon(name: str) -> QIcon:
    """The icon `resources/icons/NAME.svg`, tinted by the palette of the moment it is painted."""
    return QIcon(_TintedSvg(name))


def picture_icon(name: str) -> QIcon:
    """A drawing in its own colours, such as the lamp that stands for the studio."""
    result = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(_drawn(name, QSize(side, side)))
    return result


@cache
def renderer(name: str) -> QSvgRenderer:
    """The parsed drawing `resources/icons/NAME.svg`."""
    return QSvgRenderer(str(resource(f"icons/{name}.svg")))


class _TintedSvg(QIconEngine):
    """Draws the shape of an SVG in one colour, chosen when it is drawn: icons follow a change of theme."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        return _TintedSvg(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        density = device.devicePixelRatio() if device is not None else 1.0
        painter.drawPixmap(rect, self.pixmap(rect.size() * density, mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = _drawn(self._name, size)
        painter = QPainter(pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), _tint(mode, state))
        painter.end()
        return pixmap


def _tint(mode: QIcon.Mode, state: QIcon.State) -> QColor:
    palette = QGuiApplication.palette()
    if mode == QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, Role.ButtonText)
    return palette.color(Role.Accent if state == QIcon.State.On else Role.ButtonText)


def _drawn(name: str, size: QSize) -> QPixmap:
    """In the drawing's own colours on nothing; the drawing's proportions are kept."""
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    shape = renderer(name).defaultSize().scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(0, 0, shape.width(), shape.height())
    target.moveCenter(QRectF(pixmap.rect()).center())
    renderer(name).render(painter, target)
    painter.end()
    return pixmap
