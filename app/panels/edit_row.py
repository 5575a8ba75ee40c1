"""One edit: its name, its parts, its slider, bypass and remove."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.widgets.gain_slider import GainSlider
from app.widgets.icons import icon
from app.widgets.labels import dim_label, icon_button
from app.widgets.name_edit import NameEdit
from app.widgets.wording import parts_text
from models.document.recipe import UnitEdit

_LONGEST_LIST = 20


class EditRow(QFrame):
    """gain_moved(gain), gain_committed(old, new), enabled_changed(bool), removed(), renamed(name)."""

    gain_moved = Signal(float)
    gain_committed = Signal(float, float)
    enabled_changed = Signal(bool)
    removed = Signal()
    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.name, self.slider = NameEdit(), GainSlider()
        self.parts = dim_label()
        self.parts.setWordWrap(False)
        self.eye = icon_button("eye", self.tr("Bypass"))
        self.eye.setCheckable(True)
        self.cross = icon_button("close", self.tr("Remove"))
        self._lay_out()
        self._connect()

    def set_edit(self, edit: UnitEdit) -> None:
        """Show an edit; what a person holds or types at this moment is not disturbed."""
        self.name.set_name(edit.name)
        self.parts.setText(parts_text(len(edit.units)))
        self.parts.setToolTip(_unit_list(edit))
        self.slider.set_value(edit.gain)
        self.slider.setEnabled(edit.enabled)
        self.eye.setChecked(edit.enabled)
        self.eye.setIcon(icon("eye" if edit.enabled else "eye-off"))
        self._name_all(edit)

    def take_focus(self) -> None:
        """The focus goes to its slider."""
        self.slider.setFocus()

    def _name_all(self, edit: UnitEdit) -> None:
        self.setAccessibleName(edit.name)
        self.slider.set_name(edit.name)
        self.name.setAccessibleName(self.tr("Name of {name}").format(name=edit.name))
        bypass = self.tr("Bypass {name}") if edit.enabled else self.tr("Use {name} again")
        for button, words in ((self.eye, bypass), (self.cross, self.tr("Remove {name}"))):
            button.setAccessibleName(words.format(name=edit.name))
            button.setToolTip(words.format(name=edit.name))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.name, 1)
        top.addWidget(self.parts)
        top.addSpacing(4)
        top.addWidget(self.eye)
        top.addWidget(self.cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.slider)

    def _connect(self) -> None:
        self.slider.moved.connect(self.gain_moved)
        self.slider.committed.connect(self.gain_committed)
        self.eye.clicked.connect(self.enabled_changed)
        self.cross.clicked.connect(lambda: self.removed.emit())
        self.name.renamed.connect(self.renamed)


def _unit_list(edit: UnitEdit) -> str:
    names = [str(unit) for unit in edit.units]
    return "\n".join([*names[:_LONGEST_LIST], *(["…"] if len(names) > _LONGEST_LIST else [])])
