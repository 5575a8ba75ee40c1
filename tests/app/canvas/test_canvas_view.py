"""The canvas as a person uses it: real mouse and key events."""

from __future__ import annotations

import numpy as np
import pytest
from hands import ALT, CTRL, LEFT, MIDDLE, NONE, SHIFT, drag, move_event, seen, wheel
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QInputDevice,
    QKeySequence,
    QPointingDevice,
    QShortcut,
    QTabletEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.tools import Tool


# ---------------------------------------------------------------------------------------------------- painting
def test_a_stroke_is_said_once_with_the_masks_before_and_after(canvas, qtbot):
    with qtbot.waitSignal(canvas.stroke_finished) as said:
        drag(canvas, (20, 20), (40, 30))
    before, after = said.args
    assert not before.any()
    np.testing.assert_array_equal(after, canvas.mask())
    assert after[20, 20] == 255
    assert after[25, 30] == 255
    assert after[30, 40] == 255
    assert not after[50, 10]


@pytest.mark.parametrize("how", ["eraser", "alt"])
def test_erasing_takes_away(canvas, how):
    canvas.set_mask(np.full((64, 64), 255, np.uint8))
    if how == "eraser":
        QTest.keyClick(canvas, Qt.Key.Key_E)
    drag(canvas, (32, 32), (33, 32), modifiers=ALT if how == "alt" else NONE)
    assert canvas.mask()[32, 32] == 0
    assert canvas.mask()[5, 5] == 255


def test_a_stroke_that_changes_nothing_is_not_said(canvas, qtbot):
    QTest.keyClick(canvas, Qt.Key.Key_E)
    with qtbot.assertNotEmitted(canvas.stroke_finished):
        drag(canvas, (20, 20), (40, 30))


def test_escape_abandons_a_stroke(canvas, qtbot):
    with qtbot.assertNotEmitted(canvas.stroke_finished):
        QTest.mousePress(canvas, LEFT, NONE, seen(canvas, (20, 20)))
        assert canvas.mask().any()
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(canvas, LEFT, NONE, seen(canvas, (20, 20)))
    assert not canvas.mask().any()


def test_a_stroke_survives_a_new_picture_of_the_same_size(canvas, qtbot):
    QTest.mousePress(canvas, LEFT, NONE, seen(canvas, (20, 20)))
    canvas.set_picture(np.zeros((64, 64, 3), np.uint8))
    QApplication.sendEvent(canvas, move_event(canvas, (40, 20), LEFT, NONE))
    with qtbot.waitSignal(canvas.stroke_finished):
        QTest.mouseRelease(canvas, LEFT, NONE, seen(canvas, (40, 20)))
    assert canvas.mask()[20, 30] == 255


def test_a_stroke_survives_the_mask_it_began_with_and_no_other(canvas, qtbot):
    QTest.mousePress(canvas, LEFT, NONE, seen(canvas, (20, 20)))
    canvas.set_mask(np.zeros((64, 64), np.uint8))
    assert canvas.mask()[20, 20] == 255
    canvas.set_mask(np.full((64, 64), 9, np.uint8))
    with qtbot.assertNotEmitted(canvas.stroke_finished):
        QTest.mouseRelease(canvas, LEFT, NONE, seen(canvas, (20, 20)))
    assert (canvas.mask() == 9).all()


def test_escape_is_the_canvas_s_own_only_during_a_stroke(canvas, qtbot):
    pressed = []
    shortcut = QShortcut(QKeySequence("Esc"), canvas)
    shortcut.activated.connect(lambda: pressed.append(1))
    QTest.mousePress(canvas, LEFT, NONE, seen(canvas, (20, 20)))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not pressed
    assert not canvas.mask().any()
    QTest.mouseRelease(canvas, LEFT, NONE, seen(canvas, (20, 20)))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert pressed


def test_a_picture_of_another_size_begins_anew(canvas):
    drag(canvas, (20, 20), (40, 30))
    size = canvas.brush_size()
    canvas.set_picture(np.zeros((128, 128, 3), np.uint8))
    assert canvas.mask().shape == (128, 128)
    assert not canvas.mask().any()
    assert canvas.brush_size() == pytest.approx(2 * size)
    canvas.set_picture(None)
    assert canvas.mask().shape == (0, 0)
    drag(canvas, (20, 20), (40, 30))


def test_k_paints_what_is_to_stay_and_back(canvas, qtbot):
    with qtbot.waitSignal(canvas.keeping_changed) as said:
        QTest.keyClick(canvas, Qt.Key.Key_K)
    assert said.args == [True]
    with qtbot.waitSignal(canvas.keep_finished) as masks, qtbot.assertNotEmitted(canvas.stroke_finished):
        drag(canvas, (20, 20), (40, 30))
    assert not canvas.mask().any()
    assert np.array_equal(canvas.keep(), masks.args[1])
    QTest.keyClick(canvas, Qt.Key.Key_K)
    with qtbot.waitSignal(canvas.stroke_finished), qtbot.assertNotEmitted(canvas.keep_finished):
        drag(canvas, (50, 50), (60, 50))
    assert np.array_equal(canvas.keep(), masks.args[1])


def test_what_is_to_stay_can_be_erased(canvas, qtbot):
    canvas.set_keeping(True)
    drag(canvas, (20, 20), (40, 30))
    QTest.keyClick(canvas, Qt.Key.Key_E)
    drag(canvas, (20, 20), (40, 30))
    assert not canvas.keep().any()


def test_a_stroke_ends_where_it_began(canvas, qtbot):
    QTest.mousePress(canvas, LEFT, NONE, seen(canvas, (20, 20)))
    canvas.set_keeping(True)
    assert not canvas.keeping()
    with qtbot.waitSignal(canvas.stroke_finished):
        QTest.mouseRelease(canvas, LEFT, NONE, seen(canvas, (20, 20)))


def test_setting_a_mask_says_nothing_and_needs_the_right_size(canvas, qtbot):
    mask = np.random.default_rng(0).integers(0, 256, (64, 64), np.uint8)
    with qtbot.assertNotEmitted(canvas.stroke_finished):
        canvas.set_mask(mask)
    np.testing.assert_array_equal(canvas.mask(), mask)
    with pytest.raises(ValueError, match="mask"):
        canvas.set_mask(np.zeros((32, 32), np.uint8))


def test_painting_by_keys_alone(canvas, qtbot):
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    with qtbot.waitSignal(canvas.stroke_finished):
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.mask().max() == 255
    assert np.nonzero(canvas.mask() > 127)[1].mean() < 32


@pytest.mark.parametrize(("kind", "left"), [("Pen", 255), ("Eraser", 0)])
def test_a_pen_presses_small_and_its_other_end_erases(canvas, kind, left):
    canvas.set_brush_size(20)
    canvas.set_mask(np.full((64, 64), 255 - left, np.uint8))
    pointer = QPointingDevice.PointerType[kind]
    device = QPointingDevice("pen", 1, QInputDevice.DeviceType.Stylus, pointer, QInputDevice.Capability.Pressure, 1, 1)
    where = canvas.to_view(32, 32)
    for type_ in (QEvent.Type.TabletPress, QEvent.Type.TabletRelease):
        place = (where, QPointF(canvas.mapToGlobal(where)))
        event = QTabletEvent(type_, device, *place, 0.25, 0, 0, 0, 0, 0, NONE, LEFT, LEFT)
        QApplication.sendEvent(canvas, event)
    assert canvas.mask()[32, 32] == left
    assert canvas.mask()[32, 40] == 255 - left  # a full press would reach it


# ---------------------------------------------------------------------------------------------------- tools
def test_keys_choose_tools(canvas, qtbot):
    for key, tool in ((Qt.Key.Key_E, Tool.ERASER), (Qt.Key.Key_H, Tool.HAND), (Qt.Key.Key_B, Tool.BRUSH)):
        with qtbot.waitSignal(canvas.tool_changed) as said:
            QTest.keyClick(canvas, key)
        assert said.args == [tool]
    QTest.keyClick(canvas, Qt.Key.Key_X)
    assert canvas.tool() is Tool.ERASER


def test_the_brush_begins_at_8_percent_and_has_four_ways_to_grow(canvas, qtbot):
    assert canvas.brush_size() == pytest.approx(0.08 * 64)
    for act in (
        lambda: QTest.keyClick(canvas, Qt.Key.Key_BracketRight),
        lambda: wheel(canvas, 1, CTRL),
        lambda: drag(canvas, (20, 20), (30, 20), modifiers=SHIFT),
        lambda: canvas.set_brush_size(40),
    ):
        before = canvas.brush_size()
        with qtbot.waitSignal(canvas.brush_size_changed):
            act()
        assert canvas.brush_size() > before
    QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert canvas.brush_size() < 40
    assert not canvas.mask().any()


def test_q_hides_the_region_and_shows_it_again(canvas, qtbot):
    canvas.set_mask(np.full((64, 64), 255, np.uint8))
    tinted = canvas.grab().toImage().pixelColor(200, 200)
    with qtbot.waitSignal(canvas.overlay_visible_changed) as said:
        QTest.keyClick(canvas, Qt.Key.Key_Q)
    assert said.args == [False]
    plain = canvas.grab().toImage().pixelColor(200, 200)
    assert plain.red() == 90
    assert tinted.blue() > tinted.red()


def test_the_tint_leaves_the_picture_free_while_a_person_works_elsewhere(canvas, qtbot):
    mask = np.zeros((64, 64), np.uint8)
    mask[16:48, 16:48] = 255
    canvas.set_mask(mask)
    qtbot.waitUntil(canvas.hasFocus)
    assert canvas.grab().toImage().pixelColor(200, 200).blue() > 90
    canvas.clearFocus()
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    image = canvas.grab().toImage()
    assert image.pixelColor(200, 200).blue() == 90
    edge = canvas.to_view(16, 32).toPoint()
    assert max(image.pixelColor(edge.x() + dx, edge.y()).blue() for dx in range(-3, 4)) > 120


# ---------------------------------------------------------------------------------------------------- looking
def test_the_wheel_zooms_at_the_pointer(canvas):
    at = QPointF(150, 220)
    before, scale = canvas.to_picture(at), canvas.scale()
    wheel(canvas, 3, at=at)
    assert canvas.scale() > scale
    assert canvas.to_picture(at) == pytest.approx(before, abs=1e-6)


@pytest.mark.parametrize("how", ["middle", "space", "hand"])
def test_three_ways_to_pan(canvas, how):
    canvas.zoom_by(4)
    before = canvas.to_view(0, 0)
    if how == "space":
        QTest.keyPress(canvas, Qt.Key.Key_Space)
    if how == "hand":
        QTest.keyClick(canvas, Qt.Key.Key_H)
    drag(canvas, (30, 30), (34, 31), button=MIDDLE if how == "middle" else LEFT)
    assert canvas.to_view(0, 0).x() > before.x()
    assert not canvas.mask().any()


def test_fit_and_actual_size_by_keys(canvas):
    fitted = canvas.scale()
    QTest.keyClick(canvas, Qt.Key.Key_1, CTRL)
    assert canvas.zoom() == pytest.approx(1.0)
    QTest.keyClick(canvas, Qt.Key.Key_Plus, CTRL)
    assert canvas.zoom() > 1
    QTest.keyClick(canvas, Qt.Key.Key_0, CTRL)
    assert canvas.scale() == pytest.approx(fitted)
    canvas.resize(800, 828)
    assert canvas.scale() > 1.8 * fitted


def test_pixels_are_crisp_above_200_percent_and_smooth_below(canvas):
    stripes = np.zeros((64, 64, 3), np.uint8)
    stripes[:, ::2] = 255
    canvas.set_picture(stripes)
    canvas.set_overlay_visible(False)
    canvas.set_tool(Tool.HAND)

    def levels(zoom):
        canvas.zoom_by(zoom / canvas.zoom())
        image, middle = canvas.grab().toImage(), canvas.to_view(32, 32).toPoint()
        return {image.pixelColor(middle + QPoint(dx, 0)).red() for dx in range(-15, 15)}

    assert levels(4.0) == {0, 255}
    assert len(levels(1.7)) > 2


def test_before_is_shown_while_comparing(canvas):
    canvas.set_before(np.full((64, 64, 3), 200, np.uint8))
    canvas.set_comparing(True)
    assert canvas.shows_before()
    assert canvas.grab().toImage().pixelColor(200, 200).red() == 200
    canvas.set_comparing(False)
    assert canvas.grab().toImage().pixelColor(200, 200).red() == 90


def test_a_dropped_file_is_said(canvas, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/lamp.unlit")])
    with qtbot.waitSignal(canvas.file_dropped, timeout=500) as said:
        QApplication.sendEvent(canvas, QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, LEFT, NONE))
        QApplication.sendEvent(canvas, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, LEFT, NONE))
    assert said.args == ["/tmp/lamp.unlit"]


def test_the_hint_is_told_to_those_who_do_not_see_it(canvas):
    canvas.set_hint("Paint the lamp")
    assert canvas.accessibleDescription() == "Paint the lamp"
    assert canvas.accessibleName()


def test_a_word_leaves_bright_where_it_looks(canvas):
    levels = np.zeros((64, 64), np.uint8)
    levels[:, :32] = 255

    def brightness(x):
        return canvas.grab().toImage().pixelColor(canvas.to_view(x, 40).toPoint()).red()

    before = brightness(10), brightness(54)
    canvas.set_glow(levels)
    assert canvas.glows()
    assert brightness(10) == before[0]
    assert brightness(54) < before[1] / 2
    canvas.set_glow(None)
    assert (brightness(10), brightness(54)) == before
