"""Which words, and what they are to mean: a line a pair, or a whole list out of a file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.widgets.labels import dim_label, icon_button
from app.widgets.wording import count_text
from models.document.concept import LONGEST_TEXT, Pair

MOST_SHOWN = 8


class PairRow(QWidget):
    """From, to, and a cross. edited(); finished(): Enter was pressed in the last field; removed()."""

    edited = Signal()
    finished = Signal()
    removed = Signal()

    def __init__(self, number: int, pair: Pair) -> None:
        super().__init__()
        self.source = self._line(pair.source, self.tr("a word"), self.tr("From, word {number}").format(number=number))
        self.target = self._line(pair.target, self.tr("another"), self.tr("To, word {number}").format(number=number))
        self.arrow = QLabel("→")
        self.cross = icon_button("close", self.tr("Remove word {number}").format(number=number))
        self.source.returnPressed.connect(self._go_on)
        self.target.returnPressed.connect(self.finished)
        self.cross.clicked.connect(lambda: self.removed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget, stretch in ((self.source, 1), (self.arrow, 0), (self.target, 1), (self.cross, 0)):
            row.addWidget(widget, stretch)

    def pair(self) -> Pair:
        """What is typed; the target is empty where none is asked for."""
        return Pair(self.source.text().strip(), "" if self.target.isHidden() else self.target.text().strip())

    def show_target(self, shown: bool) -> None:
        """Whether something is to be meant instead."""
        self.arrow.setVisible(shown)
        self.target.setVisible(shown)

    def _go_on(self) -> None:
        if self.target.isHidden():
            self.finished.emit()
        else:
            self.target.setFocus()

    def _line(self, text: str, placeholder: str, name: str) -> QLineEdit:
        line = QLineEdit(text, maxLength=LONGEST_TEXT, placeholderText=placeholder)
        line.setAccessibleName(name)
        line.setToolTip(name)
        line.textEdited.connect(lambda _text: self.edited.emit())
        return line


class PairList(QWidget):
    """edited(): other pairs are there. finished(): Enter in the last field. list_wanted(): a file is to be chosen."""

    edited = Signal()
    finished = Signal()
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PairRow] = []
        self._listed: tuple[Pair, ...] = ()
        self._targets = True
        self.more = QPushButton(self.tr("Another word"))
        self.more.clicked.connect(lambda: self._add(Pair("")).source.setFocus())
        self.from_list = QPushButton(self.tr("From a list…"))
        self.from_list.setToolTip(self.tr("A table of text (CSV) with the columns from and to"))
        self.from_list.clicked.connect(lambda: self.list_wanted.emit())
        self._count, self._drop_list = dim_label(), icon_button("close", self.tr("Remove the list"))
        self._drop_list.clicked.connect(lambda: self._take_list(()))
        for button in (self.more, self.from_list):
            button.setProperty("look", "link")
            button.setAccessibleName(button.text())
        self._lay_out()
        self.set_pairs((Pair(""),))

    def pairs(self) -> tuple[Pair, ...]:
        """Those that have a word, each once."""
        typed = (row.pair() for row in self._rows)
        return tuple(dict.fromkeys((*(pair for pair in typed if pair.source), *self._listed)))

    def set_pairs(self, pairs: tuple[Pair, ...]) -> None:
        """Show these instead; silent. Many are shown as a list."""
        for row in self._rows:
            self._discard(row)
        self._rows = []
        many = len(pairs) > MOST_SHOWN
        self._show_list(pairs if many else ())
        for pair in () if many else pairs or (Pair(""),):
            self._add(pair)

    def add_list(self, pairs: tuple[Pair, ...]) -> None:
        """All of these as well."""
        self._take_list(tuple(dict.fromkeys((*self._listed, *pairs))))

    def offer(self, word: str) -> None:
        """As if it were typed: into the pair that is not finished, or into a new one."""
        row = next((row for row in self._rows if not row.source.text().strip()), None)
        if row is None and self._targets:
            row = next((row for row in self._rows if not row.target.text().strip()), None)
        row = row or self._add(Pair(""))
        row.source.setText(word)
        (row.target if self._targets else row.source).setFocus()
        self.edited.emit()

    def show_targets(self, shown: bool) -> None:
        """Whether words are to mean others, or only to be gone."""
        self._targets = shown
        for row in self._rows:
            row.show_target(shown)

    def row(self, number: int) -> PairRow:
        """Raises IndexError."""
        return self._rows[number]

    def take_focus(self) -> None:
        """The focus goes to the first field that is empty."""
        fields = [line for row in self._rows for line in (row.source, row.target) if not line.isHidden()]
        empty = next((line for line in fields if not line.text()), None)
        (empty or self.more).setFocus()

    def _add(self, pair: Pair) -> PairRow:
        row = PairRow(len(self._rows) + 1, pair)
        row.show_target(self._targets)
        row.edited.connect(self.edited)
        row.finished.connect(self.finished)
        row.removed.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.addWidget(row)
        self._show_crosses()
        return row

    def _remove(self, row: PairRow) -> None:
        self._rows.remove(row)
        self._discard(row)
        self._show_crosses()
        self.take_focus()
        self.edited.emit()

    def _discard(self, row: PairRow) -> None:
        self._column.removeWidget(row)
        row.setParent(None)
        row.deleteLater()

    def _show_crosses(self) -> None:
        """The last field that is left has none."""
        for row in self._rows:
            row.cross.setVisible(len(self._rows) > 1 or bool(self._listed))

    def _take_list(self, pairs: tuple[Pair, ...]) -> None:
        self._show_list(pairs)
        if not pairs and not self._rows:
            self._add(Pair(""))
        self.edited.emit()

    def _show_list(self, pairs: tuple[Pair, ...]) -> None:
        self._listed = pairs
        self._count.setText(self.tr("and {count} from a list").format(count=count_text(len(pairs))))
        for piece in (self._count, self._drop_list):
            piece.setVisible(bool(pairs))
        self._show_crosses()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        below = QGridLayout()
        below.addWidget(self._count, 0, 0, 1, 2)
        below.addWidget(self._drop_list, 0, 2, Qt.AlignmentFlag.AlignRight)
        below.addWidget(self.more, 1, 0)
        below.addWidget(self.from_list, 1, 1)
        below.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._column)
        column.addLayout(below)
