"""The menu of one edit: everything that is not its slider."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from models.document.recipe import UnitEdit

Wish = Literal[
    "here", "everywhere", "show_region", "light", "own_light", "duplicate", "copy", "preset", "join", "split", "sweep"
]


class EditMenu(QMenu):
    """wanted(Wish): what was chosen."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._edit: UnitEdit | None = None
        self._below = ""
        self.aboutToShow.connect(self._fill)

    def set_edit(self, edit: UnitEdit, below: str) -> None:
        """What it is about. below: the name of the edit that it could be joined with; empty for none."""
        self._edit, self._below = edit, below

    def _fill(self) -> None:
        edit = self._edit
        assert edit is not None, "it is shown in the row of an edit"
        self.clear()
        self._add_place(edit)
        self._add_light(edit)
        self.addSeparator()
        if len(edit.units) > 1:
            self._add("split", self.tr("Split into {count} sliders").format(count=len(edit.units)))
        if self._below:
            self._add("join", self.tr("Join with “{name}”").format(name=self._below))
        self._add("duplicate", self.tr("Duplicate"))
        self.addSeparator()
        self._add("copy", self.tr("Copy"))
        self._add("preset", self.tr("Save as preset"))
        self._add("sweep", self.tr("Save animation…"))

    def _add_place(self, edit: UnitEdit) -> None:
        if edit.region is None:
            self._add("here", self.tr("Only in the painted region"))
            return
        self._add("everywhere", self.tr("Everywhere again"))
        self._add("here", self.tr("Only in what is painted now"))
        self._add("show_region", self.tr("Paint its region again"))

    def _add_light(self, edit: UnitEdit) -> None:
        self._add("light", self.tr("Colour of the light…"))
        if edit.light is not None:
            self._add("own_light", self.tr("Light as generated"))

    def _add(self, wish: Wish, words: str) -> None:
        self.addAction(words).triggered.connect(lambda: self.wanted.emit(wish))
