"""Carrying a row of a list to another place: the line that shows where it would come to lie."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_THICK = 2


class RowCarrying(QObject):
    """placed(row, place): the row was let go; `place` counts the other rows that are above it then."""

    placed = Signal(QWidget, int)

    def __init__(self, page: QWidget, area: QScrollArea) -> None:
        """page: what holds the rows, inside the area that scrolls it."""
        super().__init__(page)
        self._page, self._area = page, area
        self._line = QFrame(page)
        self._line.setProperty("look", "insertion")
        self._line.hide()
        self._place: int | None = None

    def carry(self, row: QWidget, others: Sequence[QWidget], y: float) -> None:
        """The row is over the others, from top to bottom; y of the screen."""
        here = self._page.mapFromGlobal(QPoint(0, round(y))).y()
        self._place = sum(other.geometry().center().y() < here for other in others)
        self._show_line(others)
        self._area.ensureVisible(0, here, 0, row.height() // 2)

    def drop(self, row: QWidget) -> None:
        """The row is let go."""
        place, self._place = self._place, None
        self._line.hide()
        if place is not None:
            self.placed.emit(row, place)

    def give_up(self) -> None:
        """Everything stays where it was."""
        self._place = None
        self._line.hide()

    def _show_line(self, others: Sequence[QWidget]) -> None:
        if not others or self._place is None:
            return
        ends = [others[0].y() - 2 * _THICK, *(other.geometry().bottom() + _THICK for other in others)]
        self._line.setGeometry(0, max(0, ends[self._place]), self._page.width(), _THICK)
        self._line.show()
        self._line.raise_()
