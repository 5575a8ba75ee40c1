"""One concept edit: which words mean what instead, bypass and remove."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.widgets.icons import icon
from app.widgets.labels import dim_label, icon_button
from models.document.concept import ConceptEdit

_MOST_PAIRS = 3


class ConceptRow(QFrame):
    """enabled_changed(bool), removed()."""

    enabled_changed = Signal(bool)
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.name, self.words = QLabel(), dim_label()
        self.eye = icon_button("eye", self.tr("Bypass"))
        self.eye.setCheckable(True)
        self.cross = icon_button("close", self.tr("Remove"))
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.name, 1)
        top.addWidget(self.eye)
        top.addWidget(self.cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 6, 6, 6)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.words)
        self.eye.clicked.connect(self.enabled_changed)
        self.cross.clicked.connect(lambda: self.removed.emit())

    def set_edit(self, edit: ConceptEdit) -> None:
        """Show an edit."""
        self.name.setText(edit.name)
        self.words.setText(words_of(edit))
        self.words.setVisible(bool(edit.pairs))
        self.eye.setChecked(edit.enabled)
        self.eye.setIcon(icon("eye" if edit.enabled else "eye-off"))
        self.setAccessibleName(edit.name)
        bypass = self.tr("Bypass {name}") if edit.enabled else self.tr("Use {name} again")
        for button, words in ((self.eye, bypass), (self.cross, self.tr("Remove {name}"))):
            button.setAccessibleName(words.format(name=edit.name))
            button.setToolTip(words.format(name=edit.name))

    def take_focus(self) -> None:
        """The focus goes to its first button."""
        self.eye.setFocus()


def words_of(edit: ConceptEdit) -> str:
    """ "lit lamp → unlit lamp", a line a pair."""
    lines = [f"{pair.source} → {pair.target}" if pair.target else pair.source for pair in edit.pairs[:_MOST_PAIRS]]
    return "\n".join([*lines, *(["…"] if len(edit.pairs) > _MOST_PAIRS else [])])
