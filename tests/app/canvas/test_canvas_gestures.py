"""Every tool by mouse, by pen and by keys: real events."""

from __future__ import annotations

import numpy as np
import pytest
from hands import ALT, LEFT, NONE, SHIFT, click, drag, move_event, pen, seen, trace
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas import view as view_module
from app.canvas.overlay import Style
from app.canvas.tools import Tool

FULL = np.full((64, 64), 255, np.uint8)
ENTER, ESCAPE, RIGHT, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Right, Qt.Key.Key_Down


def middle(canvas) -> tuple[int, int]:
    """Where the arrows begin: the picture's pixel in the middle of the view."""
    x, y = canvas.to_picture(QPointF(canvas.width() / 2, canvas.height() / 2))
    return int(x), int(y)


@pytest.fixture
def picked(canvas):
    """The clicks that a canvas with smart select has said."""
    canvas.set_tool(Tool.SELECT)
    said = []
    canvas.picked.connect(lambda *click: said.append(click))
    return said


# ---------------------------------------------------------------------------------------------------- shapes
def test_a_rectangle_from_corner_to_corner_is_one_stroke(canvas, qtbot):
    QTest.keyClick(canvas, Qt.Key.Key_R)
    assert canvas.tool() is Tool.RECTANGLE
    said = []
    canvas.stroke_finished.connect(lambda *masks: said.append(masks))
    drag(canvas, (10, 12), (30, 20))
    assert len(said) == 1
    wanted = np.zeros((64, 64), np.uint8)
    wanted[12:20, 10:30] = 255
    np.testing.assert_array_equal(canvas.mask(), wanted)


def test_a_lasso_fills_what_it_goes_around(canvas, qtbot):
    QTest.keyClick(canvas, Qt.Key.Key_L)
    with qtbot.waitSignal(canvas.stroke_finished):
        trace(canvas, [(10, 10), (50, 10), (50, 50), (10, 50)])
    mask = canvas.mask()
    assert (mask[12:48, 12:48] == 255).all()
    assert not mask[:8].any()
    assert not mask[:, 53:].any()


@pytest.mark.parametrize("tool", [Tool.LASSO, Tool.RECTANGLE])
def test_alt_takes_away_with_every_shape(canvas, tool):
    canvas.set_mask(FULL)
    canvas.set_tool(tool)
    trace(canvas, [(10, 10), (50, 10), (50, 50)], modifiers=ALT)
    assert canvas.mask()[20, 45] == 0
    assert canvas.mask()[60, 60] == 255


@pytest.mark.parametrize("tool", [Tool.LASSO, Tool.RECTANGLE])
def test_a_shape_is_abandoned_by_escape_and_a_click_is_none(canvas, qtbot, tool):
    canvas.set_tool(tool)
    with qtbot.assertNotEmitted(canvas.stroke_finished):
        QTest.mousePress(canvas, LEFT, NONE, seen(canvas, (10, 10)))
        for at in ((40, 12), (40, 40)):
            QApplication.sendEvent(canvas, move_event(canvas, at, LEFT, NONE))
        QTest.keyClick(canvas, ESCAPE)
        QTest.mouseRelease(canvas, LEFT, NONE, seen(canvas, (40, 40)))
        click(canvas, (20, 20))
    assert not canvas.mask().any()


def test_shapes_go_into_what_is_to_stay_while_that_is_painted(canvas, qtbot):
    canvas.set_keeping(True)
    canvas.set_tool(Tool.RECTANGLE)
    with qtbot.waitSignal(canvas.keep_finished):
        drag(canvas, (10, 10), (20, 20))
    assert canvas.keep()[15, 15] == 255
    assert not canvas.mask().any()


@pytest.mark.parametrize("tool", [Tool.LASSO, Tool.RECTANGLE])
def test_shapes_beside_the_picture_paint_nothing(canvas, qtbot, tool):
    canvas.set_tool(tool)
    canvas.zoom_by(0.4)
    with qtbot.assertNotEmitted(canvas.stroke_finished):
        trace(canvas, [(-30, -30), (-10, -30), (-10, -10), (-20, -5)])


# ---------------------------------------------------------------------------------------------------- smart select
def test_a_click_picks_and_alt_removes(canvas, picked):
    click(canvas, (20.5, 30.5))
    click(canvas, (40.5, 30.5), ALT)
    assert [(int(x), int(y), subtract) for x, y, subtract in picked] == [(20, 30, False), (40, 30, True)]
    assert not canvas.mask().any()


def test_a_click_beside_the_picture_picks_nothing(canvas, picked):
    canvas.zoom_by(0.4)
    click(canvas, (-10, 30))
    assert picked == []


def test_a_hand_that_trembles_still_clicks(canvas, picked):
    trace(canvas, [(20, 20), (20.4, 20.2), (20.2, 20.4)])
    assert len(picked) == 1
    assert not canvas.mask().any()


def test_a_drag_with_smart_select_paints_from_where_it_began(canvas, picked, qtbot):
    with qtbot.waitSignal(canvas.stroke_finished):
        drag(canvas, (20, 20), (40, 20))
    assert picked == []
    assert canvas.mask()[20, 20] == 255
    assert canvas.mask()[20, 40] == 255


def test_escape_ends_a_pick_before_it_is_one(canvas, picked):
    QTest.mousePress(canvas, LEFT, NONE, seen(canvas, (20, 20)))
    QTest.keyClick(canvas, ESCAPE)
    QTest.mouseRelease(canvas, LEFT, NONE, seen(canvas, (20, 20)))
    assert picked == []


# ---------------------------------------------------------------------------------------------------- brush
def test_x_swaps_brush_and_eraser(canvas):
    canvas.set_tool(Tool.LASSO)
    tools = []
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_X)
        tools.append(canvas.tool())
    assert tools == [Tool.ERASER, Tool.BRUSH, Tool.ERASER]


def test_a_hard_brush_has_a_narrower_edge_than_a_soft_one(canvas):
    canvas.set_brush_size(30)
    soft = []
    for hardness in (1.0, 0.5, 0.0):
        canvas.set_hardness(hardness)
        canvas.set_mask(np.zeros((64, 64), np.uint8))
        click(canvas, (32, 32))
        soft.append(int(((canvas.mask() > 0) & (canvas.mask() < 255)).sum()))
        assert canvas.mask()[32, 32] == 255
    assert soft[0] < soft[1] / 3 < soft[2] / 3


def test_shift_sizes_the_brush_and_never_a_shape(canvas, qtbot):
    canvas.set_tool(Tool.RECTANGLE)
    size = canvas.brush_size()
    with qtbot.waitSignal(canvas.stroke_finished):
        drag(canvas, (10, 10), (30, 30), modifiers=SHIFT)
    assert canvas.brush_size() == size


# ---------------------------------------------------------------------------------------------------- pen
def test_pressure_makes_a_stroke_wider(canvas):
    canvas.set_brush_size(20)
    widths = []
    for pressure in (0.1, 0.5, 1.0):
        canvas.set_mask(np.zeros((64, 64), np.uint8))
        pen(canvas, [(20, 32), (30, 32), (44, 32)], pressure)
        widths.append(int((canvas.mask()[:, 32] > 127).sum()))
    assert widths[0] < widths[1] < widths[2]
    assert widths[2] == pytest.approx(20, abs=1)


def test_pressure_counts_only_where_a_person_wants_it(canvas):
    canvas.set_brush_size(20)
    canvas.set_pressure_counts(False)
    canvas.set_mask(np.zeros((64, 64), np.uint8))
    pen(canvas, [(20, 32), (44, 32)], 0.1)
    assert (canvas.mask()[:, 32] > 127).sum() == pytest.approx(20, abs=1)


@pytest.mark.parametrize("tool", [Tool.SELECT, Tool.BRUSH, Tool.LASSO, Tool.RECTANGLE])
def test_the_pens_other_end_erases_whatever_the_tool(canvas, tool):
    canvas.set_tool(tool)
    canvas.set_mask(FULL)
    pen(canvas, [(20, 32), (44, 32)], eraser=True)
    assert canvas.mask()[32, 32] == 0
    assert canvas.mask()[10, 10] == 255


def test_the_mouse_paints_after_the_pen_has_erased(canvas):
    canvas.set_mask(FULL)
    pen(canvas, [(20, 32), (44, 32)], eraser=True)
    drag(canvas, (20, 32), (44, 32))
    assert canvas.mask()[32, 32] == 255


def test_a_pen_draws_a_lasso(canvas):
    canvas.set_tool(Tool.LASSO)
    pen(canvas, [(10, 10), (50, 10), (50, 50), (10, 50)], 0.3)
    assert (canvas.mask()[12:48, 12:48] == 255).all()


# ---------------------------------------------------------------------------------------------------- keys
def test_a_rectangle_by_keys_alone(canvas, qtbot):
    QTest.keyClick(canvas, Qt.Key.Key_R)
    QTest.keyClick(canvas, ENTER)
    for key in (RIGHT, RIGHT, DOWN, DOWN):
        QTest.keyClick(canvas, key)
    assert not canvas.mask().any()
    with qtbot.waitSignal(canvas.stroke_finished):
        QTest.keyClick(canvas, ENTER)
    rows, columns = np.nonzero(canvas.mask())
    assert (columns.min(), rows.min()) == middle(canvas)
    assert columns.max() - columns.min() == rows.max() - rows.min() > 1


def test_a_lasso_by_keys_can_be_abandoned(canvas, qtbot):
    QTest.keyClick(canvas, Qt.Key.Key_L)
    with qtbot.assertNotEmitted(canvas.stroke_finished):
        for key in (ENTER, RIGHT, DOWN, ESCAPE, ENTER, ESCAPE):
            QTest.keyClick(canvas, key)
    assert not canvas.mask().any()


def test_smart_select_by_keys(canvas, picked):
    for key in (RIGHT, ENTER):
        QTest.keyClick(canvas, key)
    QTest.keyPress(canvas, Qt.Key.Key_Alt)
    QTest.keyClick(canvas, ENTER, ALT)
    QTest.keyRelease(canvas, Qt.Key.Key_Alt)
    assert [subtract for _, _, subtract in picked] == [False, True]
    assert picked[0][0] > 32
    assert int(picked[0][1]) == middle(canvas)[1]


def test_shift_moves_by_a_pixel(canvas, picked):
    for key, modifiers in ((ENTER, NONE), (RIGHT, SHIFT), (ENTER, NONE)):
        QTest.keyClick(canvas, key, modifiers)
    assert picked[1][0] - picked[0][0] == pytest.approx(1)


def test_each_place_is_said_to_those_who_do_not_see_it(canvas, monkeypatch):
    said = []
    monkeypatch.setattr(view_module, "announce", lambda _widget, words: said.append(words))
    mask = np.zeros((64, 64), np.uint8)
    mask[:, 33:] = 255
    canvas.set_mask(mask)
    QTest.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    for _ in range(3):
        QTest.keyClick(canvas, RIGHT, SHIFT)
    row = middle(canvas)[1]
    assert said[0] == f"31, {row}, not painted"
    assert said[-1] == f"34, {row}, painted"
    for _ in range(200):
        QTest.keyClick(canvas, RIGHT)
    assert said[-1].endswith("beside the picture")


# ---------------------------------------------------------------------------------------------------- how it is shown
def test_styles_show_the_region_otherwise(canvas, qtbot):
    mask = np.zeros((64, 64), np.uint8)
    mask[16:48, 16:48] = 255
    canvas.set_mask(mask)
    qtbot.waitUntil(canvas.hasFocus)

    def colours() -> tuple:
        image = canvas.grab().toImage()
        return tuple(image.pixelColor(seen(canvas, at)).getRgb()[:3] for at in ((32, 32), (8, 8)))

    tinted, plain = colours()
    assert tinted != plain == (90, 90, 90)
    canvas.set_overlay_style(Style.OUTLINE)
    assert colours() == (plain, plain)
    canvas.set_overlay_style(Style.INSIDE)
    inside, outside = colours()
    assert inside == plain
    assert outside == (45, 45, 45)
    canvas.set_mask(np.zeros((64, 64), np.uint8))
    assert colours() == (plain, plain), "with nothing painted nothing is dark"
    canvas.set_overlay_style(Style.TINT)
    canvas.set_mask(mask)
    assert colours() == (tinted, plain)


def test_opacity_goes_from_nothing_to_the_whole_colour(canvas, qtbot):
    canvas.set_mask(FULL)
    qtbot.waitUntil(canvas.hasFocus)
    blue = []
    for opacity in (0.0, 0.5, 1.0):
        canvas.set_overlay_opacity(opacity)
        blue.append(canvas.grab().toImage().pixelColor(seen(canvas, (32, 32))).blue())
    assert blue[0] == 90
    assert blue[0] < blue[1] < blue[2] == 255


def test_a_style_stays_for_the_next_picture(canvas, qtbot):
    canvas.set_overlay_style(Style.INSIDE)
    canvas.set_picture(np.full((128, 128, 3), 90, np.uint8))
    mask = np.zeros((128, 128), np.uint8)
    mask[32:96, 32:96] = 255
    canvas.set_mask(mask)
    qtbot.waitUntil(canvas.hasFocus)
    assert canvas.grab().toImage().pixelColor(seen(canvas, (16, 16))).red() == 45


def test_the_pointer_shows_what_the_tool_does(canvas):
    for tool, shape in (
        (Tool.SELECT, Qt.CursorShape.CrossCursor),
        (Tool.BRUSH, Qt.CursorShape.BlankCursor),
        (Tool.LASSO, Qt.CursorShape.CrossCursor),
        (Tool.RECTANGLE, Qt.CursorShape.CrossCursor),
        (Tool.HAND, Qt.CursorShape.OpenHandCursor),
    ):
        canvas.set_tool(tool)
        assert canvas.cursor().shape() == shape
    canvas.set_tool(Tool.SELECT)
    QTest.mousePress(canvas, LEFT, NONE, seen(canvas, (20, 20)))
    QApplication.sendEvent(canvas, move_event(canvas, (40, 20), LEFT, NONE))
    assert canvas.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseRelease(canvas, LEFT, NONE, seen(canvas, (40, 20)))
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
