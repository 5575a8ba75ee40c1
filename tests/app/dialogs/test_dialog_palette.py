"""The command palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from app.dialogs.palette import Entry, Palette, best, entries_of


@pytest.fixture
def done():
    return []


@pytest.fixture
def palette(qtbot, done):
    window = QMainWindow()
    qtbot.addWidget(window)
    texts = ("Brush", "Save project", "Save picture…", "Search again")
    entries = [Entry(text, "Menu", lambda text=text: done.append(text), "S", text != "Save picture…") for text in texts]
    palette = Palette(entries, window)
    palette.show()
    yield palette
    palette.close()


def test_a_few_letters_and_return(palette, done):
    QTest.keyClicks(palette._line, "save")
    QTest.keyClick(palette._line, Qt.Key.Key_Return)
    assert done == ["Save project"]
    assert not palette.isVisible()


def test_arrows_choose_while_one_types(palette, done):
    QTest.keyClick(palette._line, Qt.Key.Key_Down)
    QTest.keyClick(palette._line, Qt.Key.Key_Return)
    assert done == ["Save project"]


def test_what_cannot_be_done_now_is_last_and_does_nothing(palette, done):
    QTest.keyClicks(palette._line, "picture")
    assert [entry.text for entry in palette._shown] == ["Save picture…"]
    QTest.keyClick(palette._line, Qt.Key.Key_Return)
    assert done == []
    assert palette.isVisible()


def test_nothing_fits(palette, done):
    QTest.keyClicks(palette._line, "zzz")
    QTest.keyClick(palette._line, Qt.Key.Key_Return)
    assert done == []


def test_a_click_does_it(palette, done):
    item = palette._list.topLevelItem(2)
    place = palette._list.visualItemRect(item).center()
    QTest.mouseClick(palette._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert done == ["Search again"]


def test_entries_come_from_the_menus(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    menu = window.menuBar().addMenu("&File")
    run = []
    action = menu.addAction("&Save", lambda: run.append("saved"))
    action.setShortcut("Ctrl+S")
    menu.addSeparator()
    menu.addAction("Close").setEnabled(False)
    save, close = entries_of(window.menuBar().actions())
    assert (save.text, save.place, save.keys, save.enabled) == ("Save", "File", "Ctrl+S", True)
    assert not close.enabled
    save.run()
    assert run == ["saved"]
    assert best([close, save], "") == [save, close]
