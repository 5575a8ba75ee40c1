"""What a hand does on a canvas: real mouse, wheel and pen events."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


def seen(canvas, at) -> QPoint:
    return canvas.to_view(*at).toPoint()


def move_event(canvas, at, button, modifiers):
    where = canvas.to_view(*at)
    none = Qt.MouseButton.NoButton
    return QMouseEvent(QEvent.Type.MouseMove, where, canvas.mapToGlobal(where), none, button, modifiers)


def trace(canvas, points, button=LEFT, modifiers=NONE):
    """Press at the first place of the picture, move over the others, let go at the last."""
    QTest.mousePress(canvas, button, modifiers, seen(canvas, points[0]))
    for at in points[1:]:
        QApplication.sendEvent(canvas, move_event(canvas, at, button, modifiers))
    QTest.mouseRelease(canvas, button, modifiers, seen(canvas, points[-1]))


def drag(canvas, start, end, button=LEFT, modifiers=NONE):
    """Press at a place of the picture, move in four steps, let go."""
    steps = [tuple(s + (e - s) * i / 4 for s, e in zip(start, end, strict=True)) for i in range(5)]
    trace(canvas, steps, button, modifiers)


def click(canvas, at, modifiers=NONE):
    QTest.mouseClick(canvas, LEFT, modifiers, seen(canvas, at))


def wheel(canvas, notches, modifiers=NONE, at=None):
    where = QPointF(200, 200) if at is None else at
    turn = QPoint(0, 120 * notches)
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(where, canvas.mapToGlobal(where), QPoint(), turn, none, modifiers, phase, False)
    QApplication.sendEvent(canvas, event)


def pen(canvas, points, pressure=1.0, *, eraser=False):
    """A stroke of a pen, or of its other end, through places of the picture."""
    pointer = QPointingDevice.PointerType.Eraser if eraser else QPointingDevice.PointerType.Pen
    device = QPointingDevice("pen", 1, QInputDevice.DeviceType.Stylus, pointer, QInputDevice.Capability.Pressure, 1, 1)
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * len(points[1:]), QEvent.Type.TabletRelease]
    for kind, at in zip(kinds, [*points, points[-1]], strict=True):
        where = canvas.to_view(*at)
        place = (where, QPointF(canvas.mapToGlobal(where)))
        event = QTabletEvent(kind, device, *place, pressure, 0, 0, 0, 0, 0, NONE, LEFT, LEFT)
        QApplication.sendEvent(canvas, event)
