"""ToolView: what the mouse and the pen do to the picture and to the region on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.canvas import gestures, tools
from app.canvas.compare import Compare, on_line
from app.canvas.drawing import circle_rect, draw_circle, draw_cross, draw_minus
from app.canvas.gestures import Gesture
from app.canvas.paint_view import PaintView
from app.canvas.tools import Deed, Tool

_SMALLEST_CIRCLE = 4.0
_Modifier = Qt.KeyboardModifier
_Shape = Qt.CursorShape


class ToolView(PaintView):
    """Tools and gestures.

    tool_changed(Tool): by a key or by `set_tool`. picked(x, y, subtract): a thing was clicked on, in picture pixels.
    """

    tool_changed = Signal(object)
    picked = Signal(float, float, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tool = Tool.BRUSH
        self._at: QPointF | None = None
        self._by_keys = False
        self._space, self._modifiers, self._pen_eraser = False, _Modifier.NoModifier, False
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self._shift = 0.0
        self.brush_size_changed.connect(self._refresh_shape)
        self.setMouseTracking(True)
        self.setTabletTracking(True)

    def tool(self) -> Tool:
        """What the left button does."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Choose what the left button does."""
        if tool is not self._tool:
            self._tool = tool
            self._refresh_cursor()
            self.tool_changed.emit(tool)

    def pick(self, at: QPointF, *, subtract: bool) -> None:
        """A click on what is at a place of the view; nothing beside the picture."""
        x, y = self.to_picture(at)
        width, height = self.picture_size()
        if 0 <= x < width and 0 <= y < height:
            self.picked.emit(x, y, subtract)

    def take_size(self) -> None:
        self._gesture = None
        super().take_size()

    # ------------------------------------------------------------------------------------------------ pointer
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pen_eraser = False
        self._press(event.position(), event.button(), event.modifiers(), 1.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pen_eraser = False
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
        self._modifiers, self._button, self._by_keys = modifiers, button, False
        local = self.local(at)
        self._shift = at.x() - local.x()
        if self._on_line(at) and button == Qt.MouseButton.LeftButton:
            self._gesture = gestures.Splitting(self)
            self._refresh_cursor()
        else:
            self._begin(local, pressure)

    def _begin(self, at: QPointF, pressure: float) -> None:
        if self._region is not None:
            self._gesture = gestures.begin(self._deed(self._button), self, at, pressure, subtract=self._takes_away())
        self._refresh_cursor()

    def _move(self, at: QPointF, modifiers: Qt.KeyboardModifier, pressure: float) -> None:
        self._modifiers, self._by_keys = modifiers, False
        if self._gesture is None:
            self._point_at(self.local(at))
            return
        at -= QPointF(self._shift, 0.0)
        self._gesture.move(at, pressure)
        if not isinstance(self._gesture, gestures.Sizing):
            self._point_at(at)

    def _release(self, button: Qt.MouseButton) -> None:
        if self._gesture is not None and button == self._button:
            self._finish()

    def _finish(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
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

    def _takes_away(self) -> bool:
        return tools.takes_away(tool=self._tool, modifiers=self._modifiers, pen_eraser=self._pen_eraser)

    def _on_line(self, at: QPointF) -> bool:
        splits = self.shown() is Compare.SPLIT
        return splits and on_line(x=at.x(), width=self.width(), split=self.split())

    # ------------------------------------------------------------------------------------------------ looks
    def paint_pointer(self, painter: QPainter) -> None:
        if self._at is None or self._region is None or (self._by_keys and not self.hasFocus()):
            return
        if self._deed() in tools.ROUND or self._strokes():
            draw_circle(painter, self._at, self._circle_radius(), subtract=self._takes_away())
        elif self._takes_away() and self._deed() is not Deed.PAN:
            draw_minus(painter, self._at)
        if self._by_keys:
            draw_cross(painter, self._at)

    def _strokes(self) -> bool:
        """Whether what began as a click has become a stroke."""
        return isinstance(self._gesture, gestures.Selecting) and self._gesture.stroke is not None

    def _point_at(self, at: QPointF | None) -> None:
        """The circle goes there, or away; only what it uncovers and covers is drawn."""
        for place in (self._at, at):
            if place is not None:
                self.redraw(circle_rect(place, self._circle_radius()))
        self._at = at
        self._refresh_shape()

    def _circle_radius(self) -> float:
        return self._size * self.scale() / 2

    def _refresh_cursor(self) -> None:
        self._refresh_shape()
        self.update()

    def _refresh_shape(self) -> None:
        shape = self._cursor_shape()
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def _cursor_shape(self) -> Qt.CursorShape:
        if isinstance(self._gesture, gestures.Panning):
            return _Shape.ClosedHandCursor
        if isinstance(self._gesture, gestures.Splitting) or (self._at is not None and self._on_line(self._at)):
            return _Shape.SplitHCursor
        if self._region is None:
            return _Shape.ArrowCursor
        if self._deed() is Deed.PAN:
            return _Shape.OpenHandCursor
        # Shapes need a cross, and so does a circle too small to see.
        seen = self._deed() in tools.ROUND and self._circle_radius() >= _SMALLEST_CIRCLE
        return _Shape.BlankCursor if seen or self._strokes() else _Shape.CrossCursor
