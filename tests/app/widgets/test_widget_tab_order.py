"""Tab goes as one reads, whatever was made first and whatever came later."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.widgets.scrolling import put_in
from app.widgets.tab_order import first_stop, go_to, step_focus, stops
from app.widgets.thumbnail import Thumbnail
from app.widgets.thumbnail_grid import ThumbnailGrid


class Window(QWidget):
    def focusNextPrevChild(self, next: bool) -> bool:
        return step_focus(self, forward=next)


def field(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    return line


@pytest.fixture
def window(qtbot):
    """A column of a line, a grid of lines, a scrolled line, pictures, a last line: made in another order."""
    window = Window()
    qtbot.addWidget(window)
    last, scrolled, first = field("last"), field("scrolled"), field("first")
    cells, area, page = QGridLayout(), QScrollArea(), QWidget()
    for name, place in (("d", (1, 1)), ("b", (0, 1)), ("c", (1, 0)), ("a", (0, 0))):
        cells.addWidget(field(name), *place)
    QHBoxLayout(page).addWidget(scrolled)
    put_in(area, page)
    window.grid = ThumbnailGrid()
    column = QVBoxLayout(window)
    column.addWidget(first)
    column.addLayout(cells)
    column.addWidget(area)
    column.addWidget(window.grid)
    column.addWidget(last)
    window.grid.set_thumbnails([Thumbnail(str(number)) for number in range(3)])
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def here() -> str:
    focus = QApplication.focusWidget()
    return focus.text() if isinstance(focus, Thumbnail) else focus.objectName()


def walk(window: QWidget, steps: int, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    names = []
    for _ in range(steps):
        QTest.keyClick(QApplication.focusWidget() or window, key)
        names.append(here())
    return names


def test_tab_goes_as_one_reads_and_round(window):
    go_to(first_stop(window))
    assert walk(window, 8) == ["a", "b", "c", "d", "scrolled", "0", "last", "first"]


def test_shift_and_tab_go_the_same_way_back(window):
    go_to(first_stop(window))
    assert walk(window, 3, Qt.Key.Key_Backtab) == ["last", "0", "scrolled"]


def test_what_is_hidden_or_disabled_is_passed(window):
    window.findChild(QLineEdit, "a").hide()
    window.findChild(QLineEdit, "b").setEnabled(False)
    go_to(first_stop(window))
    assert walk(window, 2) == ["c", "d"]


def test_what_came_later_stands_where_it_is_seen(window):
    window.layout().insertWidget(1, field("later"))
    QApplication.processEvents()  # Qt shows it when it is idle
    go_to(first_stop(window))
    assert walk(window, 2) == ["later", "a"]


def test_the_focus_of_what_vanishes_goes_to_what_follows_it(window):
    second = window.findChild(QLineEdit, "b")
    go_to(second)
    second.hide()
    assert here() == "c"


def test_pictures_are_one_stop_where_one_was_last(window):
    go_to(window.grid.thumbnails()[0])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert here() == "1"
    assert walk(window, 1) == ["last"]
    assert walk(window, 1, Qt.Key.Key_Backtab) == ["1"]


def test_stops_are_there_before_they_are_shown(window):
    window.hide()
    assert len(list(stops(window))) == 8
    assert first_stop(window) is None


def test_what_gets_the_focus_is_scrolled_into_sight(qtbot):
    area, page = QScrollArea(), QWidget()
    column = QVBoxLayout(page)
    fields = [field(str(number)) for number in range(40)]
    for each in fields:
        column.addWidget(each)
    put_in(area, page)
    qtbot.addWidget(area)
    area.resize(200, 100)
    area.show()
    assert fields[-1].visibleRegion().isEmpty()
    go_to(fields[-1])
    assert not fields[-1].visibleRegion().isEmpty()
