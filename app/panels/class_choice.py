"""Which class a conditional generator draws. Hidden for all others."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QSpinBox, QVBoxLayout, QWidget

from app.widgets.labels import dim_label


class ClassChoice(QFrame):
    """class_chosen(int): for the scene on the canvas."""

    class_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "strip")
        self._label = dim_label(self.tr("Class"))
        self._number = QSpinBox()
        self._number.setAccessibleName(self.tr("Class"))
        self._number.setToolTip(self.tr("Which of the generator’s classes this scene shows"))
        self._number.setKeyboardTracking(False)  # 1 and 12 are not asked for on the way to 123
        self._number.valueChanged.connect(self.class_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._label)
        column.addWidget(self._number)
        self.hide()

    def set_class(self, index: int | None, classes: int) -> None:
        """The class of the scene on the canvas, of so many; nothing is shown when there are none."""
        self.setVisible(classes > 0)
        with QSignalBlocker(self._number):
            self._number.setRange(0, max(0, classes - 1))
            self._number.setValue(index or 0)
