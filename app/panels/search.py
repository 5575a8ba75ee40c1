"""SEARCH: find what makes the painted thing, and pick from what is found."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.panels.ranking_table import RankingTable
from app.panels.search_results import SearchResults
from app.widgets.icons import icon
from app.widgets.labels import dim_label, heading
from app.widgets.wording import count_text, progress_text
from models.document.ranking import Ranking
from models.document.units import UnitId


class SearchPanel(QWidget):
    """unit_chosen(UnitId): make a slider of this part. save_wanted: the ranking as CSV."""

    search_wanted = Signal()
    cancel_wanted = Signal()
    unit_chosen = Signal(object)
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Search"))
        self._ranking: Ranking | None = None
        self._running = False
        self.heading = heading(self.tr("Search"))
        self.results, self.table = SearchResults(), RankingTable()
        self._build()
        self.results.unit_chosen.connect(self.unit_chosen)
        self.table.unit_chosen.connect(self.unit_chosen)
        self.set_ready(False, self.tr("Paint what you want to find first."))
        self.set_ranking(None)

    def set_ready(self, ready: bool, reason: str = "") -> None:
        """Whether a search can begin; if not, why, in a sentence."""
        self._find.setEnabled(ready)
        self._find.setToolTip(reason)
        self._reason.setText(reason)
        self._reason.setVisible(not ready and bool(reason))

    def set_running(self, running: bool) -> None:
        """A search has begun or ended. What the one before found goes when another begins."""
        if running and not self._running:
            self.results.clear()
            self.set_ranking(None)
            self.set_progress(0, 0, None)
        self._running = running
        self._cancel.setEnabled(True)
        self._cancel.setText(self.tr("Cancel"))
        self._stack.setCurrentIndex(1 if running else 0)
        self._explain()

    def set_progress(self, done: int, total: int, seconds_left: float | None) -> None:
        """How far the search is; total 0 while that is not known."""
        self._progress.setText(progress_text(self.tr("Searching"), done, total, seconds_left))
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def set_ranking(self, ranking: Ranking | None, done: bool = False) -> None:
        """What is found so far, or at last; None clears it."""
        self._ranking = ranking
        self.results.set_ranking(ranking)
        if self._toggle.isChecked():
            self.table.set_ranking(ranking)
        self._save.setEnabled(done and ranking is not None)
        self._toggle.setEnabled(ranking is not None or self._toggle.isChecked())
        self._explain()

    def set_thumbnail(self, unit: UnitId, picture: np.ndarray) -> None:
        """uint8 [H, W, 3]: the scene without that part."""
        self.results.set_thumbnail(unit, picture)

    def set_used(self, units: Collection[UnitId]) -> None:
        """Mark the parts that are in an edit already."""
        self.results.set_used(units)

    # ------------------------------------------------------------------------------------------------ building
    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._stack.addWidget(self._asking())
        self._stack.addWidget(self._searching())
        self._hint = dim_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self._stack)
        column.addWidget(self._hint)
        column.addWidget(self.results, 3)
        column.addLayout(self._details_line())
        column.addWidget(self.table, 2)
        self.results.setMinimumHeight(100)
        self.table.setMinimumHeight(136)
        self.table.hide()

    def _asking(self) -> QWidget:
        self._find = QPushButton(self.tr("Find what makes this"))
        self._find.setAccessibleName(self._find.text())
        self._find.setProperty("look", "primary")
        self._find.clicked.connect(lambda: self.search_wanted.emit())
        self._reason = dim_label()
        return _page(self._find, self._reason)

    def _searching(self) -> QWidget:
        self._progress, self._bar = QLabel(), QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Progress of the search"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the search"))
        self._cancel.clicked.connect(self._ask_to_cancel)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._progress, 1)
        row.addWidget(self._cancel)
        return _page(line, self._bar)

    def _details_line(self) -> QHBoxLayout:
        self._toggle = QToolButton()
        self._toggle.setText(self.tr("Details"))
        self._toggle.setCheckable(True)
        self._toggle.setAccessibleName(self.tr("Details of the ranking"))
        self._toggle.setIcon(icon("right"))
        self._toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._toggle.toggled.connect(self._show_details)
        self._save = QPushButton(self.tr("Save as CSV…"))
        self._save.setAccessibleName(self.tr("Save the ranking as CSV"))
        self._save.setProperty("look", "link")
        self._save.clicked.connect(lambda: self.save_wanted.emit())
        self._save.hide()
        row = QHBoxLayout()
        row.addWidget(self._toggle)
        row.addStretch(1)
        row.addWidget(self._save)
        return row

    # ------------------------------------------------------------------------------------------------ answering
    def _ask_to_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Cancelling…"))
        self.cancel_wanted.emit()

    def _show_details(self, shown: bool) -> None:
        self.table.set_ranking(self._ranking if shown else None)
        self.table.setVisible(shown)
        self._save.setVisible(shown)
        self._toggle.setIcon(icon("down" if shown else "right"))

    def _explain(self) -> None:
        """One sentence above the pictures."""
        found = 0 if self._ranking is None else len(self._ranking.units)
        if self._ranking is None:
            words = ""
        elif found == 0:
            words = "" if self._running else self.tr("Nothing was found.")
        elif self._ranking.complete or self._running:
            words = self.tr("Each picture is the scene without one part. Click one to make a slider.")
        else:
            words = self.tr("Stopped early: the strongest of the {count} parts that were tried.")
        self._hint.setText(words.format(count=count_text(found)))
        self._hint.setVisible(bool(words))


def _page(*pieces: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for piece in pieces:
        column.addWidget(piece)
    column.addStretch(1)
    return page
