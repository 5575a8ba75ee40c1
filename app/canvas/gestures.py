"""What lasts from a press to its release: painting a stroke, moving the picture, sizing the brush."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF

from app.canvas.tools import Deed

if TYPE_CHECKING:
    from app.canvas.view import CanvasView


class Gesture(Protocol):
    """One drag. Positions are the view's; pressure is in [0, 1]."""

    def move(self, at: QPointF, pressure: float) -> None:
        """The pointer went on."""
        ...

    def finish(self) -> None:
        """The pointer was let go."""
        ...

    def abandon(self) -> None:
        """Escape: as if it had not begun."""
        ...


class Painting:
    """A stroke of the brush, or of the eraser."""

    def __init__(self, view: CanvasView, at: QPointF, pressure: float, *, subtract: bool) -> None:
        self._view = view
        view.begin_stroke(at, pressure, subtract=subtract)

    def move(self, at: QPointF, pressure: float) -> None:
        self._view.extend_stroke(at, pressure)

    def finish(self) -> None:
        self._view.finish_stroke()

    def abandon(self) -> None:
        self._view.abandon_stroke()


class Panning:
    """The picture follows the pointer."""

    def __init__(self, view: CanvasView, at: QPointF) -> None:
        self._view, self._last, self._first = view, at, at

    def move(self, at: QPointF, pressure: float) -> None:
        self._view.pan(at.x() - self._last.x(), at.y() - self._last.y())
        self._last = at

    def finish(self) -> None:
        pass

    def abandon(self) -> None:
        self.move(self._first, 1.0)


class Sizing:
    """The brush grows to the right and shrinks to the left, around where it was pressed."""

    def __init__(self, view: CanvasView, at: QPointF) -> None:
        self._view, self._first, self._size = view, at, view.brush_size()

    def move(self, at: QPointF, pressure: float) -> None:
        moved = (at.x() - self._first.x()) / self._view.scale()
        self._view.set_brush_size(self._size + 2 * moved)

    def finish(self) -> None:
        pass

    def abandon(self) -> None:
        self._view.set_brush_size(self._size)


def begin(deed: Deed, view: CanvasView, at: QPointF, pressure: float) -> Gesture | None:
    """The gesture that a press starts."""
    if deed is Deed.PAN:
        return Panning(view, at)
    if deed is Deed.RESIZE:
        return Sizing(view, at)
    if deed in (Deed.PAINT, Deed.ERASE):
        return Painting(view, at, pressure, subtract=deed is Deed.ERASE)
    return None
