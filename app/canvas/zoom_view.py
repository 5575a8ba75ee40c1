"""ZoomView: a picture that is looked at closer or from farther away, and moved."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.canvas import viewport as place
from app.canvas.viewport import Viewport

_STEP = 1.25
_MARGIN, _FOR_HINT = 16.0, 28.0


class ZoomView(QWidget):
    """Where the picture lies. It is fitted until a person zooms or pans.

    zoom_changed(float): screen pixels a picture pixel; 1 is 100 %. Places in the view are those of its first pane:
    `local` brings any other there.
    """

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fits = True
        self._viewport = Viewport()
        self.setMinimumSize(160, 120)

    def picture_size(self) -> tuple[int, int]:
        """(width, height); (0, 0) without a picture."""
        raise NotImplementedError

    def room(self) -> tuple[int, int]:
        """(width, height) of what one picture is shown in."""
        return self.width(), self.height()

    def local(self, at: QPointF) -> QPointF:
        """A place of the widget in the first pane."""
        return at

    def scale(self) -> float:
        """View pixels a picture pixel."""
        return self._viewport.scale

    def zoom(self) -> float:
        """Screen pixels a picture pixel; 1 is 100 %."""
        return self.scale() * self.devicePixelRatioF()

    def fit(self) -> None:
        """The whole picture, as large as it goes; also after the window changes size."""
        self._fits = True
        if self._has_picture():
            fitted = place.fitted(picture=self.picture_size(), view=self.room(), margin=_MARGIN, below=_FOR_HINT)
            self._look_at(fitted)

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
        width, height = self.room()
        point = (width / 2, height / 2) if at is None else at.toTuple()
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

    def _has_picture(self) -> bool:
        return self.picture_size() != (0, 0)

    def _look_at(self, viewport: Viewport) -> None:
        if not self._has_picture():
            return
        old = self._viewport.scale
        self._viewport = place.kept_in_view(viewport=viewport, picture=self.picture_size(), view=self.room())
        self.update()
        if self._viewport.scale != old:
            self.zoom_changed.emit(self.zoom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fits:
            self.fit()
        elif event.oldSize().isValid():
            grown, part = event.size() - event.oldSize(), self.room()[0] / self.width()
            dx, dy = grown.width() * part / 2, grown.height() / 2
            self._look_at(place.panned(viewport=self._viewport, dx=dx, dy=dy))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(_STEP ** (event.angleDelta().y() / 120), self.local(event.position()))
        event.accept()
