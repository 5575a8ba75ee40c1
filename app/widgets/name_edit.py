"""A name that reads as a label until it is double-clicked, or F2 or Enter is pressed on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.widgets.keys import is_escape_override


class NameEdit(QLineEdit):
    """renamed(str): a new name, trimmed and not empty, was typed."""

    renamed = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._name = name
        self.setReadOnly(True)
        self.setProperty("look", "name")
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def set_name(self, name: str) -> None:
        """Show another name; a name being typed is not disturbed."""
        self._name = name
        self.setToolTip(self.tr("{name}\nDouble-click to rename").format(name=name))
        if self.isReadOnly() and name != self.text():
            self.setText(name)
            self.setCursorPosition(0)

    def start(self) -> None:
        """Let the person type."""
        self._let_type(True)
        self.setFocus()
        self.selectAll()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.isReadOnly():
            self.start()
        else:
            super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        if is_escape_override(event) and not self.isReadOnly():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.isReadOnly() and key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.start()
        elif not self.isReadOnly() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(self.text().strip())
        elif not self.isReadOnly() and key == Qt.Key.Key_Escape:
            self._finish(self._name)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.isReadOnly() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._finish(self.text().strip())

    def _finish(self, name: str) -> None:
        old = self._name
        self._let_type(False)
        self.deselect()
        self.set_name(name or old)
        if self._name != old:
            self.renamed.emit(self._name)

    def _let_type(self, yes: bool) -> None:
        self.setReadOnly(not yes)
        self.setCursor(Qt.CursorShape.IBeamCursor if yes else Qt.CursorShape.ArrowCursor)
        self.style().unpolish(self)  # the style sheet looks at readOnly
        self.style().polish(self)
