"""The tools, what a press of the mouse means with each, and the sizes of the brush."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt

DEFAULT_SIZE = 0.08  # of the picture's side
SMALLEST_SIZE = 1.0
_SMALLEST_PRESSURE = 0.2


class Tool(Enum):
    """What the left button does, in the order in which the tools are shown.

    SELECT selects the thing that is clicked on; a drag paints, as BRUSH does.
    """

    SELECT = auto()
    BRUSH = auto()
    ERASER = auto()
    LASSO = auto()
    RECTANGLE = auto()
    HAND = auto()


class Deed(Enum):
    """What a drag that begins now will do."""

    SELECT = auto()
    PAINT = auto()
    ERASE = auto()
    LASSO = auto()
    RECTANGLE = auto()
    PAN = auto()
    RESIZE = auto()
    NOTHING = auto()


BRUSHES = frozenset({Tool.SELECT, Tool.BRUSH, Tool.ERASER})
ROUND = frozenset({Deed.PAINT, Deed.ERASE, Deed.RESIZE})
_DRAWN = {Tool.SELECT: Deed.SELECT, Tool.LASSO: Deed.LASSO, Tool.RECTANGLE: Deed.RECTANGLE}


def deed_of(
    *, tool: Tool, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier, space: bool, pen_eraser: bool = False
) -> Deed:
    """Middle button, Space or the hand pan; Shift sizes the brush; the pen's other end erases with any tool."""
    if button == Qt.MouseButton.MiddleButton:
        return Deed.PAN
    if button != Qt.MouseButton.LeftButton:
        return Deed.NOTHING
    if space or tool is Tool.HAND:
        return Deed.PAN
    if modifiers & Qt.KeyboardModifier.ShiftModifier and tool in BRUSHES:
        return Deed.RESIZE
    if pen_eraser:
        return Deed.ERASE
    if tool in _DRAWN:
        return _DRAWN[tool]
    return Deed.ERASE if takes_away(tool=tool, modifiers=modifiers) else Deed.PAINT


def takes_away(*, tool: Tool, modifiers: Qt.KeyboardModifier, pen_eraser: bool = False) -> bool:
    """Whether what is drawn is taken from the region: the eraser, Alt, and the pen's other end."""
    return tool is Tool.ERASER or pen_eraser or bool(modifiers & Qt.KeyboardModifier.AltModifier)


def larger(size: float) -> float:
    """The next larger brush: a fifth more, at least a pixel."""
    return max(size + 1.0, size * 1.2)


def smaller(size: float) -> float:
    """The brush that `larger` came from, at least a pixel."""
    return max(SMALLEST_SIZE, min(size - 1.0, size / 1.2))


def bounded_size(size: float, *, side: int) -> float:
    """A brush between one pixel and twice the picture's side."""
    return min(max(size, SMALLEST_SIZE), 2.0 * side)


def pressed_radius(size: float, pressure: float) -> float:
    """The radius for a pen's pressure in [0, 1]; a mouse presses with 1."""
    return size / 2 * (_SMALLEST_PRESSURE + (1 - _SMALLEST_PRESSURE) * min(max(pressure, 0.0), 1.0))
