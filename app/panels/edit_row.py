"""One edit: its name, its slider, bypass, solo, remove; its parts, its light's colour, where it acts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.panels.edit_details import EditDetails
from app.panels.edit_menu import EditMenu
from app.widgets.disclosure import Disclosure
from app.widgets.gain_slider import GainSlider
from app.widgets.grip import Grip
from app.widgets.icons import icon
from app.widgets.labels import icon_button, small_font
from app.widgets.name_edit import NameEdit
from app.widgets.swatch import Swatch
from app.widgets.wording import parts_text
from models.document.recipe import UnitEdit

_LONGEST_LIST = 20


class EditRow(QFrame):
    """gain_moved(gain), gain_committed(old, new), enabled_changed(bool), removed(), renamed(name).

    solo_wanted(bool): all others are to be bypassed, or not any more. wanted(Wish): an entry of its menu. Its `grip`
    and its `details` say the rest.
    """

    gain_moved = Signal(float)
    gain_committed = Signal(float, float)
    enabled_changed = Signal(bool)
    solo_wanted = Signal(bool)
    removed = Signal()
    renamed = Signal(str)
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.grip, self.name, self.slider = Grip(), NameEdit(), GainSlider()
        self.eye, self.solo = icon_button("eye", self.tr("Bypass")), icon_button("solo", self.tr("Solo"))
        for button in (self.eye, self.solo):
            button.setCheckable(True)
        self.more = icon_button("more", self.tr("More"))
        self.cross = icon_button("close", self.tr("Remove"))
        self.menu, self.swatch, self.details = EditMenu(self), Swatch(), EditDetails()
        self.parts = Disclosure("", "", self.details)
        self.badge = QLabel()
        self.badge.setProperty("look", "badge")
        self.badge.setFont(small_font(self.badge))
        self._lay_out()
        self._connect()

    def set_edit(
        self,
        edit: UnitEdit,
        *,
        solo: bool = False,
        below: str = "",
        can_shift: bool = True,
        has_steps: bool = False,
    ) -> None:
        """Show an edit; what a person holds or types at this moment is not disturbed.

        solo: it is the only one at work. below: the name of the edit it could be joined with. can_shift, has_steps: see
        EditDetails.
        """
        self.name.set_name(edit.name)
        self.parts.setText(parts_text(len(edit.units)))
        self.parts.setToolTip(_unit_list(edit))
        self.slider.set_value(edit.gain)
        self.slider.setEnabled(edit.enabled)
        self.eye.setChecked(edit.enabled)
        self.eye.setIcon(icon("eye" if edit.enabled else "eye-off"))
        self.solo.setChecked(solo)
        self.details.set_edit(edit, can_shift=can_shift, has_steps=has_steps)
        self.menu.set_edit(edit, below)
        self.swatch.set_colour(QColor.fromRgbF(*edit.light) if edit.light else None)
        self._show_limits(edit)
        self._name_all(edit)

    def take_focus(self) -> None:
        """The focus goes to its slider, or to what makes that work again."""
        (self.slider if self.slider.isEnabled() else self.eye).setFocus()

    def _show_limits(self, edit: UnitEdit) -> None:
        words = [self.tr("only here")] if edit.region is not None else []
        words += [self.tr("some steps")] if edit.span is not None else []
        words += [self.tr("coloured")] if edit.light is not None else []
        self.badge.setText(" · ".join(words))
        self.badge.setVisible(bool(words))
        tip = self.tr("Pictures and recipes keep this. A saved generator cannot hold it.")
        self.badge.setToolTip(tip)
        self.badge.setAccessibleDescription(tip)

    def _name_all(self, edit: UnitEdit) -> None:
        self.setAccessibleName(edit.name)
        self.slider.set_name(edit.name)
        self.name.setAccessibleName(self.tr("Name of {name}").format(name=edit.name))
        self.grip.setAccessibleName(self.tr("Place of {name}").format(name=edit.name))
        self.parts.setAccessibleName(self.tr("Parts and details of {name}").format(name=edit.name))
        bypass = self.tr("Bypass {name}") if edit.enabled else self.tr("Use {name} again")
        solo = self.tr("Use all again, not only {name}") if self.solo.isChecked() else self.tr("Only {name}")
        more, light = self.tr("More for {name}"), self.tr("Colour of the light of {name}")
        buttons: tuple[QToolButton, ...] = (self.eye, self.solo, self.more, self.swatch, self.cross)
        for button, words in zip(buttons, (bypass, solo, more, light, self.tr("Remove {name}")), strict=True):
            button.setAccessibleName(words.format(name=edit.name))
            button.setToolTip(words.format(name=edit.name))

    def _lay_out(self) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for line in (top, bottom):
            line.setSpacing(4)
        top.addWidget(self.grip)
        top.addWidget(self.name, 1)
        for button in (self.eye, self.solo, self.more, self.cross):
            top.addWidget(button)
        bottom.addWidget(self.parts)
        bottom.addStretch(1)
        bottom.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        bottom.addWidget(self.swatch)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 6, 6, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.slider)
        column.addLayout(bottom)
        column.addWidget(self.details)

    def _connect(self) -> None:
        self.slider.moved.connect(self.gain_moved)
        self.slider.committed.connect(self.gain_committed)
        self.eye.clicked.connect(self.enabled_changed)
        self.solo.clicked.connect(self.solo_wanted)
        self.cross.clicked.connect(lambda: self.removed.emit())
        self.name.renamed.connect(self.renamed)
        self.more.clicked.connect(lambda: self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.menu.wanted.connect(self.wanted)
        self.swatch.clicked.connect(lambda: self.wanted.emit("light"))


def _unit_list(edit: UnitEdit) -> str:
    names = [str(unit) for unit in edit.units]
    return "\n".join([*names[:_LONGEST_LIST], *(["…"] if len(names) > _LONGEST_LIST else [])])
