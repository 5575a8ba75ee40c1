"""A panel that takes the place of the search while something is written: fields that scroll, buttons below, keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.widgets.disclosure import Disclosure
from app.widgets.keys import is_escape_override
from app.widgets.labels import heading
from app.widgets.scrolling import put_in

FIELDS = 80  # pixels: some fields stay in sight, whatever else wants the room


class WritingPanel(QFrame):
    """dropped(): Esc. Ctrl+Return calls `_finish`."""

    dropped = Signal()

    def _lay_out(
        self,
        title: str,
        pieces: Iterable[QWidget],
        more: Disclosure,
        details: QWidget,
        buttons: Iterable[QPushButton],
        always: Iterable[QWidget] = (),
    ) -> None:
        """pieces: from top to bottom; below them what `more` shows and hides. always: in sight however small the panel
        is, above the buttons.
        """
        page = QWidget()
        fields = QVBoxLayout(page)
        fields.setContentsMargins(0, 0, 6, 0)
        fields.setSpacing(8)
        for piece in pieces:
            fields.addWidget(piece)
        fields.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        fields.addWidget(details)
        fields.addStretch(1)
        self._scroll = QScrollArea()
        put_in(self._scroll, page)
        self._scroll.setMinimumHeight(FIELDS)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 6, 12)
        column.setSpacing(8)
        column.addWidget(heading(title))
        column.addWidget(self._scroll, 1)
        for piece in always:
            column.addWidget(piece)
        column.addLayout(row)

    def _bring_in_sight(self, piece: QWidget) -> None:
        """Scroll to one of the fields, when all have taken their places."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(piece))

    def _finish(self) -> None:
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------------ keys
    def event(self, event: QEvent) -> bool:
        if is_escape_override(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._finish()
        else:
            super().keyPressEvent(event)
