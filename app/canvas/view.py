"""CanvasView: what the mouse, the pen and the keys do to the picture and to the region on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.canvas import gestures, tools
from app.canvas.drawing import circle_rect, draw_circle
from app.canvas.gestures import Gesture
from app.canvas.region_view import RegionView
from app.canvas.tools import Deed, Tool
from app.widgets.keys import is_escape_override

_SMALLEST_CIRCLE = 4.0
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_Modifier = Qt.KeyboardModifier


class CanvasView(RegionView):
    """A picture to paint a region on. From the keyboard: arrows move the brush, Enter puts it down.

    tool_changed(Tool): by a key or by `set_tool`.
    """

    tool_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tool = Tool.BRUSH
        self._at: QPointF | None = None
        self._space, self._modifiers, self._pen_eraser = False, _Modifier.NoModifier, False
        self._focus_shown = False
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self._keys = self._key_table()
        self.brush_size_changed.connect(self._refresh_shape)
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Picture"))

    def tool(self) -> Tool:
        """What the left button does."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Choose what the left button does."""
        if tool is not self._tool:
            self._tool = tool
            self._refresh_cursor()
            self.tool_changed.emit(tool)

    def take_size(self) -> None:
        self._gesture = None
        super().take_size()

    # ------------------------------------------------------------------------------------------------ pointer
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press(event.position(), event.button(), event.modifiers(), 1.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move(event.position(), event.modifiers(), 1.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._release(event.button())

    def tabletEvent(self, event: QTabletEvent) -> None:
        self._pen_eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
        if event.type() == QEvent.Type.TabletPress:
            self._press(event.position(), event.button(), event.modifiers(), event.pressure())
        elif event.type() == QEvent.Type.TabletRelease:
            self._release(event.button())
        else:
            self._move(event.position(), event.modifiers(), event.pressure())
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & _Modifier.ControlModifier:
            self.set_brush_size(self._size * 1.1 ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()  # the tint comes, and goes with the pointer

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        self.update()

    def _press(self, at: QPointF, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier, pressure: float) -> None:
        if self._gesture is not None:
            return
        self._modifiers = modifiers
        self._button = button
        self._gesture = gestures.begin(self._deed(button), self, at, pressure) if self._region else None
        self._refresh_cursor()

    def _move(self, at: QPointF, modifiers: Qt.KeyboardModifier, pressure: float) -> None:
        self._modifiers = modifiers
        if self._gesture is not None:
            self._gesture.move(at, pressure)
        if not isinstance(self._gesture, gestures.Sizing):
            self._point_at(at)

    def _release(self, button: Qt.MouseButton) -> None:
        if self._gesture is not None and button == self._button:
            gesture, self._gesture = self._gesture, None
            gesture.finish()
            self._refresh_cursor()

    def _deed(self, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> Deed:
        return tools.deed_of(
            tool=self._tool,
            button=button,
            modifiers=self._modifiers,
            space=self._space,
            pen_eraser=self._pen_eraser,
        )

    # ------------------------------------------------------------------------------------------------ keys
    def _key_table(self) -> dict[str, Callable[[], None]]:
        return {
            "B": lambda: self.set_tool(Tool.BRUSH),
            "E": lambda: self.set_tool(Tool.ERASER),
            "H": lambda: self.set_tool(Tool.HAND),
            "X": lambda: self.set_tool(Tool.BRUSH if self._tool is Tool.ERASER else Tool.ERASER),
            "[": lambda: self.set_brush_size(tools.smaller(self._size)),
            "]": lambda: self.set_brush_size(tools.larger(self._size)),
            "K": lambda: self.set_keeping(not self._keeping),
            "Q": lambda: self.set_overlay_visible(not self._overlay_visible),
            "Ctrl+0": self.fit,
            "Ctrl+1": self.actual_size,
            "Ctrl++": self.zoom_in,
            "Ctrl+=": self.zoom_in,
            "Ctrl+-": self.zoom_out,
            "Return": self._dab_here,
            "Enter": self._dab_here,
        }

    def event(self, event: QEvent) -> bool:
        if is_escape_override(event) and self._gesture is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = QKeySequence(event.keyCombination()).toString()
        action = self._keys.get(name) or self._keys.get(event.text())
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Alt):
            self._hold(event, True)
        elif event.key() == Qt.Key.Key_Escape and self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.abandon()
        elif event.key() in _ARROWS:
            self._step(Qt.Key(event.key()), fine=bool(event.modifiers() & _Modifier.ShiftModifier))
        elif action is not None:
            action()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Alt):
            self._hold(event, False)
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = event.reason() in _BY_KEYS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space, self._modifiers = False, _Modifier.NoModifier
        self._refresh_cursor()
        super().focusOutEvent(event)

    def _hold(self, event: QKeyEvent, held: bool) -> None:
        """Space and Alt change the tool while they are held."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = held
        elif event.key() == Qt.Key.Key_Alt:
            self._modifiers = _Modifier.AltModifier if held else _Modifier.NoModifier
        self._refresh_cursor()
        event.accept()

    def _step(self, key: Qt.Key, *, fine: bool) -> None:
        length = max(1.0, self.scale()) if fine else max(4.0, self._size * self.scale() / 4)
        dx, dy = _ARROWS[key]
        at = self._brush_place() + QPointF(dx * length, dy * length)
        self._point_at(QPointF(min(max(at.x(), 0.0), self.width()), min(max(at.y(), 0.0), self.height())))

    def _dab_here(self) -> None:
        if self._gesture is None and self._deed() in (Deed.PAINT, Deed.ERASE):
            self._point_at(self._brush_place())
            self.begin_stroke(self._brush_place(), 1.0, subtract=self._deed() is Deed.ERASE)
            self.finish_stroke()

    def _brush_place(self) -> QPointF:
        return QRectF(self.rect()).center() if self._at is None else self._at

    # ------------------------------------------------------------------------------------------------ looks
    def paint_over(self, painter: QPainter, area: QRectF) -> None:
        super().paint_over(painter, area)
        if self._shows_circle() and self._at is not None:
            draw_circle(painter, self._at, self._circle_radius(), subtract=self._deed() is Deed.ERASE)
        if self.hasFocus() and self._focus_shown:
            painter.setPen(self.palette().accent().color())
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _point_at(self, at: QPointF | None) -> None:
        """The circle goes there, or away; only what it uncovers and covers is drawn."""
        for place in (self._at, at):
            if place is not None:
                self.update(circle_rect(place, self._circle_radius()))
        self._at = at
        self._refresh_shape()

    def _circle_radius(self) -> float:
        return self._size * self.scale() / 2

    def _shows_circle(self) -> bool:
        return self._region is not None and self._deed() in (Deed.PAINT, Deed.ERASE, Deed.RESIZE)

    def _refresh_cursor(self) -> None:
        self._refresh_shape()
        self.update()

    def _refresh_shape(self) -> None:
        if isinstance(self._gesture, gestures.Panning):
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._region is None:
            shape = Qt.CursorShape.ArrowCursor
        elif self._deed() is Deed.PAN:
            shape = Qt.CursorShape.OpenHandCursor
        else:  # a circle too small to see needs a cross
            small = self._circle_radius() < _SMALLEST_CIRCLE
            shape = Qt.CursorShape.CrossCursor if small else Qt.CursorShape.BlankCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)
