"""What a press means, and how large brushes get."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from app.canvas import tools
from app.canvas.tools import Deed, Tool, deed_of

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE, ALT, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("tool", "button", "modifiers", "space", "deed"),
    [
        (Tool.BRUSH, LEFT, NONE, False, Deed.PAINT),
        (Tool.BRUSH, LEFT, ALT, False, Deed.ERASE),
        (Tool.ERASER, LEFT, NONE, False, Deed.ERASE),
        (Tool.ERASER, LEFT, ALT, False, Deed.ERASE),
        (Tool.HAND, LEFT, NONE, False, Deed.PAN),
        (Tool.BRUSH, MIDDLE, NONE, False, Deed.PAN),
        (Tool.BRUSH, LEFT, NONE, True, Deed.PAN),
        (Tool.BRUSH, LEFT, SHIFT, False, Deed.RESIZE),
        (Tool.BRUSH, RIGHT, NONE, False, Deed.NOTHING),
    ],
)
def test_what_a_press_means(tool, button, modifiers, space, deed):
    assert deed_of(tool=tool, button=button, modifiers=modifiers, space=space) is deed


def test_the_other_end_of_the_pen_erases():
    deed = deed_of(tool=Tool.BRUSH, button=LEFT, modifiers=NONE, space=False, pen_eraser=True)
    assert deed is Deed.ERASE


@given(st.floats(1, 500))
def test_larger_and_smaller_undo_each_other(size):
    assert tools.larger(size) > size
    assert tools.smaller(tools.larger(size)) == pytest.approx(size)
    assert tools.smaller(size) >= tools.SMALLEST_SIZE


@given(st.floats(1, 500), st.floats(-1, 2))
def test_pressure_never_makes_a_brush_larger_or_nothing(size, pressure):
    assert 0 < tools.pressed_radius(size, pressure) <= size / 2
