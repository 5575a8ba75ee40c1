"""A handle by which a row is carried to another place of its list, with the mouse or the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolButton, QWidget

from app.widgets.icons import icon
from app.widgets.keys import is_escape_override

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Grip(QToolButton):
    """carried(y): the mouse carries it, y of the screen. dropped(): it was let go. given_up(): Escape, while carried.

    stepped(-1 or 1): a place up or down, by a key.
    """

    carried = Signal(float)
    dropped = Signal()
    given_up = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_carried = False
        self.setIcon(icon("grip"))
        self.setIconSize(QSize(14, 16))
        self.setProperty("look", "grip")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(self.tr("Drag to another place, or press the arrow keys"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_carried = True
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_carried:
            self.carried.emit(event.globalPosition().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_carried and event.button() == Qt.MouseButton.LeftButton:
            self._let_go()
            self.dropped.emit()

    def event(self, event: QEvent) -> bool:
        if is_escape_override(event) and self._is_carried:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape and self._is_carried:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._is_carried:
            self._give_up()
        super().focusOutEvent(event)

    def _give_up(self) -> None:
        self._let_go()
        self.given_up.emit()

    def _let_go(self) -> None:
        self._is_carried = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
