"""The tools, what a press of the mouse means with each, and the sizes of the brush."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt

DEFAULT_SIZE = 0.08  # of the picture's side
SMALLEST_SIZE = 1.0
_SMALLEST_PRESSURE = 0.2


class Tool(Enum):
    """What the left button does."""

    BRUSH = auto()
    ERASER = auto()
    HAND = auto()


class Deed(Enum):
    """What a drag that begins now will do."""

    PAINT = auto()
    ERASE = auto()
    PAN = auto()
    RESIZE = auto()
    NOTHING = auto()


def deed_of(
    *, tool: Tool, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier, space: bool, pen_eraser: bool = False
) -> Deed:
    """Middle button, Space or the hand pan; Shift sizes the brush; Alt and the pen's other end erase."""
    if button == Qt.MouseButton.MiddleButton:
        return Deed.PAN
    if button != Qt.MouseButton.LeftButton:
        return Deed.NOTHING
    if space or tool is Tool.HAND:
        return Deed.PAN
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return Deed.RESIZE
    erases = tool is Tool.ERASER or pen_eraser or bool(modifiers & Qt.KeyboardModifier.AltModifier)
    return Deed.ERASE if erases else Deed.PAINT


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
