"""How is an edit's slider to go? Asked before an animation is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QDoubleSpinBox, QFormLayout, QVBoxLayout, QWidget

from app.widgets.labels import dim_label
from models.document.sweep import LONGEST


@dataclass(frozen=True)
class SweepOptions:
    """start, end: gains. seconds: of the whole animation. back: there and back again. everywhere: all scenes."""

    start: float
    end: float
    seconds: float
    back: bool
    everywhere: bool


class SweepDialog(QDialog):
    """From, to, how long, there and back, on all scenes."""

    def __init__(self, name: str, scenes: int, parent: QWidget | None = None) -> None:
        """name: of the edit. scenes: how many there are."""
        super().__init__(parent)
        self.setWindowTitle(_tr("Animation of {name}").format(name=name))
        self.start, self.end = self._gain(0.0, _tr("From")), self._gain(1.0, _tr("To"))
        self.seconds = QDoubleSpinBox(minimum=0.5, maximum=LONGEST, value=3.0, singleStep=0.5, decimals=1)
        self.seconds.setSuffix(" s")
        self.seconds.setAccessibleName(_tr("Length"))
        self.back = QCheckBox(_tr("There and back again"))
        self.back.setChecked(True)
        self.everywhere = QCheckBox(_tr("All scenes side by side"))
        self.everywhere.setVisible(scenes > 1)
        self._lay_out()

    def options(self) -> SweepOptions:
        """What was chosen."""
        return SweepOptions(
            self.start.value(), self.end.value(), self.seconds.value(), self.back.isChecked(),
            self.everywhere.isChecked(),
        )  # fmt: skip

    def _gain(self, value: float, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(minimum=-4.0, maximum=4.0, value=value, singleStep=0.1, decimals=2)
        box.setSuffix(" ×")
        box.setAccessibleName(name)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(_tr("From"), self.start)
        form.addRow(_tr("To"), self.end)
        form.addRow(_tr("Length"), self.seconds)
        form.addRow(self.back)
        form.addRow(self.everywhere)
        buttons = QDialogButtonBox()
        save = buttons.addButton(_tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(dim_label(_tr("0 is off, 1 as generated, 2 double.")))
        column.addLayout(form)
        column.addWidget(buttons)


def ask_sweep(parent: QWidget, name: str, scenes: int) -> SweepOptions | None:
    """How; None when the question is closed."""
    dialog = SweepDialog(name, scenes, parent)
    return dialog.options() if dialog.exec() else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("SweepDialog", text)
