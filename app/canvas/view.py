"""CanvasView: what the keys do to the picture and to the region on it."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.canvas import tools
from app.canvas.compare import Compare
from app.canvas.tool_view import ToolView
from app.canvas.tools import BRUSHES, Deed, Tool
from app.widgets.announcing import announce
from app.widgets.keys import is_escape_override

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELD = (Qt.Key.Key_Space, Qt.Key.Key_Alt)
_SPLIT_STEP = 0.02
_Modifier = Qt.KeyboardModifier


class CanvasView(ToolView):
    """A picture to paint a region on. From the keyboard: arrows move the tool, with Shift by a pixel; Enter applies it.

    Enter puts the brush down once and selects at once; a lasso and a rectangle begin with it, follow the arrows, and
    end with it. Each place is announced.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._focus_shown = False
        self._keys = self._key_table()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Picture"))

    # ------------------------------------------------------------------------------------------------ keys
    def _key_table(self) -> dict[str, Callable[[], None]]:
        return {
            "S": lambda: self.set_tool(Tool.SELECT),
            "B": lambda: self.set_tool(Tool.BRUSH),
            "E": lambda: self.set_tool(Tool.ERASER),
            "L": lambda: self.set_tool(Tool.LASSO),
            "R": lambda: self.set_tool(Tool.RECTANGLE),
            "H": lambda: self.set_tool(Tool.HAND),
            "X": self.swap,
            "[": lambda: self.set_brush_size(tools.smaller(self._size)),
            "]": lambda: self.set_brush_size(tools.larger(self._size)),
            "K": lambda: self.set_keeping(not self._keeping),
            "Q": lambda: self.set_overlay_visible(not self._overlay_visible),
            "Ctrl+0": self.fit,
            "Ctrl+1": self.actual_size,
            "Ctrl++": self.zoom_in,
            "Ctrl+=": self.zoom_in,
            "Ctrl+-": self.zoom_out,
            ",": lambda: self._move_line(-_SPLIT_STEP),
            ".": lambda: self._move_line(_SPLIT_STEP),
        }

    def leave_keys(self, keys: Collection[str]) -> None:
        """There are commands with these keys, which a person may change: here they do nothing from now on."""
        self._keys = {key: then for key, then in self._keys.items() if key not in keys}

    def swap(self) -> None:
        """From the brush to the eraser, or back."""
        self.set_tool(Tool.BRUSH if self._tool is Tool.ERASER else Tool.ERASER)

    def event(self, event: QEvent) -> bool:
        if is_escape_override(event) and self._gesture is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = QKeySequence(event.keyCombination()).toString()
        action = self._keys.get(name) or self._keys.get(event.text())
        if event.key() in _HELD:
            self._hold(event, True)
        elif event.key() == Qt.Key.Key_Escape and self._gesture is not None:
            self._abandon()
        elif event.key() in _ARROWS:
            self._step(Qt.Key(event.key()), fine=bool(event.modifiers() & _Modifier.ShiftModifier))
        elif event.key() in _ENTER:
            self._apply()
        elif action is not None:
            action()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _HELD:
            self._hold(event, False)
        else:
            super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._focus_shown = False
        super().mousePressEvent(event)

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

    def _abandon(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.abandon()
            self._refresh_cursor()

    def _step(self, key: Qt.Key, *, fine: bool) -> None:
        length = max(1.0, self.scale()) if fine else max(4.0, self._size * self.scale() / 4)
        dx, dy = _ARROWS[key]
        width, height = self.room()
        at = self.place() + QPointF(dx * length, dy * length)
        self._by_keys = self._focus_shown = True
        self._point_at(QPointF(min(max(at.x(), 0.0), width), min(max(at.y(), 0.0), height)))
        if self._gesture is not None:
            self._gesture.move(self.place(), 1.0)
        self._announce_place()

    def _apply(self) -> None:
        """Enter: what a click does, at the place that the arrows chose."""
        if self._gesture is not None:
            self._finish()
        elif self._region is not None and self._deed() is not Deed.PAN:
            self._by_keys, self._button, self._shift = True, Qt.MouseButton.LeftButton, 0.0
            self._point_at(self.place())
            self._begin(self.place(), 1.0)
            if self._tool in BRUSHES:
                self._finish()

    def _move_line(self, step: float) -> None:
        if self.shown() is Compare.SPLIT:
            self.set_split(self.split() + step)
            announce(self, self.tr("Line at {percent} %").format(percent=round(100 * self.split())))

    def place(self) -> QPointF:
        """Where in the view the tool is: under the pointer, where the arrow keys have brought it, or in the middle."""
        width, height = self.room()
        return QPointF(width / 2, height / 2) if self._at is None else self._at

    def _announce_place(self) -> None:
        x, y = (int(value) for value in self.to_picture(self.place()))
        width, height = self.picture_size()
        if not (0 <= x < width and 0 <= y < height):
            words = self.tr("beside the picture")
        else:
            words = self.tr("painted") if self.mask()[y, x] > 127 else self.tr("not painted")
        announce(self, self.tr("{x}, {y}, {what}").format(x=x, y=y, what=words))

    # ------------------------------------------------------------------------------------------------ looks
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._focus_shown:
            painter = QPainter(self)
            painter.setPen(self.palette().accent().color())
            painter.drawRect(QRectF(self.rect()).adjusted(0, 0, -1, -1))
