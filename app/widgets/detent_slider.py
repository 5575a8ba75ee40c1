"""A slider whose middle is the value as generated, with the typed value beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QWidget

from app.widgets.detent_track import CENTRE, END, DetentTrack


@dataclass(frozen=True)
class Scale:
    """What a slider counts in. low, high: the values at its ends. unit: written behind a number. step: of the box."""

    low: float
    high: float
    unit: str
    step: float

    @property
    def centre(self) -> float:
        """The value as generated."""
        return self.at(CENTRE)

    def at(self, place: int) -> float:
        """The value at a place of the track."""
        return round(self.low + place / END * (self.high - self.low), 4)

    def place(self, value: float) -> int:
        """The place of a value on the track, which may lie beyond its ends."""
        return round(END * (value - self.low) / (self.high - self.low))


class DetentSlider(QWidget):
    """One gesture is a drag, a held key, a turn of the wheel, or a typed value.

    moved(value): at every step of a gesture. committed(old, new): once at its end, when the value is another one.
    A value outside the scale, from a recipe written elsewhere, is kept and shown; its handle stands at the end.
    """

    moved = Signal(float)
    committed = Signal(float, float)

    def __init__(self, scale: Scale, track: DetentTrack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale, self._value = scale, scale.centre
        self._start: float | None = None
        self.track, self.box = track, _ValueBox(scale)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.track, 1)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.track)
        self._connect()

    def value(self) -> float:
        """Where it is now."""
        return self._value

    def is_held(self) -> bool:
        """Whether a person is in the middle of a gesture."""
        return self._start is not None

    def set_value(self, value: float) -> None:
        """Show another value; silent, and without effect while a person holds the slider."""
        if self.is_held() or value == self._value:
            return
        if self.track.ghost() is not None:  # the value that it is made with is no change
            self.track.set_ghost(self._scale.place(self._value))
        self._show(value)

    def _connect(self) -> None:
        self.track.sliderPressed.connect(self._begin)
        self.track.valueChanged.connect(lambda place: self._go(self._scale.at(place)))
        self.track.sliderReleased.connect(self._end)
        self.track.abandoned.connect(self._abandon)
        self.box.valueChanged.connect(self._go)

    def _begin(self) -> None:
        self._start = self._value
        self.track.set_ghost(self._scale.place(self._value))

    def _go(self, value: float) -> None:
        """One step of a gesture; a step outside of one, such as a typed value, is a gesture of its own."""
        alone = self._start is None
        if alone:
            self._begin()
        self._show(value)
        self.moved.emit(value)
        if alone:
            self._end()

    def _end(self) -> None:
        start, self._start = self._start, None
        if start is not None and start != self._value:
            self.committed.emit(start, self._value)

    def _abandon(self) -> None:
        start, self._start = self._start, None
        if start is not None and start != self._value:
            self._show(start)
            self.moved.emit(start)

    def _show(self, value: float) -> None:
        self._value = value
        with QSignalBlocker(self.track), QSignalBlocker(self.box):
            self.track.setValue(self._scale.place(value))
            self.box.setRange(min(self._scale.low, value), max(self._scale.high, value))
            self.box.setValue(value)


class _ValueBox(QDoubleSpinBox):
    """The exact value, typed. The wheel turns it only while it has the focus."""

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self.setRange(scale.low, scale.high)
        self.setValue(scale.centre)
        self.setSingleStep(scale.step)
        self.setSuffix(f" {scale.unit}")
        self.setProperty("look", "value")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(60)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
