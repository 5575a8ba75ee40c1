"""Short texts, one a line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from models.document.concept import LONGEST_TEXT


class LinesEdit(QPlainTextEdit):
    """edited(): a person has typed. Tab goes on to the next field."""

    edited = Signal()

    def __init__(self, name: str, rows: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(rows * self.fontMetrics().lineSpacing() + 14)
        self.textChanged.connect(self.edited)

    def lines(self) -> tuple[str, ...]:
        """Each text once; lines without one do not count."""
        stripped = (line.strip()[:LONGEST_TEXT] for line in self.toPlainText().splitlines())
        return tuple(dict.fromkeys(filter(None, stripped)))

    def set_lines(self, lines: Iterable[str]) -> None:
        """Show these; silent."""
        text = "\n".join(lines)
        if text != "\n".join(self.lines()):
            with QSignalBlocker(self):
                self.setPlainText(text)
