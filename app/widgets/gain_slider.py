"""GainSlider: off, as generated, double; with the typed value beside it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QWidget

from app.widgets.gain_track import CENTRE, GainTrack

OFF, AS_GENERATED, DOUBLE = 0.0, 1.0, 2.0


class GainSlider(QWidget):
    """A gain in [0, 2]. One gesture is a drag, a held key, a turn of the wheel, or a typed value.

    moved(value): at every step of a gesture. committed(old, new): once at its end, when the value is another one.
    A value outside [0, 2], from a recipe written elsewhere, is kept and shown; its handle stands at the end.
    """

    moved = Signal(float)
    committed = Signal(float, float)

    def __init__(self, name: str = "", parent: QWidget | None = None, *, centre: str = "") -> None:
        """centre: what 1 is called, if not "as generated"."""
        super().__init__(parent)
        self._value = AS_GENERATED
        self._start: float | None = None
        self.track = GainTrack(centre)
        self.box = _ValueBox()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.track, 1)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.track)
        self.set_name(name)
        self._connect()

    def value(self) -> float:
        """The gain: 0 is off, 1 as generated, 2 double."""
        return self._value

    def is_held(self) -> bool:
        """Whether a person is in the middle of a gesture."""
        return self._start is not None

    def set_name(self, name: str) -> None:
        """What it changes, for those who hear the interface."""
        self.setAccessibleName(name)
        self.track.setAccessibleName(self.tr("{name}: from off to double").format(name=name))
        self.box.setAccessibleName(self.tr("{name}: typed value").format(name=name))

    def set_value(self, value: float) -> None:
        """Show another value; silent, and without effect while a person holds the slider."""
        if self.is_held() or value == self._value:
            return
        if self.track.ghost() is not None:  # the value that it is made with is no change
            self.track.set_ghost(_hundredths(self._value))
        self._show(value)

    def _connect(self) -> None:
        self.track.sliderPressed.connect(self._begin)
        self.track.valueChanged.connect(lambda hundredths: self._go(hundredths / 100))
        self.track.sliderReleased.connect(self._end)
        self.track.abandoned.connect(self._abandon)
        self.box.valueChanged.connect(self._go)

    def _begin(self) -> None:
        self._start = self._value
        self.track.set_ghost(_hundredths(self._value))

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
            self.track.setValue(_hundredths(value))
            self.box.setRange(min(OFF, value), max(DOUBLE, value))
            self.box.setValue(value)


class _ValueBox(QDoubleSpinBox):
    """The exact gain, typed. The wheel turns it only while it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(OFF, DOUBLE)
        self.setValue(CENTRE / 100)
        self.setSingleStep(0.05)
        self.setSuffix(" ×")
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


def _hundredths(value: float) -> int:
    return round(100 * value)
