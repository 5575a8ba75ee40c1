"""What stands below an edit's slider once somebody wants to know: its parts one by one, their shift, their steps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.widgets.labels import dim_label, icon_button
from app.widgets.shift_slider import ShiftSlider
from app.widgets.span_boxes import SpanBoxes
from app.widgets.wording import count_text
from models.document.recipe import Span, UnitEdit
from models.document.units import UnitId

MOST = 24


class EditDetails(QWidget):
    """shift_moved(sigma) at every step, shift_committed(old, new) once a gesture.

    apart(UnitId): that part is to have a slider of its own. span_chosen(start, end): it is to act in this part of
    sampling, from 0 to 1.
    """

    shift_moved = Signal(float)
    shift_committed = Signal(float, float)
    apart = Signal(object)
    span_chosen = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shift, self.span = ShiftSlider(), SpanBoxes()
        self._shift_label, self._span_label = dim_label(self.tr("Shift")), dim_label(self.tr("Steps"))
        for label in (self._shift_label, self._span_label):
            label.setWordWrap(False)
        self._units: tuple[UnitId, ...] = ()
        self._pieces: list[QWidget] = []
        self._list = QGridLayout()
        self._list.setSpacing(2)
        self._list.setColumnStretch(0, 1)
        numbers = QGridLayout()
        numbers.setHorizontalSpacing(8)
        numbers.setVerticalSpacing(4)
        numbers.setColumnStretch(1, 1)
        for row, (label, piece) in enumerate(((self._shift_label, self.shift), (self._span_label, self.span))):
            numbers.addWidget(label, row, 0)
            numbers.addWidget(piece, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 2)
        column.setSpacing(4)
        column.addLayout(self._list)
        column.addLayout(numbers)
        self.span.chosen.connect(self.span_chosen)
        self.shift.moved.connect(self.shift_moved)
        self.shift.committed.connect(self.shift_committed)

    def set_edit(self, edit: UnitEdit, *, can_shift: bool, has_steps: bool) -> None:
        """Show an edit. can_shift: whether its parts can be shifted; attention heads cannot. has_steps: whether
        pictures are made in steps.
        """
        for piece in (self.shift, self._shift_label):
            piece.setVisible(can_shift)
        for piece in (self.span, self._span_label):
            piece.setVisible(has_steps)
        span = edit.span or Span()
        self.span.set_span(span.start, span.end)
        self.span.set_name(edit.name)
        self.shift.set_value(edit.shift)
        self.shift.set_name(edit.name)
        self.shift.setEnabled(edit.enabled)
        if edit.units != self._units:
            self._units = edit.units
            self._show_units()

    def _show_units(self) -> None:
        for piece in self._pieces:
            self._list.removeWidget(piece)
            piece.deleteLater()
        self._pieces.clear()
        for row, unit in enumerate(self._units[:MOST]):
            self._put(dim_label(str(unit)), row, 0)
            if len(self._units) > 1:
                self._put(self._apart_button(unit), row, 1)
        if len(self._units) > MOST:
            more = self.tr("and {count} more").format(count=count_text(len(self._units) - MOST))
            self._put(dim_label(more), MOST, 0)

    def _put(self, piece: QWidget, row: int, column: int) -> None:
        self._list.addWidget(piece, row, column)
        self._pieces.append(piece)

    def _apart_button(self, unit: UnitId) -> QWidget:
        words = self.tr("A slider of its own for {unit}").format(unit=unit)
        button = icon_button("split", words, side=14)
        button.clicked.connect(lambda: self.apart.emit(unit))
        return button
