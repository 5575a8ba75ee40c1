"""Thumbnails in rows that fill the width; arrow keys move between them, and Tab passes them as one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.tab_order import go_to
from app.widgets.thumbnail import CAPTION_HEIGHT, Thumbnail

_GAP = 6


class ThumbnailGrid(QWidget):
    """Lays out thumbnails in the order given; a thumbnail that stays keeps its widget, so nothing flickers."""

    def __init__(self, parent: QWidget | None = None, *, smallest: int = 76) -> None:
        super().__init__(parent)
        self._smallest = smallest
        self._thumbnails: list[Thumbnail] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def thumbnails(self) -> tuple[Thumbnail, ...]:
        """In their order on the screen."""
        return tuple(self._thumbnails)

    def set_thumbnails(self, thumbnails: Sequence[Thumbnail]) -> None:
        """Show these, in this order; the others leave the grid and are deleted."""
        for gone in set(self._thumbnails) - set(thumbnails):
            gone.hide()
            gone.deleteLater()
        self._thumbnails = list(thumbnails)
        for before, thumbnail in zip([None, *thumbnails], thumbnails, strict=False):
            thumbnail.setParent(self)
            thumbnail.show()
            if before is not None:
                QWidget.setTabOrder(before, thumbnail)
        self._place()

    def tab_stop(self) -> Thumbnail | None:
        """The last that had the focus, or the first."""
        last = self.focusWidget()
        return next((each for each in self._thumbnails if each is last), next(iter(self._thumbnails), None))

    def columns(self) -> int:
        """How many fit beside one another."""
        return max(1, (self.width() + _GAP) // (self._smallest + _GAP))

    def sizeHint(self) -> QSize:
        return QSize(3 * (self._smallest + _GAP) - _GAP, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        steps |= {Qt.Key.Key_Up: -self.columns(), Qt.Key.Key_Down: self.columns()}
        step = steps.get(Qt.Key(event.key()))
        here = next((i for i, thumbnail in enumerate(self._thumbnails) if thumbnail.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        elif 0 <= here + step < len(self._thumbnails):
            go_to(self._thumbnails[here + step], Qt.FocusReason.TabFocusReason)

    def _place(self) -> None:
        columns = self.columns()
        side = (self.width() - _GAP * (columns - 1)) // columns
        height = side + CAPTION_HEIGHT
        for i, thumbnail in enumerate(self._thumbnails):
            row, column = divmod(i, columns)
            thumbnail.setGeometry(column * (side + _GAP), row * (height + _GAP), side, height)
        rows = -(-len(self._thumbnails) // columns)
        self.setFixedHeight(max(0, rows * (height + _GAP) - _GAP))
