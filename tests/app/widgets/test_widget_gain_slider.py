"""The gain slider under real mouse, wheel and key events: one commit a gesture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.widgets.gain_slider import GainSlider

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def slider(qtbot):
    widget = GainSlider("Lamp 1")
    qtbot.addWidget(widget)
    widget.resize(300, 40)
    widget.show()
    return widget


@pytest.fixture
def said(slider):
    """(moved values, committed pairs), filled as they are said."""
    moved, committed = [], []
    slider.moved.connect(moved.append)
    slider.committed.connect(lambda old, new: committed.append((old, new)))
    return moved, committed


def place(slider, value) -> QPoint:
    return QPoint(round(slider.track._x_of(100 * value)), 11)


def move(slider, value, modifiers=NONE):
    at = QPointF(place(slider, value))
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, slider.track.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, modifiers
    )
    QApplication.sendEvent(slider.track, event)


def drag(slider, values, modifiers=NONE):
    QTest.mousePress(slider.track, LEFT, NONE, place(slider, slider.value()))
    for value in values:
        move(slider, value, modifiers)
    QTest.mouseRelease(slider.track, LEFT, NONE, place(slider, values[-1]))


def wheel(slider, notches):
    at, none = QPointF(20, 11), Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, slider.track.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), none, NONE, phase, False)
    QApplication.sendEvent(slider.track, event)
    return event


def test_a_drag_moves_often_and_commits_once(slider, said):
    moved, committed = said
    drag(slider, [0.8, 0.6, 0.4, 0.25])
    assert len(moved) >= 3
    assert moved == sorted(moved, reverse=True)
    assert committed == [(1.0, pytest.approx(0.25, abs=0.02))]
    assert slider.value() == committed[0][1]


def test_a_drag_back_to_where_it_began_commits_nothing(slider, said):
    drag(slider, [0.5, 1.0])
    assert said[0][-1] == 1.0
    assert said[1] == []


def test_the_ends_hold(slider, said):
    drag(slider, [-0.5])
    assert slider.value() == 0.0
    drag(slider, [2.5])
    assert slider.value() == 2.0


def test_the_middle_has_a_detent_unless_fine(slider):
    drag(slider, [0.5, 0.98])
    assert slider.value() == 1.0
    QTest.mousePress(slider.track, LEFT, NONE, place(slider, 1.0))
    move(slider, 0.8, CTRL)  # a tenth of the way
    QTest.mouseRelease(slider.track, LEFT, NONE, place(slider, 0.8))
    assert slider.value() == pytest.approx(0.98, abs=0.011)


def test_a_double_click_returns_to_the_middle(slider, said):
    slider.set_value(0.3)
    QTest.mouseDClick(slider.track, LEFT, NONE, place(slider, 0.3))
    assert slider.value() == 1.0
    assert said[1] == [(0.3, 1.0)]


def test_escape_abandons_a_drag(slider, said):
    QTest.mousePress(slider.track, LEFT, NONE, place(slider, 1.0))
    move(slider, 0.2)
    QTest.keyClick(slider.track, Key.Key_Escape)
    QTest.mouseRelease(slider.track, LEFT, NONE, place(slider, 0.2))
    assert slider.value() == 1.0
    assert said[0][-1] == 1.0
    assert said[1] == []


def test_a_held_key_commits_once(slider, said):
    for repeat in (False, True, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Left, NONE, "", repeat)
        QApplication.sendEvent(slider.track, press)
    assert slider.is_held()
    QTest.keyRelease(slider.track, Key.Key_Left)
    assert said[1] == [(1.0, pytest.approx(0.85))]


@pytest.mark.parametrize(
    ("key", "modifiers", "value"),
    [
        (Key.Key_Home, NONE, 0.0),
        (Key.Key_End, NONE, 2.0),
        (Key.Key_Right, NONE, 0.35),
        (Key.Key_Right, CTRL, 0.31),
        (Key.Key_Backspace, NONE, 1.0),
    ],
)
def test_keys(slider, said, key, modifiers, value):
    slider.set_value(0.3)
    QTest.keyClick(slider.track, key, modifiers)
    assert said[1] == [(0.3, pytest.approx(value))]


def test_the_wheel_works_only_while_focused_and_commits_once(slider, said, qtbot):
    slider.track.clearFocus()
    assert not wheel(slider, 1).isAccepted()
    assert slider.value() == 1.0
    slider.track.setFocus()
    qtbot.waitUntil(slider.track.hasFocus)
    wheel(slider, 1)
    wheel(slider, 1)
    qtbot.waitUntil(lambda: bool(said[1]), timeout=2000)
    assert said[1] == [(1.0, pytest.approx(1.1))]


def test_a_typed_value_is_one_gesture(slider, said):
    slider.box.selectAll()
    QTest.keyClicks(slider.box, "0.37")
    assert said == ([], [])
    QTest.keyClick(slider.box, Key.Key_Return)
    assert said == ([0.37], [(1.0, 0.37)])
    assert slider.track.value() == 37


def test_a_value_from_outside_is_silent_and_does_not_disturb_a_drag(slider, said):
    slider.set_value(0.5)
    assert said == ([], [])
    QTest.mousePress(slider.track, LEFT, NONE, place(slider, 0.5))
    move(slider, 0.2)
    slider.set_value(1.7)
    assert slider.value() == pytest.approx(0.2, abs=0.02)
    QTest.mouseRelease(slider.track, LEFT, NONE, place(slider, 0.2))


def test_a_value_that_the_slider_cannot_reach_is_kept(slider, said):
    slider.set_value(-3.125)
    assert slider.value() == -3.125
    assert slider.track.value() == 0
    assert said == ([], [])
    slider.set_value(1 / 3)
    assert slider.value() == 1 / 3


def test_the_ghost_marks_the_last_value(slider):
    assert slider.track.ghost() is None
    drag(slider, [0.4])
    assert slider.track.ghost() == 100
    slider.set_value(1.0)
    assert slider.track.ghost() == pytest.approx(40, abs=2)


def test_its_parts_have_names(slider):
    assert "Lamp 1" in slider.track.accessibleName()
    assert "Lamp 1" in slider.box.accessibleName()
