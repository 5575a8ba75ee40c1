"""Tabbed panels at the right, hidden at first: Generator, History, and what else is looked at now and then."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QTabBar, QTabWidget, QWidget
from shiboken6 import isValid

from app.widgets.labels import icon_button
from app.widgets.tab_order import first_stop, go_to


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
        self._came_from: QWidget | None = None
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
        """Open it in front and go there, or close it if it is there, and go back."""
        if self.shows(key):
            self._close(key)
            return
        self._came_from = QApplication.focusWidget()
        self.show_tab(key)
        stop = first_stop(self._panels[key])
        if stop is not None:
            go_to(stop, Qt.FocusReason.ShortcutFocusReason)

    def _open(self, key: str) -> None:
        index = self.addTab(self._panels[key], self._titles[key])
        cross = icon_button("close", self.tr("Close {panel}").format(panel=self._titles[key]))
        cross.clicked.connect(lambda: self._close(key))
        self.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, cross)

    def _close(self, key: str) -> None:
        focus, back = QApplication.focusWidget(), self._came_from
        if focus is not None and self.isAncestorOf(focus) and back is not None and isValid(back):
            back.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.removeTab(self.indexOf(self._panels[key]))
        self.setVisible(self.count() > 0)
        self.shown_changed.emit()
