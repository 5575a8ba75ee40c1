"""EDITS: what is changed in the generator, one slider each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.panels.concept_row import ConceptRow
from app.panels.edit_row import EditRow
from app.panels.presets_button import PresetsButton
from app.panels.row_carrying import RowCarrying
from app.widgets.icons import icon
from app.widgets.labels import dim_label, heading
from app.widgets.scrolling import put_in
from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptEffect, ConceptReport
from models.document.recipe import Edit, UnitEdit

ONE_ROW = 112  # pixels: one edit stays in sight, whatever else wants the room


class EditsPanel(QWidget):
    """All signals begin with the edit's key. The `_moved` ones come at every step of a gesture, all others once each.

    solo_wanted(key, bool): all others are to be bypassed, or not any more. place_changed(key, place): it was carried.
    wanted(key, Wish): an entry of its menu. apart(key, UnitId): a part is to have a slider of its own. span_chosen(key,
    start, end): it is to act in a part of sampling.
    balance_wanted(): a word is to be balanced.
    change_wanted(key): an edit of words is to be written again, a new one for "". fit_wanted(key): its strength is to
    be found.
    """

    gain_moved = Signal(str, float)
    gain_committed = Signal(str, float, float)
    strength_moved = Signal(str, float)
    strength_committed = Signal(str, float, float)
    change_wanted = Signal(str)
    balance_wanted = Signal()
    fit_wanted = Signal(str)
    shift_moved = Signal(str, float)
    shift_committed = Signal(str, float, float)
    enabled_changed = Signal(str, bool)
    solo_wanted = Signal(str, bool)
    place_changed = Signal(str, int)
    removed = Signal(str)
    renamed = Signal(str, str)
    wanted = Signal(str, str)
    apart = Signal(str, object)
    span_chosen = Signal(str, float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Edits"))
        self._rows: dict[str, EditRow | ConceptRow] = {}
        self._unshiftable: frozenset[str] = frozenset()
        self._has_steps = False
        self.heading, self.presets = heading(self.tr("Edits")), PresetsButton()
        self._empty = dim_label()
        self.change, self.balance = QPushButton(self.tr("Change a word…")), QPushButton(self.tr("Balance a word…"))
        for button in (self.change, self.balance):
            button.setIcon(icon("plus"))
            button.setProperty("look", "link")
        self.change.setAccessibleName(self.tr("Change a word"))
        self.change.setToolTip(self.tr("Makes a word mean something else to the generator"))
        self.balance.setAccessibleName(self.tr("Balance a word"))
        self.balance.setToolTip(
            self.tr("Makes what a word leaves open come as often as you want, as lit and unlit lamps")
        )
        self.balance.clicked.connect(lambda: self.balance_wanted.emit())
        self.change.clicked.connect(lambda: self.change_wanted.emit(""))
        self._build()
        self.show_words(False)

    def show_words(self, shown: bool) -> None:
        """Whether the generator is asked with words, which can be changed."""
        self.change.setVisible(shown)
        self.balance.setVisible(shown)
        nothing = self.tr("Nothing is changed yet. Paint a thing, find what makes it, and click a part.")
        with_words = self.tr(
            "Nothing is changed yet. Paint a thing, find what makes it, and click a part; or change a word."
        )
        self._empty.setText(with_words if shown else nothing)

    def set_kind(self, *, unshiftable: frozenset[str], has_steps: bool) -> None:
        """Of which layers the units have no shift, and whether the generator makes its pictures in steps."""
        self._unshiftable, self._has_steps = unshiftable, has_steps

    def set_edits(self, edits: tuple[Edit, ...]) -> None:
        """Show these edits in this order; rows that stay keep their widgets, so a drag goes on."""
        for key in [key for key in self._rows if key not in {edit.key for edit in edits}]:
            self._drop(key)
        for i, edit in enumerate(edits):
            row = self._concept_row(edit) if isinstance(edit, ConceptEdit) else self._unit_row(edit, edits)
            if self._list.indexOf(row) != i:
                self._list.insertWidget(i, row)
        self._empty.setVisible(not edits)

    def concept_row(self, key: str) -> ConceptRow:
        """The row of an edit of words. Raises KeyError."""
        row = self._rows[key]
        if not isinstance(row, ConceptRow):
            raise KeyError(key)
        return row

    def set_measures(self, key: str, report: ConceptReport | None, effect: ConceptEffect | None) -> None:
        """What was measured of an edit of words."""
        self.concept_row(key).set_measures(report, effect)

    def set_written(self, key: str) -> None:
        """The edit of words that is being written elsewhere just now, "" for none: its row waits."""
        for other, row in self._rows.items():
            row.setEnabled(other != key)

    def row(self, key: str) -> EditRow:
        """The row of an edit of units. Raises KeyError."""
        row = self._rows[key]
        if not isinstance(row, EditRow):
            raise KeyError(key)
        return row

    def show_edit(self, key: str) -> None:
        """Scroll to an edit and give its slider the focus."""
        self._page.adjustSize()
        self._scroll.ensureWidgetVisible(self._rows[key])
        self._rows[key].take_focus()

    def entry(self) -> QWidget | None:
        """What had the focus last in a row, or the slider on top; None without edits."""
        rows, last = sorted(self._rows.values(), key=self._list.indexOf), self.focusWidget()
        if last is not None and any(row.isAncestorOf(last) for row in rows):
            return last
        return rows[0].slider.track if rows else None

    def _build(self) -> None:
        self._page = QWidget()
        self._list = QVBoxLayout(self._page)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self._list.addStretch(1)
        self._scroll = QScrollArea()
        put_in(self._scroll, self._page)
        self._scroll.setMinimumHeight(ONE_ROW)
        self._carrying = RowCarrying(self._page, self._scroll)
        self._carrying.placed.connect(lambda row, place: self.place_changed.emit(self._key_of(row), place))
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.presets)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._empty)
        column.addWidget(self._scroll, 1)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.change)
        below.addWidget(self.balance)
        below.addStretch(1)
        column.addLayout(below)

    def _concept_row(self, edit: ConceptEdit) -> ConceptRow:
        row = self._rows.get(edit.key)
        if not isinstance(row, ConceptRow):
            row = ConceptRow()
            row.enabled_changed.connect(lambda enabled: self.enabled_changed.emit(edit.key, enabled))
            row.removed.connect(lambda: self.removed.emit(edit.key))
            row.strength_moved.connect(lambda strength: self.strength_moved.emit(edit.key, strength))
            row.strength_committed.connect(lambda old, new: self.strength_committed.emit(edit.key, old, new))
            row.renamed.connect(lambda name: self.renamed.emit(edit.key, name))
            row.change_wanted.connect(lambda: self.change_wanted.emit(edit.key))
            row.fit_wanted.connect(lambda: self.fit_wanted.emit(edit.key))
            self._hold(row, edit.key)
        row.set_edit(edit)
        return row

    def _unit_row(self, edit: UnitEdit, edits: tuple[Edit, ...]) -> EditRow:
        row = self._rows.get(edit.key)
        row = row if isinstance(row, EditRow) else self._add(edit.key)
        at_work = [other.key for other in edits if other.enabled]
        following = edits[edits.index(edit) + 1 :][:1]
        row.set_edit(
            edit,
            solo=at_work == [edit.key] and len(edits) > 1,
            below=next((other.name for other in following if isinstance(other, UnitEdit)), ""),
            can_shift=not any(unit.layer in self._unshiftable for unit in edit.units),
            has_steps=self._has_steps,
        )
        return row

    def _add(self, key: str) -> EditRow:
        row = EditRow()
        for said, passed_on in (
            (row.gain_moved, self.gain_moved),
            (row.gain_committed, self.gain_committed),
            (row.details.shift_moved, self.shift_moved),
            (row.details.shift_committed, self.shift_committed),
            (row.enabled_changed, self.enabled_changed),
            (row.solo_wanted, self.solo_wanted),
            (row.removed, self.removed),
            (row.renamed, self.renamed),
            (row.wanted, self.wanted),
            (row.details.apart, self.apart),
            (row.details.span_chosen, self.span_chosen),
        ):
            said.connect(partial(passed_on.emit, key))
        self._hold(row, key)
        return row

    def _hold(self, row: EditRow | ConceptRow, key: str) -> None:
        """A new row, which its grip can carry."""
        row.grip.carried.connect(lambda y: self._carrying.carry(row, self._others(row), y))
        row.grip.dropped.connect(lambda: self._carrying.drop(row))
        row.grip.given_up.connect(self._carrying.give_up)
        row.grip.stepped.connect(lambda step: self._step(row, step))
        self._rows[key] = row

    def _others(self, row: QWidget) -> list[QWidget]:
        """All other rows from top to bottom."""
        rows = sorted(self._rows.values(), key=self._list.indexOf)
        return [other for other in rows if other is not row]

    def _key_of(self, row: QWidget) -> str:
        return next(key for key, known in self._rows.items() if known is row)

    def _step(self, row: EditRow | ConceptRow, step: int) -> None:
        """By a key; it stays in sight."""
        self.place_changed.emit(self._key_of(row), self._list.indexOf(row) + step)
        self._page.adjustSize()
        self._scroll.ensureWidgetVisible(row)

    def _drop(self, key: str) -> None:
        """Away with a row; the focus, if it was there, goes to the row that takes its place, or stays in the panel."""
        row = self._rows.pop(key)
        place, focus = self._list.indexOf(row), QApplication.focusWidget()
        self._list.removeWidget(row)
        if focus is not None and row.isAncestorOf(focus):
            by_place = sorted(self._rows.values(), key=lambda other: abs(self._list.indexOf(other) - place))
            by_place[0].take_focus() if by_place else self.presets.setFocus()
        row.hide()
        row.deleteLater()
