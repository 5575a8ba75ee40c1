"""What can be said about the tools, and how what is painted is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from app.canvas.overlay import Style
from app.canvas.tools import Tool
from app.panels.tool_options import ToolOptions


@pytest.fixture
def options(qtbot):
    widget = ToolOptions()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_the_size_goes_from_a_pixel_to_the_whole_side(options, qtbot):
    with qtbot.assertNotEmitted(options.size_chosen):
        options.set_size(20, 256)
    assert options._size._value.text() == "20 px"
    for key, size in ((Qt.Key.Key_Home, 1), (Qt.Key.Key_End, 256)):
        with qtbot.waitSignal(options.size_chosen) as said:
            QTest.keyClick(options._size.slider, key)
        assert said.args == [pytest.approx(size)]
    options.set_size(300, 256)
    assert options._size._value.text() == "300 px", "also where the slider cannot follow"


@pytest.mark.parametrize(
    ("tool", "shown"),
    [
        (Tool.SELECT, {"Threshold", "Brush size"}),
        (Tool.BRUSH, {"Brush size", "Hardness"}),
        (Tool.ERASER, {"Brush size", "Hardness"}),
        (Tool.LASSO, set()),
        (Tool.RECTANGLE, set()),
        (Tool.HAND, set()),
    ],
)
def test_each_tool_shows_what_it_has(options, tool, shown):
    options.set_tool(tool)
    sliders = (options._threshold, options._size, options._hardness)
    assert {each.slider.accessibleName() for each in sliders if each.isVisible()} == shown
    assert options._opacity.isVisible()


def test_the_threshold_is_settled_once_a_drag_and_once_a_key(options, qtbot):
    options.set_tool(Tool.SELECT)
    options.set_threshold(0.3)
    settled, moved = [], []
    options.threshold_settled.connect(lambda: settled.append(options.threshold()))
    options.threshold_moved.connect(moved.append)
    slider = options._threshold.slider
    slider.setSliderDown(True)
    for value in (35, 40, 50):
        slider.setValue(value)
    assert moved == [0.35, 0.4, 0.5]
    assert settled == []
    slider.setSliderDown(False)
    assert settled == [0.5]
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert settled == [0.5, 0.51]


def test_hardness_opacity_and_style_are_said_in_their_own_terms(options, qtbot):
    options.set_tool(Tool.BRUSH)
    for slider, signal in ((options._hardness, options.hardness_chosen), (options._opacity, options.opacity_moved)):
        with qtbot.waitSignal(signal) as said:
            QTest.keyClick(slider.slider, Qt.Key.Key_End)
        assert said.args == [1.0]
    assert options._opacity.value() == 100
    with qtbot.waitSignal(options.opacity_settled) as said:
        QTest.keyClick(options._opacity.slider, Qt.Key.Key_Home)
    assert said.args == [0.0]
    with qtbot.waitSignal(options.style_chosen) as said:
        QTest.keyClick(options.findChild(QComboBox), Qt.Key.Key_End)
    assert said.args == [Style.INSIDE]


def test_another_style_is_shown_and_not_said(options, qtbot):
    with qtbot.assertNotEmitted(options.style_chosen):
        options.set_style(Style.OUTLINE)
    assert options.findChild(QComboBox).currentData() is Style.OUTLINE
