"""The window on an engine that sees the left half of every picture as one thing and the right one as another."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.canvas.overlay import Style
from app.canvas.tools import Tool
from app.engine.protocol.to_engine import LookAtScene
from app.engine.protocol.to_studio import Failed
from app.session.document import active_scene, keep_of, region_of

LEFT, NONE, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


def click(window, x, y, modifiers=NONE):
    QTest.mouseClick(window.canvas, LEFT, modifiers, window.canvas.to_view(x, y).toPoint())


def region(window) -> np.ndarray:
    project = window.studio.session.project
    found = region_of(project, active_scene(project))
    return np.zeros((64, 64), np.uint8) if found is None else found.levels()


def halves(mask: np.ndarray) -> tuple[float, float]:
    """How much of the left and of the right half is painted."""
    inside = mask > 127
    return float(inside[:, :32].mean()), float(inside[:, 32:].mean())


def threshold(window):
    return window.tool_options._threshold.slider


def test_a_click_paints_the_thing_as_one_entry_in_the_history(window):
    assert window.canvas.tool() is Tool.SELECT
    assert "Click" in window.canvas.accessibleDescription()
    click(window, 10, 30)
    left, right = halves(region(window))
    assert left > 0.8
    assert right < 0.1
    stack = window.studio.session.undo_stack
    assert (stack.count(), stack.undoText()) == (1, "Smart select")
    assert window.canvas.accessibleDescription() == ""
    stack.undo()
    assert not window.canvas.mask().any()


def test_alt_removes_the_thing_again(window):
    click(window, 10, 30)
    click(window, 50, 30)
    assert min(halves(region(window))) > 0.8
    click(window, 10, 30, ALT)
    left, right = halves(region(window))
    assert left < 0.1
    assert right > 0.8


def test_the_scene_is_looked_at_once(window):
    click(window, 10, 30)
    click(window, 50, 30)
    assert len(window.studio.engine.sent_of(LookAtScene)) == 1


def test_the_threshold_changes_what_the_last_click_took_as_one_entry(window):
    click(window, 10, 30)
    stack, slider = window.studio.session.undo_stack, threshold(window)
    before = region(window)
    slider.setSliderDown(True)
    for value in (80, 90, 100):
        slider.setValue(value)
    assert (window.canvas.mask() > 127).sum() > (before > 127).sum(), "seen while it is dragged"
    assert np.array_equal(region(window), before)
    slider.setSliderDown(False)
    assert np.array_equal(region(window), window.canvas.mask())
    assert (stack.count(), stack.undoText()) == (2, "Threshold")
    stack.undo()
    assert np.array_equal(window.canvas.mask(), before)


def test_the_threshold_leaves_alone_what_was_painted_since(window):
    click(window, 10, 30)
    window.canvas.set_tool(Tool.RECTANGLE)
    canvas = window.canvas
    QTest.mousePress(canvas, LEFT, NONE, canvas.to_view(50, 50).toPoint())
    QTest.mouseMove(canvas, canvas.to_view(60, 60).toPoint())
    QTest.mouseRelease(canvas, LEFT, NONE, canvas.to_view(60, 60).toPoint())
    painted = region(window)
    canvas.set_tool(Tool.SELECT)
    QTest.keyClick(threshold(window), Qt.Key.Key_End)
    assert np.array_equal(region(window), painted)


def test_what_is_to_stay_is_selected_by_a_click_too(window):
    QTest.keyClick(window.canvas, Qt.Key.Key_K)
    click(window, 50, 30)
    project = window.studio.session.project
    assert halves(keep_of(project, active_scene(project)).levels())[1] > 0.8
    assert not region(window).any()
    QTest.keyClick(threshold(window), Qt.Key.Key_Home)
    project = window.studio.session.project
    assert halves(keep_of(project, active_scene(project)).levels())[1] < 0.8


def test_a_click_is_answered_when_the_engine_has_looked(window, qtbot):
    engine = window.studio.engine
    engine.holding = True
    click(window, 10, 30)
    assert not region(window).any()
    qtbot.waitUntil(lambda: window.actions_by_key["cancel"].isEnabled())
    engine.let_go()
    assert halves(region(window))[0] > 0.8


def test_a_click_on_a_scene_that_was_left_selects_nothing(window):
    engine, session = window.studio.engine, window.studio.session
    engine.holding = True
    click(window, 10, 30)
    session.note(lambda project: replace(project, active=1))
    engine.let_go()
    assert session.project.painted == ()


def test_a_generator_that_sees_nothing_says_so(window):
    engine = window.studio.engine
    engine.answers[LookAtScene] = lambda m: [(Failed(m.epoch, "input", "It only draws.", job=m.job), None)]
    click(window, 10, 30)
    assert "It only draws." in window.toast.notice().text
    assert not region(window).any()


def test_strokes_of_each_tool_have_their_name_in_the_history(window):
    canvas, stack = window.canvas, window.studio.session.undo_stack
    names = []
    for tool in (Tool.SELECT, Tool.LASSO, Tool.RECTANGLE, Tool.ERASER):
        canvas.set_tool(tool)
        places = [canvas.to_view(*at).toPoint() for at in ((20, 20), (40, 22), (41, 40))]
        QTest.mousePress(canvas, LEFT, NONE, places[0])
        for place in places[1:]:
            QTest.mouseMove(canvas, place)
        QTest.mouseRelease(canvas, LEFT, NONE, places[-1])
        names.append(stack.undoText())
    assert names == ["Paint", "Lasso", "Rectangle", "Erase"]
    assert stack.count() == 4


def test_options_reach_the_canvas(window):
    options, canvas = window.tool_options, window.canvas
    options.hardness_chosen.emit(0.2)
    options.size_chosen.emit(30.0)
    options.style_chosen.emit(Style.INSIDE)
    assert (canvas.hardness(), canvas.brush_size(), canvas.overlay_style()) == (0.2, 30.0, Style.INSIDE)
    assert options._hardness.value() == 20
    assert options._size._value.text() == "30 px"


def test_compare_is_chosen_in_the_menu_and_by_keys(window):
    window.canvas.setFocus()
    for key, modifiers, command in (
        (Qt.Key.Key_Y, NONE, "side_by_side"),
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier, "split"),
    ):
        QTest.keyClick(window.canvas, key, modifiers)
        pressed = {name for name in ("split", "side_by_side") if window.actions_by_key[name].isChecked()}
        assert pressed == {command}
    window.actions_by_key["split"].trigger()
    assert not window.actions_by_key["split"].isChecked()
