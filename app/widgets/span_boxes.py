"""From which step of sampling until which: two numbers, in hundredths of all steps."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from app.widgets.labels import dim_label

_ALL = 100


class SpanBoxes(QWidget):
    """chosen(start, end): fractions from 0 to 1, once they are typed or stepped; the first is the smaller."""

    chosen = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start, self.end = _Hundredths(0, _ALL - 1), _Hundredths(1, _ALL)
        dash = dim_label(self.tr("until"))
        dash.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for piece in (self.start, dash, self.end):
            row.addWidget(piece)
        row.addStretch(1)
        for box in (self.start, self.end):
            box.valueChanged.connect(self._say)
        self.set_span(0.0, 1.0)

    def set_name(self, name: str) -> None:
        """What it limits, for those who hear the interface."""
        self.start.setAccessibleName(self.tr("{name}: from this part of the steps on").format(name=name))
        self.end.setAccessibleName(self.tr("{name}: until this part of the steps").format(name=name))

    def set_span(self, start: float, end: float) -> None:
        """Show a part of sampling; silent."""
        with QSignalBlocker(self.start), QSignalBlocker(self.end):
            self.start.setMaximum(max(0, round(_ALL * end) - 1))
            self.end.setMinimum(min(_ALL, round(_ALL * start) + 1))
            self.start.setValue(round(_ALL * start))
            self.end.setValue(round(_ALL * end))

    def _say(self) -> None:
        start, end = self.start.value() / _ALL, self.end.value() / _ALL
        self.set_span(start, end)
        self.chosen.emit(start, end)


class _Hundredths(QSpinBox):
    """The wheel turns it only while it has the focus."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(minimum=least, maximum=most, singleStep=5)
        self.setSuffix(" %")
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
