"""A view of one picture: zoom, pan, before and after, a line of words. Painting is in app.canvas.view."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.canvas import viewport as place
from app.canvas.drawing import draw_picture, draw_pill, hint_place, label_place
from app.canvas.viewport import Viewport
from app.widgets.pictures import dropped_file, to_image

_STEP = 1.25
_MARGIN, _FOR_HINT = 16.0, 28.0
_CRISP_FROM = 2.0


class PictureView(QWidget):
    """Shows a picture on neutral grey, fitted until a person zooms or pans.

    zoom_changed(float): screen pixels a picture pixel; 1 is 100 %. file_dropped(str): one local file was dropped.
    """

    zoom_changed = Signal(float)
    file_dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self._before: QImage | None = None
        self._comparing = False
        self._hint = ""
        self._fits = True
        self._viewport = Viewport()
        self.setAcceptDrops(True)
        self.setMinimumSize(160, 120)

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
        self._before = None if picture is None else to_image(picture)
        self.update()

    def set_comparing(self, comparing: bool) -> None:
        """Show the picture before instead, where there is one."""
        self._comparing = comparing
        self.update()

    def set_hint(self, hint: str) -> None:
        """One line at the bottom; empty for none."""
        self._hint = hint
        self.setAccessibleDescription(hint)
        self.update()

    def picture_size(self) -> tuple[int, int]:
        """(width, height); (0, 0) without a picture."""
        return (0, 0) if self._picture is None else (self._picture.width(), self._picture.height())

    def shows_before(self) -> bool:
        """Whether the picture on the screen is the one without edits."""
        return self._comparing and self._before is not None

    # ------------------------------------------------------------------------------------------------ zoom and pan
    def scale(self) -> float:
        """View pixels a picture pixel."""
        return self._viewport.scale

    def zoom(self) -> float:
        """Screen pixels a picture pixel; 1 is 100 %."""
        return self.scale() * self.devicePixelRatioF()

    def fit(self) -> None:
        """The whole picture, as large as it goes; also after the window changes size."""
        self._fits = True
        if self._picture is not None:
            size = self.width(), self.height()
            self._look_at(place.fitted(picture=self.picture_size(), view=size, margin=_MARGIN, below=_FOR_HINT))

    def actual_size(self) -> None:
        """One picture pixel on one screen pixel."""
        self.zoom_by(1 / self.zoom())

    def zoom_in(self) -> None:
        """A step closer, around the middle."""
        self.zoom_by(_STEP)

    def zoom_out(self) -> None:
        """A step away, around the middle."""
        self.zoom_by(1 / _STEP)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom while the place under `at`, or the middle of the view, stays where it is."""
        point = (self.width() / 2, self.height() / 2) if at is None else at.toTuple()
        self._fits = False
        self._look_at(place.zoomed(viewport=self._viewport, factor=factor, at=point))

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by view pixels."""
        self._fits = False
        self._look_at(place.panned(viewport=self._viewport, dx=dx, dy=dy))

    def to_picture(self, at: QPointF) -> tuple[float, float]:
        """The place in the picture under a place of the view."""
        return place.to_picture(viewport=self._viewport, at=at.toTuple())

    def to_view(self, x: float, y: float) -> QPointF:
        """Where a place of the picture is seen."""
        return QPointF(*place.to_view(viewport=self._viewport, at=(x, y)))

    def _look_at(self, viewport: Viewport) -> None:
        if self._picture is None:
            return
        old = self._viewport.scale
        view = self.width(), self.height()
        self._viewport = place.kept_in_view(viewport=viewport, picture=self.picture_size(), view=view)
        self.update()
        if self._viewport.scale != old:
            self.zoom_changed.emit(self.zoom())

    # ------------------------------------------------------------------------------------------------ to paint over it
    def take_size(self) -> None:
        """Called when the picture's size has changed."""

    def paint_over(self, painter: QPainter, area: QRectF) -> None:
        """Called to draw over the picture, which covers `area` of the view."""

    # ------------------------------------------------------------------------------------------------ events
    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fits:
            self.fit()
        elif event.oldSize().isValid():
            grown = event.size() - event.oldSize()
            self._look_at(place.panned(viewport=self._viewport, dx=grown.width() / 2, dy=grown.height() / 2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.file_dropped.emit(dropped_file(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Dark))
        shown = self._before if self.shows_before() else self._picture
        if shown is not None:
            size = self.picture_size()
            area = QRectF(self.to_view(0, 0), self.to_view(*size))
            # Fitted, a small generator is looked at as a picture; whoever zooms in on it wants to see its pixels.
            draw_picture(painter, shown, area, smooth=self._fits or self.zoom() < _CRISP_FROM)
            self.paint_over(painter, area)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        if self.shows_before():
            words = self.tr("Before")
            draw_pill(painter, words, label_place(words, metrics, self.rect()))
        if self._hint:
            draw_pill(painter, self._hint, hint_place(self._hint, metrics, self.rect()))
