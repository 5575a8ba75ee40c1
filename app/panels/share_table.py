"""How often each choice comes, now and under the edit: a line a choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.widgets.labels import dim_label
from app.widgets.wording import count_text, percent_text
from models.document.report import Number

Counts = Sequence[int]


class ShareTable(QWidget):
    """Two columns of shares, each empty until something is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._cells: tuple[list[QLabel], list[QLabel]] = ([], [])
        self.set_choices(())

    def set_choices(self, choices: Sequence[str]) -> None:
        """Other choices, of which nothing is known; without any it is hidden."""
        while (item := self._grid.takeAt(0)) is not None:
            if piece := item.widget():
                piece.hide()
                piece.deleteLater()
        self._cells = ([], [])
        for column, words in enumerate((self.tr("Now"), self.tr("After")), 1):
            self._grid.addWidget(dim_label(words), 0, column, Qt.AlignmentFlag.AlignRight)
        for row, choice in enumerate(choices, 1):
            self._grid.addWidget(dim_label(choice), row, 0)
            for column, cells in enumerate(self._cells, 1):
                cell = QLabel("–")
                cell.setAccessibleName(self._name(column, choice))
                cells.append(cell)
                self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignRight)
        self.setVisible(bool(choices))

    def set_now(self, counts: Counts, intervals: Sequence[Number] = ()) -> None:
        """Pictures by choice; with the intervals of their shares, when they are counted to the end."""
        self._show(self._cells[0], counts, intervals)

    def set_after(self, counts: Counts, intervals: Sequence[Number] = ()) -> None:
        """Likewise, under the edit or with shares that are tried."""
        self._show(self._cells[1], counts, intervals)

    def set_estimated(self, counts: Counts) -> None:
        """Under the edit, on the very pictures that its shares were found with."""
        for cell, hits in zip(self._cells[1], counts, strict=True):
            cell.setText(self.tr("about {share}").format(share=percent_text(hits / sum(counts))))
            cell.setToolTip(self.tr("An estimate: the shares were found with these very pictures"))

    def clear_after(self) -> None:
        """Nothing is known of how it is with the edit."""
        for cell in self._cells[1]:
            cell.setText("–")
            cell.setToolTip("")

    def words(self) -> tuple[tuple[str, str], ...]:
        """What is shown, now and after, by choice."""
        return tuple((now.text(), after.text()) for now, after in zip(*self._cells, strict=True))

    def _name(self, column: int, choice: str) -> str:
        pattern = (
            self.tr("How often “{choice}” comes now") if column == 1 else self.tr("How often “{choice}” comes after")
        )
        return pattern.format(choice=choice)

    def _show(self, cells: Sequence[QLabel], counts: Counts, intervals: Sequence[Number]) -> None:
        total = sum(counts)
        for number, (cell, hits) in enumerate(zip(cells, counts, strict=True)):
            drawn = self.tr("{hits} of {total}").format(hits=count_text(hits), total=count_text(total))
            if not intervals:
                cell.setText(drawn if total else "–")
                cell.setToolTip("")
                continue
            found = intervals[number]
            share, low, high = (percent_text(each) for each in (found.value, found.low, found.high))
            cell.setText(self.tr("{share} ({low} to {high})").format(share=share, low=low, high=high))
            tip = self.tr("{drawn} pictures; with 95 % confidence between {low} and {high}")
            cell.setToolTip(tip.format(drawn=drawn, low=low, high=high))
