"""Scenes dragged to another place of the strip."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLayout


class SceneDragging(QObject):
    """dropped(index, to): a scene was dragged to another place. Install it on the strip's pictures as event filter."""

    dropped = Signal(int, int)

    def __init__(self, row: QLayout, pictures: Callable[[], Sequence[QAbstractButton]], parent: QObject) -> None:
        """row: where they stand. pictures: those of the strip now, from left to right."""
        super().__init__(parent)
        self._row, self._pictures = row, pictures
        self._from = QPoint()
        self._dragging = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or not isinstance(watched, QAbstractButton):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._from, self._dragging = event.position().toPoint(), False
        elif event.type() == QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
            return self._drag(watched, event.position().toPoint())
        elif event.type() == QEvent.Type.MouseButtonRelease and self._dragging:
            self._drop(watched)
            return True
        return False

    def _drag(self, picture: QAbstractButton, at: QPoint) -> bool:
        far = (at - self._from).manhattanLength() >= QApplication.startDragDistance()
        if not self._dragging and far and len(self._pictures()) > 1:
            self._dragging = True
            picture.setDown(False)
            picture.raise_()
            picture.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            picture.move(picture.x() + at.x() - self._from.x(), picture.y())
        return self._dragging

    def _drop(self, picture: QAbstractButton) -> None:
        """Where its middle is among those of the others; the layout puts all in their places."""
        self._dragging = False
        picture.setCursor(Qt.CursorShape.PointingHandCursor)
        pictures = self._pictures()
        index, middle = list(pictures).index(picture), picture.geometry().center().x()
        to = sum(other.geometry().center().x() < middle for other in pictures if other is not picture)
        self._row.invalidate()
        self._row.activate()
        if to != index:
            self.dropped.emit(index, to)
