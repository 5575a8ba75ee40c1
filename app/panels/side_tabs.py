"""Tabbed panels at the right, hidden at first: Generator, History, and what else is looked at now and then."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from app.widgets.labels import icon_button


class SideTabs(QTabWidget):
    """Each tab has a key and is opened and closed by itself; without any the whole is hidden.

    shown_changed: another tab is in front, or one was opened or closed.
    """

    shown_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Panels"))
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setMinimumWidth(260)
        self._panels: dict[str, QWidget] = {}
        self._titles: dict[str, str] = {}
        self.currentChanged.connect(lambda _index: self.shown_changed.emit())
        self.hide()

    def add(self, key: str, title: str, panel: QWidget) -> None:
        """A panel that can be shown; it stays hidden until it is."""
        self._panels[key], self._titles[key] = panel, title
        panel.setParent(self)
        panel.hide()

    def shows(self, key: str) -> bool:
        """Whether this panel is open and in front."""
        return key in self._panels and not self.isHidden() and self.currentWidget() is self._panels[key]

    def show_tab(self, key: str) -> None:
        """Open it, in front."""
        panel = self._panels[key]
        if self.indexOf(panel) < 0:
            self._open(key)
        self.show()
        self.setCurrentWidget(panel)
        self.shown_changed.emit()

    def toggle(self, key: str) -> None:
        """Open it in front, or close it if it is there."""
        if self.shows(key):
            self._close(key)
        else:
            self.show_tab(key)

    def _open(self, key: str) -> None:
        index = self.addTab(self._panels[key], self._titles[key])
        cross = icon_button("close", self.tr("Close {panel}").format(panel=self._titles[key]))
        cross.clicked.connect(lambda: self._close(key))
        self.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, cross)

    def _close(self, key: str) -> None:
        self.removeTab(self.indexOf(self._panels[key]))
        self.setVisible(self.count() > 0)
        self.shown_changed.emit()
