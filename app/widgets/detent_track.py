"""The bar of a slider whose middle is the value as generated: how it looks, what mouse, wheel and keys do to it.

It counts from 0 at the left end over 100 in the middle to 200. A change that lasts, such as a drag or a held key, lies
between `sliderPressed` and `sliderReleased`.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from app.widgets.keys import is_escape_override
from app.widgets.labels import small_font

CENTRE, END = 100, 200
_DETENT = 4
_MARGIN = 9
_BAR_Y, _WORDS_Y = 11, 20
_STEP, _FINE_STEP = 5, 1
_WHEEL_REST_MS = 400
_Key = Qt.Key
_STEPPING = {_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_PageUp, _Key.Key_PageDown}
_KEYS = _STEPPING | {_Key.Key_Home, _Key.Key_End, _Key.Key_Backspace}
Role = QPalette.ColorRole


class DetentTrack(QSlider):
    """A slider with a detent in its middle. `abandoned`: Escape was pressed while it was held.

    low, high: the words at its ends. centre: at its middle, if not "as generated".
    """

    abandoned = Signal()

    def __init__(self, low: str, high: str, centre: str = "", parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._low, self._high, self._centre_word = low, high, centre or self.tr("as generated")
        self.setRange(0, END)
        self.setValue(CENTRE)
        self.setPageStep(20)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._ghost: int | None = None
        self._at = float(CENTRE)
        self._last_x = 0.0
        self._wheel_rest = QTimer(self, singleShot=True, interval=_WHEEL_REST_MS)
        self._wheel_rest.timeout.connect(self._let_go)

    def ghost(self) -> int | None:
        """Where the last value is marked."""
        return self._ghost

    def set_ghost(self, value: int | None) -> None:
        """Where the last value is marked; None marks nothing."""
        self._ghost = value
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, self._needed_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(110, self._needed_height())

    def _needed_height(self) -> int:
        """The bar, and the words below it in whatever font a person has."""
        return _WORDS_Y + QFontMetrics(small_font(self)).height()

    # ------------------------------------------------------------------------------------------------ mouse and wheel
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        on_handle = abs(x - self._x_of(self.value())) <= _MARGIN
        self._at = float(self.value()) if on_handle else self._value_at(x)
        self._last_x = x
        self.setSliderDown(True)
        self._settle(fine=on_handle)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.isSliderDown() or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        moved = (event.position().x() - self._last_x) / self._span() * END
        self._at += moved * (0.1 if fine else 1.0)
        self._last_x = event.position().x()
        self._settle(fine=fine)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._centre()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            event.ignore()  # the panel scrolls instead
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._take_hold()
        self.setValue(self.value() + round(event.angleDelta().y() / 120 * (_FINE_STEP if fine else _STEP)))
        self._wheel_rest.start()
        event.accept()

    # ------------------------------------------------------------------------------------------------ keys
    def event(self, event: QEvent) -> bool:
        if is_escape_override(event) and self.isSliderDown():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _Key.Key_Escape and self.isSliderDown():
            self.abandoned.emit()
            self._let_go()
        elif event.key() in _KEYS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.setSingleStep(_FINE_STEP if fine else _STEP)
            self._take_hold()
            if event.key() == _Key.Key_Backspace:
                self.setValue(CENTRE)
            else:
                super().keyPressEvent(event)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS and not event.isAutoRepeat():
            self._let_go()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._let_go()
        super().focusOutEvent(event)

    # ------------------------------------------------------------------------------------------------ moving
    def _take_hold(self) -> None:
        if not self.isSliderDown():
            self.setSliderDown(True)

    def _let_go(self) -> None:
        self._wheel_rest.stop()
        if self.isSliderDown():
            self.setSliderDown(False)

    def _centre(self) -> None:
        self._take_hold()
        self.setValue(CENTRE)
        self._let_go()

    def _settle(self, *, fine: bool) -> None:
        """Go where the pointer is; near the middle, exactly to it, unless fine."""
        self._at = min(max(self._at, -2.0 * END), 3.0 * END)
        near = abs(self._at - CENTRE) <= _DETENT
        self.setValue(CENTRE if near and not fine else round(self._at))

    # ------------------------------------------------------------------------------------------------ looks
    def _span(self) -> float:
        return max(1.0, self.width() - 2.0 * _MARGIN)

    def _x_of(self, value: float) -> float:
        return _MARGIN + value / END * self._span()

    def _value_at(self, x: float) -> float:
        return (x - _MARGIN) / self._span() * END

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter)
        self._paint_ghost(painter)
        self._paint_handle(painter)
        self._paint_ends(painter)

    def _paint_bar(self, painter: QPainter) -> None:
        centre, here = self._x_of(CENTRE), self._x_of(self.value())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(Role.Mid))
        painter.drawRoundedRect(QRectF(_MARGIN, _BAR_Y - 2, self._span(), 4), 2, 2)
        painter.drawRect(QRectF(centre - 0.5, _BAR_Y - 7, 1, 14))
        painter.setBrush(self._colour(Role.Accent))
        painter.drawRoundedRect(QRectF(min(centre, here), _BAR_Y - 2, abs(here - centre), 4), 2, 2)

    def _paint_ghost(self, painter: QPainter) -> None:
        if self._ghost is None or self._ghost == self.value():
            return
        painter.setPen(QPen(self._colour(Role.PlaceholderText), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(self._x_of(min(max(self._ghost, 0), END)), _BAR_Y), 4, 4)

    def _paint_handle(self, painter: QPainter) -> None:
        where = QPointF(self._x_of(self.value()), _BAR_Y)
        painter.setPen(QPen(self._colour(Role.Window), 2))
        painter.setBrush(self._colour(Role.Text))
        painter.drawEllipse(where, 7, 7)
        if self.hasFocus():
            painter.setPen(QPen(self._colour(Role.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(where, 7, 7)

    def _paint_ends(self, painter: QPainter) -> None:
        painter.setFont(small_font(self))
        line = QRectF(2, _WORDS_Y, self.width() - 4, self.height() - _WORDS_Y)
        flags = Qt.AlignmentFlag
        self._paint_word(painter, line, flags.AlignLeft, self._low, here=self.value() == 0)
        self._paint_word(painter, line, flags.AlignRight, self._high, here=self.value() == END)
        if self.width() >= 170:
            self._paint_word(painter, line, flags.AlignHCenter, self._centre_word, here=self.value() == CENTRE)

    def _paint_word(self, painter: QPainter, line: QRectF, side: Qt.AlignmentFlag, word: str, *, here: bool) -> None:
        painter.setPen(self._colour(Role.Text if here else Role.PlaceholderText))
        painter.drawText(line, side | Qt.AlignmentFlag.AlignTop, word)

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)
