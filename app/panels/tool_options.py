"""What can be said about the tool in use, above the picture; and how what is painted is shown."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from app.canvas.overlay import Style
from app.canvas.tools import BRUSHES, Tool
from app.widgets.option_slider import OptionSlider

_STEPS = 100
_HARD = frozenset({Tool.BRUSH, Tool.ERASER})


class ToolOptions(QFrame):
    """size_chosen(float picture pixels), hardness_chosen(float in [0, 1]).

    threshold_moved(float in [0, 1]), threshold_settled(): while a person drags it, and when they let it go.
    style_chosen(Style), opacity_moved(float in [0, 1]), opacity_settled(float): of what is painted.
    """

    size_chosen = Signal(float)
    hardness_chosen = Signal(float)
    threshold_moved = Signal(float)
    threshold_settled = Signal()
    style_chosen = Signal(object)
    opacity_moved = Signal(float)
    opacity_settled = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tool options"))
        self._side = 1
        self._make_sliders()
        self._style = self._style_choice()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(12)
        for widget in (self._threshold, self._size, self._hardness):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self._style, self._opacity):
            row.addWidget(widget)
        self.set_tool(Tool.BRUSH)

    def set_tool(self, tool: Tool) -> None:
        """Show what this tool has."""
        self._threshold.setVisible(tool is Tool.SELECT)
        self._size.setVisible(tool in BRUSHES)
        self._hardness.setVisible(tool in _HARD)

    def set_size(self, size: float, side: int) -> None:
        """Show the brush's diameter, in pixels of a picture that is `side` pixels wide."""
        self._side = max(2, side)
        value = round(_STEPS * math.log(max(1.0, size)) / math.log(self._side))
        self._size.set_value(value, self._pixels(size))

    def set_hardness(self, hardness: float) -> None:
        """Show how much of the brush is full."""
        self._hardness.set_value(round(100 * hardness))

    def set_threshold(self, threshold: float) -> None:
        """Show how much a click takes."""
        self._threshold.set_value(round(100 * threshold))

    def set_opacity(self, opacity: float) -> None:
        """Show how strong the tint is."""
        self._opacity.set_value(round(100 * opacity))

    def set_style(self, style: Style) -> None:
        """Show how the region is shown."""
        with QSignalBlocker(self._style):
            self._style.setCurrentIndex(list(Style).index(style))

    def threshold(self) -> float:
        """How far from alike a place may be that a click takes."""
        return self._threshold.value() / 100

    def _make_sliders(self) -> None:
        alike = self.tr("How much a click takes: to the left only what is most alike, to the right more")
        full = self.tr("How much of the brush is full; the rest fades")
        shown = self.tr("How strongly what is painted is shown")
        self._threshold = OptionSlider(self.tr("Threshold"), alike, 0, 100, _percent)
        self._size = OptionSlider(
            self.tr("Brush size"), self.tr("Brush size ([ and ])"), 0, _STEPS, self._words_of_size
        )
        self._hardness = OptionSlider(self.tr("Hardness"), full, 0, 100, _percent)
        self._opacity = OptionSlider(self.tr("Opacity"), shown, 0, 100, _percent)
        self._size.moved.connect(lambda value: self.size_chosen.emit(self._size_of(value)))
        self._hardness.moved.connect(lambda value: self.hardness_chosen.emit(value / 100))
        self._threshold.moved.connect(lambda value: self.threshold_moved.emit(value / 100))
        self._threshold.settled.connect(self.threshold_settled)
        self._opacity.moved.connect(lambda value: self.opacity_moved.emit(value / 100))
        self._opacity.settled.connect(lambda: self.opacity_settled.emit(self._opacity.value() / 100))

    def _words_of_size(self, value: int) -> str:
        return self._pixels(self._size_of(value))

    def _pixels(self, size: float) -> str:
        return self.tr("{size} px").format(size=round(size))

    def _size_of(self, value: int) -> float:
        return self._side ** (value / _STEPS)

    def _style_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(self.tr("How the region is shown"))
        choice.setToolTip(self.tr("How the region is shown"))
        words = {Style.TINT: self.tr("Tint"), Style.OUTLINE: self.tr("Outline"), Style.INSIDE: self.tr("Only inside")}
        for style in Style:
            choice.addItem(words[style], style)
        choice.currentIndexChanged.connect(lambda index: self.style_chosen.emit(choice.itemData(index)))
        return choice


def _percent(value: int) -> str:
    return f"{value} %"
