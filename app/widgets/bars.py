"""Bars side by side, painted: how values are spread, or which layers count. Small enough to need no library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.widgets.labels import small_font

_HEIGHT, _LINE, _GAP = 72, 16, 1.5
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
Role = QPalette.ColorRole


@dataclass(frozen=True)
class Bar:
    """height: 0 at least, in any measure. words: what it stands for, for tooltips and screen readers."""

    height: float
    words: str


class Bars(QWidget):
    """bar_chosen(int): a bar was clicked, or Enter or Space pressed on it. Left and Right move along the bars.

    left, right: words below the ends.
    """

    bar_chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._bars: tuple[Bar, ...] = ()
        self._chosen: frozenset[int] = frozenset()
        self._here = 0
        self._marker: float | None = None
        self._ends = ("", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def set_bars(self, bars: Sequence[Bar], left: str = "", right: str = "") -> None:
        """Other bars."""
        self._bars, self._ends = tuple(bars), (left, right)
        self._go_to(min(self._here, max(0, len(bars) - 1)))

    def set_marker(self, place: float | None) -> None:
        """A line across the bars, in [0, 1] from left to right; None for none."""
        self._marker = place
        self.update()

    def set_chosen(self, chosen: Sequence[int]) -> None:
        """Which bars are picked out; none stands for all."""
        self._chosen = frozenset(chosen)
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def place_of(self, number: int) -> QRectF:
        """Where a bar's column is, from the top to the words below."""
        width = self.width() / max(1, len(self._bars))
        return QRectF(number * width, 0, width, self.height() - _LINE)

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self._go_to(number)
            self.bar_chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and self._bars:
            self._go_to(min(max(self._here + _STEPS[Qt.Key(event.key())], 0), len(self._bars) - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._bars:
            self.bar_chosen.emit(self._here)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._bars[number].words if number is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bars(painter)
        floor = self.height() - _LINE + 0.5
        painter.setPen(QPen(self._colour(Role.Mid), 1))
        painter.drawLine(QPointF(0, floor), QPointF(self.width(), floor))
        if self._marker is not None:
            painter.setPen(QPen(self._colour(Role.Text), 2))
            x = 1 + self._marker * (self.width() - 2)
            painter.drawLine(QPointF(x, 0), QPointF(x, floor))
        self._paint_words(painter)

    def _paint_bars(self, painter: QPainter) -> None:
        tallest = max((bar.height for bar in self._bars), default=0.0)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, bar in enumerate(self._bars):
            place = self.place_of(number).adjusted(_GAP / 2, 4, -_GAP / 2, 0)
            if self.hasFocus() and number == self._here:
                painter.fillRect(place, self._colour(Role.Midlight))
            if bar.height > 0 and tallest > 0:
                place.setTop(place.bottom() - max(1.0, place.height() * bar.height / tallest))
                picked = not self._chosen or number in self._chosen
                painter.fillRect(place, self._colour(Role.Accent if picked else Role.Mid))

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(small_font(self))
        painter.setPen(self._colour(Role.PlaceholderText))
        line = QRectF(0, self.height() - _LINE, self.width(), _LINE)
        if self.hasFocus() and self._bars:
            words = painter.fontMetrics().elidedText(
                self._bars[self._here].words, Qt.TextElideMode.ElideRight, self.width()
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)
            return
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._ends[0])
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self._ends[1])

    def _go_to(self, number: int) -> None:
        self._here = number
        self.setAccessibleDescription(self._bars[number].words if self._bars else "")
        self.update()

    def _at(self, point: QPointF) -> int | None:
        number = int(point.x() / max(1, self.width()) * len(self._bars))
        return number if 0 <= number < len(self._bars) else None

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)
