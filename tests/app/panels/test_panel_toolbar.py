"""The tools at the left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.canvas.tools import Tool
from app.panels.toolbar import Toolbar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot):
    widget = Toolbar()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_a_click_chooses_a_tool(bar, qtbot):
    with qtbot.waitSignal(bar.tool_chosen) as said:
        QTest.mouseClick(bar._buttons[Tool.ERASER], LEFT)
    assert said.args == [Tool.ERASER]
    bar.set_tool(Tool.HAND)
    assert [tool for tool in Tool if bar._buttons[tool].isChecked()] == [Tool.HAND]
    assert list(bar._buttons) == list(Tool)


def test_the_eye_and_clear(bar, qtbot):
    with qtbot.waitSignal(bar.overlay_toggled) as said:
        QTest.mouseClick(bar._eye, LEFT)
    assert said.args == [False]
    with qtbot.assertNotEmitted(bar.overlay_toggled):
        bar.set_overlay_visible(True)
    with qtbot.waitSignal(bar.clear_wanted):
        QTest.mouseClick(bar._clear, LEFT)


def test_the_shield_turns_to_what_is_to_stay(bar, qtbot):
    with qtbot.waitSignal(bar.keeping_chosen) as said:
        QTest.mouseClick(bar._keep, LEFT)
    assert said.args == [True]
    with qtbot.assertNotEmitted(bar.keeping_chosen):
        bar.set_keeping(False)
    assert not bar._keep.isChecked()
