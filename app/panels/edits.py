"""EDITS: what is changed in the generator, one slider each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.panels.concept_row import ConceptRow
from app.panels.edit_row import EditRow
from app.widgets.icons import icon
from app.widgets.labels import dim_label, heading
from app.widgets.scrolling import put_in
from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptReport
from models.document.recipe import Edit, UnitEdit


class EditsPanel(QWidget):
    """gain_moved(key, gain) at every step, gain_committed(key, old, new) once a gesture; the others once each.

    strength_moved and strength_committed: likewise, of words. change_wanted(key): an edit of words is to be written
    again, a new one for "". fit_wanted(key): its strength is to be found.
    """

    gain_moved = Signal(str, float)
    gain_committed = Signal(str, float, float)
    strength_moved = Signal(str, float)
    strength_committed = Signal(str, float, float)
    change_wanted = Signal(str)
    fit_wanted = Signal(str)
    enabled_changed = Signal(str, bool)
    removed = Signal(str)
    renamed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Edits"))
        self._rows: dict[str, EditRow | ConceptRow] = {}
        self.heading = heading(self.tr("Edits"))
        self._empty = dim_label(self.tr("Nothing is changed yet. Paint a thing, find what makes it, and click a part."))
        self.change = QPushButton(self.tr("Change a word…"))
        self.change.setIcon(icon("plus"))
        self.change.setProperty("look", "link")
        self.change.setAccessibleName(self.tr("Change a word"))
        self.change.setToolTip(self.tr("Makes a word mean something else to the generator"))
        self.change.clicked.connect(lambda: self.change_wanted.emit(""))
        self._build()
        self.show_words(False)

    def show_words(self, shown: bool) -> None:
        """Whether the generator is asked with words, which can be changed."""
        self.change.setVisible(shown)

    def set_edits(self, edits: tuple[Edit, ...]) -> None:
        """Show these edits in this order; rows that stay keep their widgets, so a drag goes on."""
        for key in [key for key in self._rows if key not in {edit.key for edit in edits}]:
            self._drop(key)
        for i, edit in enumerate(edits):
            row = self._concept_row(edit) if isinstance(edit, ConceptEdit) else self._unit_row(edit)
            if self._list.indexOf(row) != i:
                self._list.insertWidget(i, row)
        self._empty.setVisible(not edits)

    def concept_row(self, key: str) -> ConceptRow:
        """The row of an edit of words. Raises KeyError."""
        row = self._rows[key]
        if not isinstance(row, ConceptRow):
            raise KeyError(key)
        return row

    def set_report(self, key: str, report: ConceptReport | None) -> None:
        """What was measured of an edit of words."""
        self.concept_row(key).set_report(report)

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

    def _build(self) -> None:
        self._page = QWidget()
        self._list = QVBoxLayout(self._page)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self._list.addStretch(1)
        self._scroll = QScrollArea()
        put_in(self._scroll, self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self._empty)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)

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
            self._rows[edit.key] = row
        row.set_edit(edit)
        return row

    def _unit_row(self, edit: UnitEdit) -> EditRow:
        row = self._rows.get(edit.key)
        row = row if isinstance(row, EditRow) else self._add(edit.key)
        row.set_edit(edit)
        return row

    def _add(self, key: str) -> EditRow:
        row = EditRow()
        row.gain_moved.connect(lambda gain: self.gain_moved.emit(key, gain))
        row.gain_committed.connect(lambda old, new: self.gain_committed.emit(key, old, new))
        row.enabled_changed.connect(lambda enabled: self.enabled_changed.emit(key, enabled))
        row.removed.connect(lambda: self.removed.emit(key))
        row.renamed.connect(lambda name: self.renamed.emit(key, name))
        self._rows[key] = row
        return row

    def _drop(self, key: str) -> None:
        """Away with a row; the focus, if it was there, goes to the row that takes its place."""
        row = self._rows.pop(key)
        place, focus = self._list.indexOf(row), QApplication.focusWidget()
        self._list.removeWidget(row)
        if focus is not None and row.isAncestorOf(focus) and self._rows:
            nearest = min(self._rows.values(), key=lambda other: abs(self._list.indexOf(other) - place))
            nearest.take_focus()
        row.hide()
        row.deleteLater()
