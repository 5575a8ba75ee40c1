"""A button that shows a colour, or that there is none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from app.widgets.icons import icon

SIDE = 16


class Swatch(QToolButton):
    """Its words are its tooltip and its accessible name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setProperty("look", "flat")
        self.set_colour(None)

    def set_colour(self, colour: QColor | None) -> None:
        """Show a colour; None is that of things as they are."""
        self.setIcon(icon("colour") if colour is None else self._disc(colour))

    def _disc(self, colour: QColor) -> QIcon:
        density = self.devicePixelRatioF()
        pixmap = QPixmap(QSize(SIDE, SIDE) * density)
        pixmap.setDevicePixelRatio(density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(SIDE / 2, SIDE / 2), SIDE / 2 - 1.5, SIDE / 2 - 1.5)
        painter.end()
        return QIcon(pixmap)
