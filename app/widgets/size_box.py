"""A side of a picture in pixels: a number that is a multiple of a step."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

LARGEST = 8192


class SizeBox(QSpinBox):
    """What is typed becomes the nearest multiple when it counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setKeyboardTracking(False)
        self.set_step(1)

    def set_step(self, step: int) -> None:
        """From one step up to the largest side."""
        self.setRange(step, LARGEST // step * step)
        self.setSingleStep(step)

    def valueFromText(self, text: str) -> int:
        """Qt's: the number that a text stands for."""
        step = self.singleStep()
        return max(self.minimum(), round(super().valueFromText(text) / step) * step)
