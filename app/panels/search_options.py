"""How a search is done: on which scenes, and how thoroughly."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

MOST_SCENES = 64


class SearchOptionsBox(QWidget):
    """exhaustive_chosen(bool): ablate every part. elsewhere_chosen(bool), scenes_chosen(int): look on that many."""

    exhaustive_chosen = Signal(bool)
    elsewhere_chosen = Signal(bool)
    scenes_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.elsewhere = QCheckBox(self.tr("Look on"))
        self.elsewhere.setAccessibleName(self.tr("Look on other scenes, too"))
        self.elsewhere.setToolTip(
            self.tr("Finds the painted thing on other scenes first, so that one stroke is enough")
        )
        self.scenes = QSpinBox(minimum=2, maximum=MOST_SCENES, suffix=self.tr(" scenes"))
        self.scenes.setAccessibleName(self.tr("How many scenes to look on"))
        self.exhaustive = QCheckBox(self.tr("Try every part"))
        self.exhaustive.setAccessibleName(self.tr("Try every part, however long it takes"))
        self.exhaustive.setToolTip(self.tr("Ablates all parts, not only those that the estimates find promising"))
        self._lay_out()
        self.elsewhere.clicked.connect(self.elsewhere_chosen)
        self.scenes.valueChanged.connect(self.scenes_chosen)
        self.exhaustive.clicked.connect(self.exhaustive_chosen)

    def set_options(self, *, exhaustive: bool, elsewhere: bool, scenes: int) -> None:
        """Show what is chosen; silent."""
        self.exhaustive.setChecked(exhaustive)
        self.elsewhere.setChecked(elsewhere)
        self.scenes.setEnabled(elsewhere)
        with QSignalBlocker(self.scenes):
            self.scenes.setValue(scenes)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.elsewhere)
        line.addWidget(self.scenes)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.exhaustive, 0, Qt.AlignmentFlag.AlignLeft)  # it can be clicked where it is seen
