"""What lasts from a press to its release: painting, drawing a shape, moving the picture, sizing the brush."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF

from app.canvas import shapes
from app.canvas.tools import Deed

if TYPE_CHECKING:
    from app.canvas.tool_view import ToolView

CLICK = 6.0  # view pixels: what moves less is a click


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

    def __init__(self, view: ToolView, at: QPointF, pressure: float, *, subtract: bool) -> None:
        self._view = view
        view.begin_stroke(at, pressure, subtract=subtract)

    def move(self, at: QPointF, pressure: float) -> None:
        self._view.extend_stroke(at, pressure)

    def finish(self) -> None:
        self._view.finish_stroke()

    def abandon(self) -> None:
        self._view.abandon_stroke()


class Selecting:
    """A click on a thing; what becomes a drag is a stroke of the brush from where it began."""

    def __init__(self, view: ToolView, at: QPointF, pressure: float, *, subtract: bool) -> None:
        self._view, self._first, self._pressure, self._subtract = view, at, pressure, subtract
        self.stroke: Painting | None = None

    def move(self, at: QPointF, pressure: float) -> None:
        if self.stroke is None and (at - self._first).manhattanLength() > CLICK:
            self.stroke = Painting(self._view, self._first, self._pressure, subtract=self._subtract)
        if self.stroke is not None:
            self.stroke.move(at, pressure)

    def finish(self) -> None:
        if self.stroke is not None:
            self.stroke.finish()
        else:
            self._view.pick(self._first, subtract=self._subtract)

    def abandon(self) -> None:
        if self.stroke is not None:
            self.stroke.abandon()


class Lassoing:
    """A line around a thing, closed where it is let go."""

    def __init__(self, view: ToolView, at: QPointF, *, subtract: bool) -> None:
        self._view, self._subtract = view, subtract
        self._points = [view.to_picture(at)]

    def move(self, at: QPointF, pressure: float) -> None:
        self._points.append(self._view.to_picture(at))
        self._view.show_shape(self._points)

    def finish(self) -> None:
        self._view.show_shape(())
        if len(self._points) > 2:
            self._view.fill_polygon(self._points, subtract=self._subtract)

    def abandon(self) -> None:
        self._view.show_shape(())


class Boxing:
    """A rectangle from one corner to the other."""

    def __init__(self, view: ToolView, at: QPointF, *, subtract: bool) -> None:
        self._view, self._subtract = view, subtract
        self._start = self._end = view.to_picture(at)

    def move(self, at: QPointF, pressure: float) -> None:
        self._end = self._view.to_picture(at)
        self._view.show_shape(shapes.corners(self._rect()))

    def finish(self) -> None:
        self._view.show_shape(())
        if self._end != self._start:
            self._view.fill_rectangle(self._rect(), subtract=self._subtract)

    def abandon(self) -> None:
        self._view.show_shape(())

    def _rect(self) -> shapes.Rect:
        width, height = self._view.picture_size()
        return shapes.rectangle(start=self._start, end=self._end, width=width, height=height)


class Panning:
    """The picture follows the pointer."""

    def __init__(self, view: ToolView, at: QPointF) -> None:
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

    def __init__(self, view: ToolView, at: QPointF) -> None:
        self._view, self._first, self._size = view, at, view.brush_size()

    def move(self, at: QPointF, pressure: float) -> None:
        moved = (at.x() - self._first.x()) / self._view.scale()
        self._view.set_brush_size(self._size + 2 * moved)

    def finish(self) -> None:
        pass

    def abandon(self) -> None:
        self._view.set_brush_size(self._size)


class Splitting:
    """The line between the picture before and the one after follows the pointer."""

    def __init__(self, view: ToolView) -> None:
        self._view, self._split = view, view.split()

    def move(self, at: QPointF, pressure: float) -> None:
        self._view.set_split(at.x() / self._view.width())

    def finish(self) -> None:
        pass

    def abandon(self) -> None:
        self._view.set_split(self._split)


def begin(deed: Deed, view: ToolView, at: QPointF, pressure: float, *, subtract: bool) -> Gesture | None:
    """The gesture that a press starts."""
    match deed:
        case Deed.PAN:
            return Panning(view, at)
        case Deed.RESIZE:
            return Sizing(view, at)
        case Deed.SELECT:
            return Selecting(view, at, pressure, subtract=subtract)
        case Deed.LASSO:
            return Lassoing(view, at, subtract=subtract)
        case Deed.RECTANGLE:
            return Boxing(view, at, subtract=subtract)
        case Deed.PAINT | Deed.ERASE:
            return Painting(view, at, pressure, subtract=subtract)
    return None
