"""The ranking as a table with every digit, for researchers: sortable, copyable."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from app.widgets.keys import is_copy_override
from models.document.ranking import RankedUnit, Ranking
from models.document.units import UnitId

_Index = QModelIndex | QPersistentModelIndex
_Row = tuple[int, str, int, float, float, float, float, float, float, float, float, float, str]
_RANK, _LAYER = 0, 1
_ROW_HEIGHT = 22
_ORDERS = {Qt.Key.Key_Down: Qt.SortOrder.AscendingOrder, Qt.Key.Key_Up: Qt.SortOrder.DescendingOrder}


def columns() -> tuple[tuple[str, str], ...]:
    """Each column's name, and what its numbers are."""

    def words(text: str) -> str:
        return QCoreApplication.translate("RankingTable", text)

    return (
        (words("Rank"), words("Place by score, the strongest first")),
        (words("Layer"), words("The layer that holds the unit")),
        (words("Unit"), words("The unit's number in its layer, from 0")),
        (words("Score"), words("What the ranking is sorted by")),
        (words("Spread"), words("The standard deviation of the score over the scenes")),
        (words("Effect"), words("Sum of |change| × mask over pixels and colours, on the raw output")),
        (words("Inside"), words("Mean |change| of a pixel and colour in the region")),
        (words("Outside"), words("Mean |change| of a pixel and colour outside the region")),
        (words("Kept"), words("Mean |change| of a pixel and colour in what is to stay unchanged")),
        (words("Even"), words("How much the region changes as a whole: |mean change|, mean over colours")),
        (words("Share"), words("The part of all change that lands in the region")),
        (words("Chance"), words("The region's area: the share of a change that is spread evenly")),
        (words("Estimate"), words("Whether the unit was ablated (exact) or only estimated")),
    )


class RankingModel(QAbstractTableModel):
    """One row a unit. Cells show six digits; copies and tooltips have every digit."""

    def __init__(self) -> None:
        super().__init__()
        self._columns = columns()
        self._every: list[_Row] = []
        self._rows: list[_Row] = []
        self._layers: frozenset[str] | None = None
        self._sorted_by, self._order = _RANK, Qt.SortOrder.AscendingOrder

    def set_ranking(self, ranking: Ranking | None) -> None:
        """Other rows, sorted as the ones before were."""
        self.beginResetModel()
        units = () if ranking is None else ranking.units
        chance = 0.0 if ranking is None else ranking.chance
        self._every = [_row(rank, ranked, chance) for rank, ranked in enumerate(units, start=1)]
        self._filter()
        self.endResetModel()

    def set_layers(self, layers: frozenset[str] | None) -> None:
        """Only rows of these layers; None for all."""
        self.beginResetModel()
        self._layers = layers
        self._filter()
        self.endResetModel()

    def _filter(self) -> None:
        self._rows = [row for row in self._every if self._layers is None or row[_LAYER] in self._layers]
        self._sort()

    def unit(self, row: int) -> UnitId:
        """The unit shown in a row."""
        return UnitId(self._rows[row][1], self._rows[row][2])

    def exact(self, row: int, column: int) -> str:
        """A cell with every digit of its number."""
        return str(self._rows[row][column])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{value:.6g}" if isinstance(value, float) else str(value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.exact(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_text = isinstance(value, str)
            side = Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        name, meaning = self._columns[section]
        return {Qt.ItemDataRole.DisplayRole: name, Qt.ItemDataRole.ToolTipRole: meaning}.get(Qt.ItemDataRole(role))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        moved = self.persistentIndexList()
        ranks = [self._rows[index.row()][_RANK] for index in moved]
        self._sorted_by, self._order = column, order
        self._sort()
        row_of = {row[_RANK]: i for i, row in enumerate(self._rows)}
        now = [self.index(row_of[rank], index.column()) for rank, index in zip(ranks, moved, strict=True)]
        self.changePersistentIndexList(moved, now)
        self.layoutChanged.emit()

    def _sort(self) -> None:
        column = self._sorted_by
        key = (lambda row: _natural(row[_LAYER])) if column == _LAYER else (lambda row: row[column])
        self._rows.sort(key=lambda row: row[_RANK])
        self._rows.sort(key=key, reverse=self._order == Qt.SortOrder.DescendingOrder)


class RankingTable(QTableView):
    """unit_chosen(UnitId): a row was double-clicked, or Enter pressed on it. unit_inspected(UnitId): I was pressed.

    Ctrl+C copies exact numbers. Alt+Down and Alt+Up sort by the column of the cell that the arrow keys chose.
    """

    unit_chosen = Signal(object)
    unit_inspected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RankingModel()
        self.setModel(self._model)
        self.setAccessibleName(self.tr("Ranking"))
        keys = self.tr("Alt+Down and Alt+Up sort by a column, Enter makes a slider, I inspects, Ctrl+C copies")
        self.setAccessibleDescription(keys)
        self.setToolTip(keys)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSortIndicator(_RANK, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(lambda index: self.unit_chosen.emit(self._model.unit(index.row())))

    def set_ranking(self, ranking: Ranking | None) -> None:
        """Other rows; the units that were selected stay selected."""
        selected, place = self.selected_units(), self.verticalScrollBar().value()
        self._model.set_ranking(ranking)
        self._select(selected)
        self.verticalScrollBar().setValue(place)
        self.resizeColumnsToContents()

    def set_layers(self, layers: frozenset[str] | None) -> None:
        """Only rows of these layers; None for all. Units that stay in sight stay selected."""
        selected = self.selected_units()
        self._model.set_layers(layers)
        self._select(selected)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.indexAt(event.pos()).row()
        if row < 0:
            return
        unit, menu = self._model.unit(row), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Make a slider")).triggered.connect(lambda: self.unit_chosen.emit(unit))
        menu.addAction(self.tr("Inspect (I)")).triggered.connect(lambda: self.unit_inspected.emit(unit))
        menu.popup(event.globalPos())

    def selected_units(self) -> set[UnitId]:
        """What is selected."""
        return {self._model.unit(index.row()) for index in self.selectionModel().selectedRows()}

    def _select(self, units: set[UnitId]) -> None:
        rows = (row for row in range(self._model.rowCount()) if units and self._model.unit(row) in units)
        how = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows:
            self.selectionModel().select(self._model.index(row, 0), how)

    def copied_text(self) -> str:
        """The selected rows with their headings, tab separated, every digit."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        width = range(self._model.columnCount())
        lines = [[name for name, _ in columns()], *([self._model.exact(row, i) for i in width] for row in rows)]
        return "\n".join("\t".join(line) for line in lines) + "\n"

    def event(self, event: QEvent) -> bool:
        if is_copy_override(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        order = _ORDERS.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
        if order is not None:
            self.sortByColumn(max(0, self.currentIndex().column()), order)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied_text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.unit_chosen.emit(self._model.unit(self.currentIndex().row()))
        elif event.key() == Qt.Key.Key_I and self.currentIndex().isValid():
            self.unit_inspected.emit(self._model.unit(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)


def _row(rank: int, ranked: RankedUnit, chance: float) -> _Row:
    how = "exact" if ranked.exact else "estimate"
    changes = (ranked.effect, ranked.inside, ranked.outside, ranked.kept, ranked.even, ranked.share)
    return (rank, ranked.unit.layer, ranked.unit.index, ranked.score, ranked.spread, *changes, chance, how)


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts b4 before b16."""
    return [(int(digits or 0), letters) for digits, letters in re.findall(r"(\d+)|(\D+)", name)]
