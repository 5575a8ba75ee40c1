"""Where the views are: tools, picture and panels side by side, scenes below, the status strip under everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from app.main_window import MainWindow

_SIDE = 300  # pixels that the panels beside the picture have at least


class Places(QWidget):
    """The welcome page or the work, over the status strip: opening a generator takes time, too."""

    def __init__(self, window: MainWindow) -> None:
        """window: has its views already."""
        super().__init__()
        self._welcome, self._canvas, self._work = window.welcome, window.canvas, _work(window)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._welcome)
        self.pages.addWidget(self._work)
        column = _column(self)
        column.addWidget(self.pages, 1)
        column.addWidget(window.status)

    def show_work(self, shown: bool) -> None:
        """The work, or else the welcome page; where one begins there has the focus."""
        page, entry = (self._work, self._canvas) if shown else (self._welcome, self._welcome)
        if page is not self.pages.currentWidget():
            self.pages.setCurrentWidget(page)
            entry.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _work(window: MainWindow) -> QWidget:
    upper, lower = QHBoxLayout(), QHBoxLayout()
    for row in (upper, lower):
        row.setSpacing(0)
    upper.addWidget(window.toolbar)
    upper.addWidget(_across(window), 1)
    lower.addWidget(window.class_choice)
    lower.addWidget(window.scene_sliders)
    lower.addWidget(window.scenes, 1)
    work = QWidget()
    column = _column(work)
    column.addLayout(upper, 1)
    column.addWidget(window.prompt)
    column.addLayout(lower)
    return work


def _across(window: MainWindow) -> QSplitter:
    """The picture, the panels beside it, and the tabs that are hidden at first."""
    side = QSplitter(Qt.Orientation.Vertical)
    side.addWidget(window.edits)
    side.addWidget(window.search)
    side.addWidget(window.change_word)
    side.addWidget(window.balance_word)
    side.setSizes([290, 410, 410, 410])
    side.setMinimumWidth(max(_SIDE, window.search.minimumSizeHint().width()))
    across = QSplitter(Qt.Orientation.Horizontal)
    across.addWidget(_picture(window))
    across.addWidget(side)
    across.addWidget(window.side_tabs)
    across.setStretchFactor(0, 1)
    across.setSizes([880, 340, 320])
    for splitter in (side, across):
        splitter.setChildrenCollapsible(False)
    return across


def _picture(window: MainWindow) -> QWidget:
    """The canvas, under the options of its tools."""
    picture = QWidget()
    column = _column(picture)
    column.addWidget(window.tool_options)
    column.addWidget(window.canvas, 1)
    return picture


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
