"""Bars: chosen by mouse and keyboard, told in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.widgets.bars import Bar, Bars

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bars(qtbot):
    widget = Bars("Heights")
    qtbot.addWidget(widget)
    widget.resize(200, widget.height())
    widget.set_bars([Bar(height, f"bar {height}") for height in (1.0, 0.0, 4.0, 2.0)], "low", "high")
    widget.show()
    return widget


def test_a_click_chooses_the_bar_under_it(bars, qtbot):
    for number in range(4):
        with qtbot.waitSignal(bars.bar_chosen) as said:
            QTest.mouseClick(bars, LEFT, pos=bars.place_of(number).center().toPoint())
        assert said.args == [number]


def test_the_keyboard_moves_and_chooses(bars, qtbot):
    bars.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(bars, key)
    assert bars.accessibleDescription() == "bar 4.0"
    with qtbot.waitSignal(bars.bar_chosen) as said:
        QTest.keyClick(bars, Qt.Key.Key_Return)
    assert said.args == [2]
    for _ in range(9):
        QTest.keyClick(bars, Qt.Key.Key_Right)
    assert bars.accessibleDescription() == "bar 2.0"


def column(bars, number):
    """How many pixels of a bar's middle have the accent."""
    image, x = bars.grab().toImage(), int(bars.place_of(number).center().x())
    accent = bars.palette().accent().color()
    return sum(image.pixelColor(x, y) == accent for y in range(image.height()))


def test_a_bar_is_as_high_as_its_value(bars):
    heights = [column(bars, number) for number in range(4)]
    assert heights[1] == 0
    assert heights[2] == pytest.approx(4 * heights[0], abs=3)
    assert heights[2] == pytest.approx(2 * heights[3], abs=3)


def test_those_that_are_not_chosen_are_quiet(bars):
    bars.set_chosen([2])
    assert column(bars, 2) > 0
    assert column(bars, 0) == column(bars, 3) == 0
    bars.set_chosen([])
    assert column(bars, 0) > 0


def test_no_bars_are_no_trouble(bars):
    bars.set_bars(())
    QTest.keyClick(bars, Qt.Key.Key_Right)
    QTest.keyClick(bars, Qt.Key.Key_Return)
    QTest.mouseClick(bars, LEFT)
    bars.grab()
    assert bars.accessibleDescription() == ""
