"""The words of a prompt as chips: each shows where in the picture it looks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from app.widgets.labels import dim_label
from app.widgets.scrolling import put_in

_HEIGHT = 40


class WordChips(QWidget):
    """word_chosen(number in the prompt, or -1 for none); region_wanted: paint what the chosen word looks at.

    change_wanted: the chosen word is to mean something else. word_picked(word): while words are picked for that.
    """

    word_chosen = Signal(int)
    region_wanted = Signal()
    change_wanted = Signal()
    word_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Words of the prompt"))
        self._words: tuple[str, ...] = ()
        self._chips: list[QToolButton] = []
        self._picking = False
        self.use = QPushButton(self.tr("Use as region"))
        self.use.setAccessibleName(self.tr("Use as region"))
        self.use.setToolTip(self.tr("Paints what the chosen word looks at"))
        self.use.clicked.connect(lambda: self.region_wanted.emit())
        self.change = QPushButton(self.tr("Change this word…"))
        self.change.setAccessibleName(self.tr("Change this word"))
        self.change.setToolTip(self.tr("Makes the chosen word mean something else to the generator"))
        self.change.clicked.connect(lambda: self.change_wanted.emit())
        self._build()
        self.set_chosen(-1)

    def set_words(self, words: tuple[str, ...]) -> None:
        """Show these; none is chosen when they are others than before."""
        if words == self._words:
            return
        self._words = words
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(number, word) for number, word in enumerate(words)]
        for number, chip in enumerate(self._chips):
            self._row.insertWidget(number, chip)
            self._name(number)
        self.set_chosen(-1)

    def set_chosen(self, number: int, *, ready: bool = False) -> None:
        """Which word is chosen, -1 for none. ready: it is known where it looks."""
        for other, chip in enumerate(self._chips):
            chip.setChecked(other == number)
        for button in (self.use, self.change):
            button.setVisible(number >= 0)
        self.use.setEnabled(ready)

    def set_picking(self, picking: bool) -> None:
        """Whether words are picked to be changed, instead of being looked at."""
        if picking != self._picking:
            self._picking = picking
            self.set_chosen(-1)
            for number in range(len(self._chips)):
                self._name(number)

    def chip(self, number: int) -> QToolButton:
        """The button of a word. Raises IndexError."""
        return self._chips[number]

    def _chip(self, number: int, word: str) -> QToolButton:
        chip = QToolButton()
        chip.setText(word)
        chip.setProperty("look", "chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda checked: self._choose(number, checked))
        return chip

    def _name(self, number: int) -> None:
        """After the word, and which of several it is."""
        word, nth = self._words[number], self._words[:number].count(self._words[number]) + 1
        once = self.tr("Change “{word}”") if self._picking else self.tr("Where does “{word}” look?")
        name = once if nth == 1 else self.tr("{name} ({nth})").format(name=once, nth=nth)
        chip = self._chips[number]
        chip.setAccessibleName(name.format(word=word))
        chip.setToolTip(chip.accessibleName())

    def _choose(self, number: int, checked: bool) -> None:
        if self._picking:
            self._chips[number].setChecked(False)
            self.word_picked.emit(self._words[number])
        else:
            self.word_chosen.emit(number if checked else -1)

    def _build(self) -> None:
        page = QWidget()
        self._row = QHBoxLayout(page)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        scroll = QScrollArea()
        put_in(scroll, page, sideways=True)
        scroll.setFixedHeight(_HEIGHT)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(dim_label(self.tr("Words")))
        line.addWidget(scroll, 1)
        line.addWidget(self.use)
        line.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
