"""Where a picture lies in a view: mapping points, zooming and panning. Pure arithmetic.

Positions in the view are Qt's device-independent pixels. A position in the picture counts from its top left corner in
picture pixels: the centre of the first pixel is (0.5, 0.5).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.canvas.painting import Rect

Point = tuple[float, float]
Size = tuple[int, int]
SMALLEST_SCALE, LARGEST_SCALE = 0.02, 64.0
_KEPT = 48.0


@dataclass(frozen=True)
class Viewport:
    """scale: view pixels a picture pixel. left, top: where the picture's corner lies in the view."""

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0


def to_picture(*, viewport: Viewport, at: Point) -> Point:
    """The place in the picture under a place of the view."""
    return (at[0] - viewport.left) / viewport.scale, (at[1] - viewport.top) / viewport.scale


def to_view(*, viewport: Viewport, at: Point) -> Point:
    """The place in the view where a place of the picture is seen."""
    return at[0] * viewport.scale + viewport.left, at[1] * viewport.scale + viewport.top


def rect_to_view(*, viewport: Viewport, rect: Rect) -> Rect:
    """The smallest rectangle of whole view pixels around a rectangle of picture pixels."""
    left, top = to_view(viewport=viewport, at=(rect.left, rect.top))
    right, bottom = to_view(viewport=viewport, at=(rect.right, rect.bottom))
    return Rect(math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom))


def centred(*, scale: float, picture: Size, view: Size) -> Viewport:
    """The picture in the middle of the view. Sizes are (width, height)."""
    return Viewport(scale, (view[0] - picture[0] * scale) / 2, (view[1] - picture[1] * scale) / 2)


def fitted(*, picture: Size, view: Size, margin: float, below: float = 0.0) -> Viewport:
    """The whole picture as large as the view allows, with room for words below it."""
    room = max(1.0, view[0] - 2 * margin), max(1.0, view[1] - 2 * margin - below)
    scale = min(room[0] / picture[0], room[1] / picture[1])
    in_middle = centred(scale=_bounded(scale), picture=picture, view=view)
    return panned(viewport=in_middle, dx=0.0, dy=-below / 2)


def zoomed(*, viewport: Viewport, factor: float, at: Point) -> Viewport:
    """Larger or smaller, while the place under `at` stays where it is."""
    scale = _bounded(viewport.scale * factor)
    x, y = to_picture(viewport=viewport, at=at)
    return Viewport(scale, at[0] - x * scale, at[1] - y * scale)


def panned(*, viewport: Viewport, dx: float, dy: float) -> Viewport:
    """Moved by view pixels."""
    return Viewport(viewport.scale, viewport.left + dx, viewport.top + dy)


def kept_in_view(*, viewport: Viewport, picture: Size, view: Size) -> Viewport:
    """Moved back so that some of the picture can always be seen."""
    left = _kept(viewport.left, picture[0] * viewport.scale, view[0])
    top = _kept(viewport.top, picture[1] * viewport.scale, view[1])
    return Viewport(viewport.scale, left, top)


def _kept(start: float, length: float, room: float) -> float:
    seen = min(_KEPT, length, room)
    return min(max(start, seen - length), room - seen)


def _bounded(scale: float) -> float:
    return min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
