"""A view of one picture and of the one before its edits, beside each other or in turn; a line of words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from app.canvas import compare as comparing
from app.canvas.compare import Compare, Pane, pane_at, panes_of
from app.canvas.drawing import draw_line, draw_picture, draw_pill, hint_place, label_place
from app.canvas.zoom_view import ZoomView
from app.widgets.pictures import dropped_file, to_image

_CRISP_FROM = 2.0


class PictureView(ZoomView):
    """Shows a picture on neutral grey. Painting is in app.canvas.view.

    file_dropped(str): one local file was dropped. compare_changed(Compare): something else is shown beside it.
    """

    file_dropped = Signal(str)
    compare_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self._before: QImage | None = None
        self._compare, self._holding = Compare.AFTER, False
        self._split = comparing.SPLIT
        self._hint = ""
        self.setAcceptDrops(True)

    # ------------------------------------------------------------------------------------------------ what it shows
    def set_picture(self, picture: np.ndarray | None) -> None:
        """uint8 [H, W, 3], copied; None for no picture. One of another size is shown fitted."""
        old = self.picture_size()
        self._picture = None if picture is None else to_image(picture)
        if self.picture_size() != old:
            self.take_size()
            self.fit()
        self.update()

    def set_before(self, picture: np.ndarray | None) -> None:
        """What the generator makes without any edit, to compare with."""
        with self._other_panes():
            self._before = None if picture is None else to_image(picture)

    def set_comparing(self, comparing: bool) -> None:
        """Show the picture before for now, where there is one; afterwards what was shown is shown again."""
        with self._other_panes():
            self._holding = comparing

    def compare(self) -> Compare:
        """What is shown beside the picture, whatever is held for now."""
        return self._compare

    def set_compare(self, compare: Compare) -> None:
        """Show the picture before beside the one with edits, or not."""
        if compare is not self._compare:
            with self._other_panes():
                self._compare = compare
            self.compare_changed.emit(compare)

    def toggle_compare(self, compare: Compare) -> None:
        """Show it beside the picture, or not any more."""
        self.set_compare(Compare.AFTER if self._compare is compare else compare)

    def split(self) -> float:
        """Where the line between the pictures is, as a part of the view's width."""
        return self._split

    def set_split(self, split: float) -> None:
        """Move the line; it stays in view."""
        self._split = comparing.bounded_split(split)
        self.update()

    def set_hint(self, hint: str) -> None:
        """One line at the bottom; empty for none."""
        self._hint = hint
        self.setAccessibleDescription(hint)
        self.update()

    def picture_size(self) -> tuple[int, int]:
        return (0, 0) if self._picture is None else (self._picture.width(), self._picture.height())

    def shows_before(self) -> bool:
        """Whether the picture on the screen is the one without edits."""
        return self.shown() is Compare.BEFORE

    def shown(self) -> Compare:
        """What is seen now: nothing is compared while there is no picture before."""
        if self._before is None:
            return Compare.AFTER
        return Compare.BEFORE if self._holding else self._compare

    # ------------------------------------------------------------------------------------------------ panes
    def panes(self) -> tuple[Pane, ...]:
        """From left to right."""
        return panes_of(compare=self.shown(), width=self.width(), split=self._split)

    def room(self) -> tuple[int, int]:
        halves = self.shown() is Compare.SIDE_BY_SIDE
        return self.width() // 2 if halves else self.width(), self.height()

    def local(self, at: QPointF) -> QPointF:
        return at - QPointF(pane_at(panes=self.panes(), x=at.x()).shift, 0.0)

    def redraw(self, rect: QRect) -> None:
        """Draw a part of the first pane anew, and the same part of the others."""
        for shift in {round(pane.shift) for pane in self.panes()}:
            self.update(rect.translated(shift, 0))

    @contextmanager
    def _other_panes(self) -> Iterator[None]:
        """While inside, what is shown changes: what was in the middle of a pane is there afterwards, too."""
        width = self.room()[0]
        yield
        if self._fits:
            self.fit()
        elif self.room()[0] != width:
            self.pan((self.room()[0] - width) / 2, 0.0)
        self.update()

    # ------------------------------------------------------------------------------------------------ to paint over it
    def take_size(self) -> None:
        """Called when the picture's size has changed."""

    def paint_over(self, painter: QPainter, area: QRectF) -> None:
        """Called to draw over the picture with edits, which covers `area` of the pane."""

    def paint_pointer(self, painter: QPainter) -> None:
        """Called to draw over every pane."""

    # ------------------------------------------------------------------------------------------------ events
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.file_dropped.emit(dropped_file(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Dark))
        for pane in self.panes():
            painter.save()
            painter.setClipRect(QRectF(pane.left, 0, pane.right - pane.left, self.height()))
            painter.translate(pane.shift, 0)
            self._paint_pane(painter, pane)
            painter.restore()
        self._paint_words(painter)

    def _paint_pane(self, painter: QPainter, pane: Pane) -> None:
        shown = self._before if pane.before else self._picture
        if shown is not None:
            area = QRectF(self.to_view(0, 0), self.to_view(*self.picture_size()))
            # Fitted, a small generator is looked at as a picture; whoever zooms in on it wants to see its pixels.
            draw_picture(painter, shown, area, smooth=self._fits or self.zoom() < _CRISP_FROM)
            if not pane.before:
                self.paint_over(painter, area)
        self.paint_pointer(painter)

    def _paint_words(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        panes = self.panes()
        if len(panes) > 1:
            draw_line(painter, panes[1].left, self.height(), grip=self.shown() is Compare.SPLIT)
        for pane in panes:
            if pane.before or len(panes) > 1:
                words = self.tr("Before") if pane.before else self.tr("After")
                place = label_place(words, metrics, QRect(round(pane.left), 0, round(pane.right - pane.left), 0))
                draw_pill(painter, words, place)
        if self._hint:
            draw_pill(painter, self._hint, hint_place(self._hint, metrics, self.rect()))
