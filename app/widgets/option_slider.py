"""A slider with its name before it and its value behind it, for a row of options."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from app.widgets.labels import small_font

_LENGTH, _SHORTEST = 96, 32
_WIDEST = "8888 px"


class OptionSlider(QWidget):
    """Values are whole numbers from `smallest` to `largest`; `words` says them to people.

    moved(int): by a person. settled(): they have let it go, or moved it by a key.
    """

    moved = Signal(int)
    settled = Signal()

    def __init__(self, name: str, tip: str, smallest: int, largest: int, words: Callable[[int], str]) -> None:
        super().__init__()
        self._words = words
        self._label, self._value = QLabel(name), QLabel()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(smallest, largest)
        self.slider.setProperty("look", "option")
        self.slider.setMaximumWidth(_LENGTH)
        self.slider.setMinimumWidth(_SHORTEST)
        self.slider.setAccessibleName(name)
        self.slider.setToolTip(tip)
        self.slider.valueChanged.connect(self._change)
        self.slider.sliderReleased.connect(self.settled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for label in (self._label, self._value):
            label.setFont(small_font(label))
            label.setProperty("look", "dim")
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance(_WIDEST))
        for widget in (self._label, self.slider, self._value):
            row.addWidget(widget)
        self._value.setText(words(smallest))

    def value(self) -> int:
        """Where it stands."""
        return self.slider.value()

    def set_value(self, value: int, words: str = "") -> None:
        """Move it, with other words for its value if there are any; says nothing."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(value)
        self._value.setText(words or self._words(value))

    def _change(self, value: int) -> None:
        self._value.setText(self._words(value))
        self.moved.emit(value)
        if not self.slider.isSliderDown():
            self.settled.emit()
