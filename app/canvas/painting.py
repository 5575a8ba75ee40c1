"""Painting into masks: pure functions over arrays that touch only a small rectangle and say which.

A stroke gathers its coverage (uint8, the largest of all its stamps) in a buffer of its own and is laid over the mask
as it was before the stroke. So crossing one's own line adds nothing, and its speed does not show.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True)
class Rect:
    """Pixels from left and top up to, not including, right and bottom."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def empty(self) -> bool:
        """Whether it holds no pixel."""
        return self.right <= self.left or self.bottom <= self.top

    @property
    def slices(self) -> tuple[slice, slice]:
        """For indexing an array [H, W]."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def grown(self, pixels: int) -> Rect:
        """Wider on all four sides."""
        return Rect(self.left - pixels, self.top - pixels, self.right + pixels, self.bottom + pixels)

    def within(self, *, width: int, height: int) -> Rect:
        """The part inside a picture of that size."""
        return Rect(max(0, self.left), max(0, self.top), min(width, self.right), min(height, self.bottom))

    def scaled(self, factor: int) -> Rect:
        """The same place in a picture so many times as large."""
        return Rect(self.left * factor, self.top * factor, self.right * factor, self.bottom * factor)


@dataclass(frozen=True)
class Dab:
    """A round brush put down once. x, y, radius: in picture pixels."""

    x: float
    y: float
    radius: float


def stamp_segment(*, coverage: np.ndarray, start: Dab, end: Dab, softness: float) -> Rect:
    """Draw the brush from one dab to the next into `coverage` (uint8 [H, W]), keeping the larger value at every pixel.

    The radius changes evenly on the way. softness in [0, 1]: how much of the radius the edge takes, half of it outside;
    never less than a pixel. Returns the rectangle outside which nothing was touched.
    """
    edge = max(1.0, softness * max(start.radius, end.radius))
    rect = _around(start, end, edge / 2).within(width=coverage.shape[1], height=coverage.shape[0])
    if not rect.empty:
        here = coverage[rect.slices]
        np.maximum(here, _levels(start, end, edge, rect), out=here)
    return rect


def lay_over(*, before: np.ndarray, coverage: np.ndarray, mask: np.ndarray, rect: Rect, subtract: bool) -> None:
    """Write into `mask`, inside `rect`, what `before` becomes under a stroke: its larger value, or the rest of it.

    All are uint8 [H, W]. Subtracting takes the coverage away, not below 0: the same stroke takes back what it added.
    """
    if rect.empty:
        return
    combine = cv2.subtract if subtract else cv2.max
    mask[rect.slices] = combine(before[rect.slices], coverage[rect.slices])


def _around(start: Dab, end: Dab, more: float) -> Rect:
    """Whole pixels around both dabs, with `more` outside their radius."""
    reach = max(start.radius, end.radius) + more + 1
    left, right = min(start.x, end.x) - reach, max(start.x, end.x) + reach
    top, bottom = min(start.y, end.y) - reach, max(start.y, end.y) + reach
    return Rect(math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom))


def _levels(start: Dab, end: Dab, edge: float, rect: Rect) -> np.ndarray:
    """The coverage of a segment at the pixels of `rect`: uint8, by the distance of their centres from its line."""
    x = np.arange(rect.left, rect.right, dtype=np.float32) + np.float32(0.5 - start.x)
    y = (np.arange(rect.top, rect.bottom, dtype=np.float32) + np.float32(0.5 - start.y))[:, None]
    dx, dy = end.x - start.x, end.y - start.y
    squared = dx * dx + dy * dy
    if squared < 1e-6:
        distance = cv2.sqrt(x * x + y * y)
        inside = max(start.radius, end.radius) - distance
    else:
        along = np.clip(x * np.float32(dx / squared) + y * np.float32(dy / squared), 0.0, 1.0)
        across_x, across_y = x - along * np.float32(dx), y - along * np.float32(dy)
        distance = cv2.sqrt(across_x * across_x + across_y * across_y)
        inside = np.float32(start.radius) + along * np.float32(end.radius - start.radius) - distance
    return cv2.convertScaleAbs(np.clip(inside * np.float32(255 / edge) + np.float32(127.5), 0.0, 255.0))
