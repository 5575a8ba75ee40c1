"""The menu of presets: edits of this generator that were kept for other projects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.widgets.icons import icon


class PresetsButton(QToolButton):
    """opened(): its menu is about to be shown, and wants the names. chosen(name), deleted(name)."""

    opened = Signal()
    chosen = Signal(str)
    deleted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Presets"))
        self.setAccessibleName(self.tr("Presets"))
        self.setToolTip(self.tr("Edits of this generator that you saved as presets"))
        self.setIcon(icon("down"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setProperty("look", "menu")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._names: Sequence[str] = ()
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def set_names(self, names: Sequence[str]) -> None:
        """Which presets there are, in this order."""
        self._names = names

    def _fill(self) -> None:
        self.opened.emit()
        menu = self.menu()
        menu.clear()
        for name in self._names:
            menu.addAction(name.replace("&", "&&")).triggered.connect(lambda _on=False, n=name: self.chosen.emit(n))
        if not self._names:
            menu.addAction(self.tr("None yet: save one by the menu of an edit")).setEnabled(False)
            return
        menu.addSeparator()
        deleting = menu.addMenu(self.tr("Delete"))
        for name in self._names:
            deleting.addAction(name.replace("&", "&&")).triggered.connect(
                lambda _on=False, n=name: self.deleted.emit(n)
            )
