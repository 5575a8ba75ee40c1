"""A name that becomes a field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.widgets.name_edit import NameEdit


@pytest.fixture
def name(qtbot):
    widget = NameEdit()
    widget.set_name("Lamp 1")
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_a_double_click_lets_one_rename(name, qtbot):
    QTest.keyClicks(name, "nothing happens")
    assert name.text() == "Lamp 1"
    QTest.mouseDClick(name, Qt.MouseButton.LeftButton)
    QTest.keyClicks(name, " Left lamp ")
    with qtbot.waitSignal(name.renamed) as said:
        QTest.keyClick(name, Qt.Key.Key_Return)
    assert said.args == ["Left lamp"]
    assert name.isReadOnly()


@pytest.mark.parametrize(("typed", "key"), [("Other", Qt.Key.Key_Escape), ("   ", Qt.Key.Key_Return)])
def test_escape_and_nothing_keep_the_name(name, qtbot, typed, key):
    QTest.keyClick(name, Qt.Key.Key_F2)
    QTest.keyClicks(name, typed)
    with qtbot.assertNotEmitted(name.renamed):
        QTest.keyClick(name, key)
    assert name.text() == "Lamp 1"


def test_a_name_from_outside_does_not_disturb_typing(name):
    name.start()
    QTest.keyClicks(name, "Left")
    name.set_name("Lamp 2")
    assert name.text() == "Left"
