"""A number that is typed: as short as it can be written, whatever its size."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox

_DECIMALS = 6


class NumberBox(QDoubleSpinBox):
    """0.5 and not 0.500000. The wheel turns it only while it has the focus."""

    def __init__(self, name: str, least: float, most: float, step: float) -> None:
        super().__init__(decimals=_DECIMALS, minimum=least, maximum=most, singleStep=step)
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)

    def textFromValue(self, value: float) -> str:
        return self.locale().toString(value, "g", _DECIMALS)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
