"""Texts with a number each: what is added to a word, and how much of it; choices, and how often each is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.widgets.labels import dim_label, icon_button
from app.widgets.number_box import NumberBox
from models.document.concept import LONGEST_TEXT, Share


@dataclass(frozen=True)
class ShareWords:
    """How the fields of one list are named. {number} is the row's, from 1. usual: of a new row. step: of the number."""

    heading: str
    example: str
    text: str
    share: str
    tip: str
    remove: str
    more: str
    usual: float
    least: float
    step: float


class ShareRow(QWidget):
    """edited(), removed()."""

    edited = Signal()
    removed = Signal()

    def __init__(self, number: int, share: Share, words: ShareWords) -> None:
        super().__init__()
        self.text = QLineEdit(share.text, maxLength=LONGEST_TEXT, placeholderText=words.example)
        self.text.setAccessibleName(words.text.format(number=number))
        self.text.setToolTip(self.text.accessibleName())
        self.text.textEdited.connect(lambda _text: self.edited.emit())
        self.share = NumberBox(words.share.format(number=number), words.least, 100.0, words.step)
        self.share.setToolTip(words.tip)
        with QSignalBlocker(self.share):
            self.share.setValue(share.share)
        self.share.valueChanged.connect(lambda _value: self.edited.emit())
        cross = icon_button("close", words.remove.format(number=number))
        cross.clicked.connect(lambda: self.removed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.text, 1)
        row.addWidget(self.share)
        row.addWidget(cross)


class ShareList(QWidget):
    """edited(): others are there."""

    edited = Signal()

    def __init__(self, words: ShareWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: list[ShareRow] = []
        more = QPushButton(words.more)
        more.setAccessibleName(more.text())
        more.setProperty("look", "link")
        more.clicked.connect(lambda: self._add(Share("", words.usual)).text.setFocus())
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        below = QHBoxLayout()
        below.addWidget(more)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(dim_label(words.heading))
        column.addLayout(self._column)
        column.addLayout(below)
        self.set_shares(())

    def shares(self) -> tuple[Share, ...]:
        """Those that have a text."""
        typed = (Share(row.text.text().strip(), row.share.value()) for row in self._rows)
        return tuple(share for share in typed if share.text)

    def set_shares(self, shares: tuple[Share, ...]) -> None:
        """Show these instead; silent."""
        for row in list(self._rows):
            self._discard(row)
        for share in shares or 2 * (Share("", self._words.usual),):
            self._add(share)

    def row(self, number: int) -> ShareRow:
        """Raises IndexError."""
        return self._rows[number]

    def _add(self, share: Share) -> ShareRow:
        row = ShareRow(len(self._rows) + 1, share, self._words)
        row.edited.connect(self.edited)
        row.removed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _remove(self, row: ShareRow) -> None:
        self._discard(row)
        self.edited.emit()

    def _discard(self, row: ShareRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.setParent(None)
        row.deleteLater()
