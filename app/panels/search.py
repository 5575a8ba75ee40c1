"""SEARCH: find what makes the painted thing, and pick from what is found."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.panels.ranking_layers import LayerChoice, LayerPlot, Layers
from app.panels.ranking_table import RankingTable
from app.panels.search_options import SearchOptionsBox
from app.panels.search_results import SearchResults
from app.widgets.disclosure import Disclosure
from app.widgets.labels import Sentences, dim_label, heading
from app.widgets.sentences import said
from app.widgets.wording import count_text, progress_text
from models.document.ranking import Ranking
from models.document.units import Layer, UnitId


class SearchPanel(QWidget):
    """unit_chosen(UnitId): make a slider of this part. together_wanted: find parts that work together.

    save_wanted: the ranking as a file. ranking_chosen(int): one of those of `set_rankings`, again. `options` and
    `results` have signals of their own.
    """

    search_wanted = Signal()
    cancel_wanted = Signal()
    unit_chosen = Signal(object)
    together_wanted = Signal()
    save_wanted = Signal()
    ranking_chosen = Signal(int)
    unit_inspected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Search"))
        self._ranking: Ranking | None = None
        self._running, self._grouping = False, False
        self.heading = heading(self.tr("Search"))
        self.options, self.results, self.table = SearchOptionsBox(), SearchResults(), RankingTable()
        self.plot, self.layers = LayerPlot(), LayerChoice()
        self._build()
        self.results.unit_chosen.connect(self.unit_chosen)
        self.table.unit_chosen.connect(self.unit_chosen)
        for view in (self.results, self.table):
            view.unit_inspected.connect(self.unit_inspected)
        self.plot.layer_chosen.connect(self.layers.choose)
        self.layers.layers_chosen.connect(self._filter)
        self.set_ready(False, self.tr("Paint what you want to find first."))
        self.set_ranking(None)
        self.set_together_possible(False)

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
            self.set_together("")
        self._running = running
        self._show_work()

    def set_grouping(self, running: bool) -> None:
        """Parts are tried together, or that has ended. What was found before stays in sight."""
        self._grouping = running
        self._show_work()

    def set_progress(self, text: str, done: int, total: int, seconds_left: float | None) -> None:
        """What is being done, and how far it is; total 0 while that is not known."""
        self._progress.setText(progress_text(text, done, total, seconds_left))
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def set_ranking(self, ranking: Ranking | None, done: bool = False) -> None:
        """What is found so far, or at last; None clears it."""
        self._ranking = ranking
        self.results.set_ranking(ranking)
        if self._toggle.isChecked():
            self._show_details(True)
        self._save.setEnabled(done and ranking is not None)
        self._toggle.setEnabled(ranking is not None or self._toggle.isChecked())
        self._sentences.say(" ".join(map(said, ranking.sentences())) if done and ranking else "")
        self._explain()

    def set_layers(self, layers: Sequence[Layer]) -> None:
        """Those of the generator, which the table can be narrowed to."""
        self.layers.set_layers(layers)

    def set_rankings(self, titles: Sequence[str]) -> None:
        """What was found before and can be shown again, the one that is shown first; one alone is no choice."""
        with QSignalBlocker(self._earlier):
            self._earlier.clear()
            self._earlier.addItems(list(titles))
        self._earlier.setVisible(len(titles) > 1)

    def set_thumbnail(self, unit: UnitId, picture: np.ndarray) -> None:
        """uint8 [H, W, 3]: the scene without that part."""
        self.results.set_thumbnail(unit, picture)

    def set_used(self, units: Collection[UnitId]) -> None:
        """Mark the parts that are in an edit already."""
        self.results.set_used(units)

    def set_together_possible(self, possible: bool) -> None:
        """Whether there are parts to try together."""
        self._together.setEnabled(possible)

    def set_together(self, words: str) -> None:
        """What came of trying parts together; empty for nothing."""
        self._group.say(words)

    # ------------------------------------------------------------------------------------------------ building
    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._stack.addWidget(self._asking())
        self._stack.addWidget(self._working())
        self._earlier = QComboBox()
        self._earlier.setAccessibleName(self.tr("What was found before"))
        self._earlier.setToolTip(self.tr("Show again what an earlier search found"))
        self._earlier.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._earlier.activated.connect(self.ranking_chosen)
        self._hint, self._sentences, self._group = Sentences(dim=True), Sentences(dim=True), Sentences()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self._stack)
        column.addWidget(self._earlier)
        column.addWidget(self._hint)
        column.addWidget(self.results, 3)
        column.addWidget(self._sentences)
        column.addWidget(self._group)
        column.addLayout(self._details_line())
        column.addWidget(self.plot)
        column.addWidget(self.layers)
        column.addWidget(self.table, 2)
        self.results.setMinimumHeight(100)
        self.table.setMinimumHeight(96)

    def _asking(self) -> QWidget:
        self._find = QPushButton(self.tr("Find what makes this"))
        self._find.setAccessibleName(self._find.text())
        self._find.setProperty("look", "primary")
        self._find.clicked.connect(lambda: self.search_wanted.emit())
        self._more = Disclosure(self.tr("Options"), self.tr("Options of the search"), self.options)
        self._reason = dim_label()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._find, 1)
        row.addWidget(self._more)
        return _page(line, self.options, self._reason)

    def _working(self) -> QWidget:
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
        self._save = self._link(self.tr("Save…"), self.tr("Save the ranking as CSV or JSON"))
        self._save.clicked.connect(lambda: self.save_wanted.emit())
        self._together = self._link(self.tr("Together"), self.tr("Find parts that work together"))
        self._together.clicked.connect(lambda: self.together_wanted.emit())
        pieces = (self.plot, self.layers, self.table, self._save)
        self._toggle = Disclosure(self.tr("Details"), self.tr("Details of the ranking"), *pieces)
        self._toggle.toggled.connect(self._show_details)
        row = QHBoxLayout()
        row.addWidget(self._toggle)
        row.addWidget(self._save)
        row.addStretch(1)
        row.addWidget(self._together)
        return row

    def _link(self, text: str, accessible: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(accessible)
        button.setToolTip(accessible)
        button.setProperty("look", "link")
        return button

    # ------------------------------------------------------------------------------------------------ answering
    def _show_details(self, shown: bool) -> None:
        """In place of the pictures: there is seldom room for both beside the edits."""
        self.results.setVisible(not shown)
        self._explain()
        ranking = self._ranking if shown else None
        self.table.set_ranking(ranking)
        self.plot.set_ranking(ranking)
        self.plot.set_layers(self.layers.chosen())

    def _filter(self, layers: Layers) -> None:
        self.table.set_layers(layers)
        self.plot.set_layers(layers)

    def _ask_to_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Cancelling…"))
        self.cancel_wanted.emit()

    def _show_work(self) -> None:
        self._cancel.setEnabled(True)
        self._cancel.setText(self.tr("Cancel"))
        self._show_page(1 if self._running or self._grouping else 0)
        self._earlier.setEnabled(not self._running)
        self._explain()

    def _show_page(self, page: int) -> None:
        """What begins a search, or what goes on; the focus goes from the button of the one to that of the other."""
        focus = QApplication.focusWidget()
        here = focus is not None and self._stack.isAncestorOf(focus)
        self._stack.setCurrentIndex(page)
        if here:
            (self._cancel if page else self._find).setFocus()

    def _explain(self) -> None:
        """One sentence above the pictures."""
        if self._ranking is None:
            words = ""
        elif not self._ranking.units:
            words = "" if self._running else self.tr("Nothing was found.")
        elif self._ranking.complete or self._running:
            words = self.tr("Each picture is the scene without one part. Click one to make a slider.")
        elif self._ranking.exact:
            words = self.tr("Stopped early: {count} parts were tried, the others are estimates. Search again to go on.")
            words = words.format(count=count_text(self._ranking.exact))
        else:
            words = self.tr("Stopped early: these are estimates. Search again to go on.")
        self._hint.say(words if not self._toggle.isChecked() else "")


def _page(*pieces: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for piece in pieces:
        column.addWidget(piece)
    column.addStretch(1)
    return page
