"""Before and after: beside each other, and on either side of a line."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hands import LEFT, MIDDLE, NONE, SHIFT, drag, move_event, seen, wheel
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.compare import Compare, bounded_split, on_line, pane_at, panes_of


@given(st.sampled_from(Compare), st.floats(10, 2000), st.floats(-1, 2))
def test_panes_cover_the_view_from_left_to_right(compare, width, split):
    panes = panes_of(compare=compare, width=width, split=bounded_split(split))
    assert panes[0].left == 0
    assert panes[-1].right == width
    assert all(one.right == other.left for one, other in pairwise(panes))
    assert all(pane.right > pane.left for pane in panes)


def test_a_place_belongs_to_the_pane_under_it():
    panes = panes_of(compare=Compare.SIDE_BY_SIDE, width=400, split=0.5)
    assert [pane_at(panes=panes, x=x).before for x in (-5, 0, 199, 200, 399, 500)] == [True] * 3 + [False] * 3
    assert on_line(x=96, width=400, split=0.25)
    assert not on_line(x=120, width=400, split=0.25)


@pytest.fixture
def compared(canvas):
    """Grey with edits, bright before."""
    canvas.set_before(np.full((64, 64, 3), 200, np.uint8))
    canvas.set_overlay_visible(False)
    return canvas


def red(canvas, x, y=214) -> int:
    return canvas.grab().toImage().pixelColor(x, y).red()


def test_left_of_the_line_is_before_and_right_of_it_after(compared, qtbot):
    with qtbot.waitSignal(compared.compare_changed) as said:
        compared.toggle_compare(Compare.SPLIT)
    assert said.args == [Compare.SPLIT]
    assert (red(compared, 150), red(compared, 250)) == (200, 90)
    compared.toggle_compare(Compare.SPLIT)
    assert compared.compare() is Compare.AFTER
    assert red(compared, 150) == 90


def test_the_line_is_dragged_with_the_mouse_and_nothing_is_painted(compared, qtbot):
    compared.set_compare(Compare.SPLIT)
    line = QPoint(200, 300)
    QApplication.sendEvent(compared, move_event(compared, compared.to_picture(QPointF(line)), LEFT, NONE))
    assert compared.cursor().shape() == Qt.CursorShape.SplitHCursor
    with qtbot.assertNotEmitted(compared.stroke_finished):
        QTest.mousePress(compared, LEFT, NONE, line)
        QApplication.sendEvent(compared, move_event(compared, compared.to_picture(QPointF(100, 300)), LEFT, NONE))
        QTest.mouseRelease(compared, LEFT, NONE, QPoint(100, 300))
    assert compared.split() == pytest.approx(0.25, abs=0.01)
    assert not compared.mask().any()
    assert red(compared, 150) == 90


def test_the_line_goes_back_on_escape_and_moves_by_keys(compared):
    compared.set_compare(Compare.SPLIT)
    QTest.mousePress(compared, LEFT, NONE, QPoint(200, 300))
    QApplication.sendEvent(compared, move_event(compared, compared.to_picture(QPointF(100, 300)), LEFT, NONE))
    QTest.keyClick(compared, Qt.Key.Key_Escape)
    assert compared.split() == 0.5
    QTest.keyClick(compared, Qt.Key.Key_Period)
    assert compared.split() == pytest.approx(0.52)
    QTest.keyClick(compared, Qt.Key.Key_Comma)
    assert compared.split() == pytest.approx(0.5)


def test_side_by_side_shows_both_and_is_painted_on_either_side(compared, qtbot):
    compared.set_compare(Compare.SIDE_BY_SIDE)
    x = seen(compared, (10, 32)).x()
    assert (red(compared, x), red(compared, x + 200)) == (200, 90)
    drag(compared, (20, 20), (40, 30))
    left = compared.mask()
    assert left[20, 20] == 255
    right = [seen(compared, at) + QPoint(200, 0) for at in ((10, 50), (30, 50))]
    QTest.mousePress(compared, LEFT, NONE, right[0])
    QTest.mouseMove(compared, right[1])
    with qtbot.waitSignal(compared.stroke_finished):
        QTest.mouseRelease(compared, LEFT, NONE, right[1])
    assert compared.mask()[50, 20] == 255
    assert compared.mask()[20, 20] == 255


def test_a_stroke_from_one_side_to_the_other_stays_on_its_own(compared):
    compared.set_compare(Compare.SIDE_BY_SIDE)
    QTest.mousePress(compared, LEFT, NONE, seen(compared, (50, 32)))
    over = seen(compared, (60, 32)) + QPoint(60, 0)
    assert over.x() > 200
    QTest.mouseMove(compared, over)
    QTest.mouseRelease(compared, LEFT, NONE, over)
    assert compared.mask()[32, 63] == 255
    assert not compared.mask()[:, :40].any()


def test_holding_shows_before_over_everything_and_lets_go_again(compared):
    compared.set_compare(Compare.SPLIT)
    compared.set_comparing(True)
    assert compared.shows_before()
    assert red(compared, 250) == 200
    compared.set_comparing(False)
    assert (red(compared, 150), red(compared, 250)) == (200, 90)


def test_without_a_picture_before_there_is_nothing_beside(canvas):
    canvas.set_compare(Compare.SIDE_BY_SIDE)
    assert canvas.shown() is Compare.AFTER
    assert red(canvas, 150) == 90
    canvas.set_before(np.full((64, 64, 3), 200, np.uint8))
    assert canvas.shown() is Compare.SIDE_BY_SIDE


def test_sizing_the_brush_works_on_the_right_side_too(compared):
    compared.set_compare(Compare.SIDE_BY_SIDE)
    before = compared.brush_size()
    start = seen(compared, (20, 20)) + QPoint(200, 0)
    QTest.mousePress(compared, LEFT, SHIFT, start)
    QTest.mouseMove(compared, start + QPoint(12, 0))
    QTest.mouseRelease(compared, LEFT, SHIFT, start + QPoint(12, 0))
    assert compared.brush_size() > before


def test_what_is_in_the_middle_stays_there_when_panes_come_and_go(compared):
    compared.zoom_by(3.0)
    compared.pan(40, -30)

    def middle() -> tuple[float, float]:
        width, height = compared.room()
        return compared.to_picture(QPointF(width / 2, height / 2))

    before = middle()
    compared.set_compare(Compare.SIDE_BY_SIDE)
    assert middle() == pytest.approx(before)
    compared.resize(520, 428)
    assert middle() == pytest.approx(before)
    compared.set_comparing(True)
    assert middle() == pytest.approx(before)
    compared.set_comparing(False)
    compared.set_compare(Compare.AFTER)
    assert middle() == pytest.approx(before)


def test_wheel_and_pan_move_both_sides_alike(compared):
    compared.set_compare(Compare.SIDE_BY_SIDE)
    at = QPointF(300, 200)
    under = compared.to_picture(compared.local(at))
    wheel(compared, 3, at=at)
    assert compared.to_picture(compared.local(at)) == pytest.approx(under)
    drag(compared, (30, 30), (34, 31), button=MIDDLE)
    assert not compared.mask().any()
