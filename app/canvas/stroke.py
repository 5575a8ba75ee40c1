"""One change of a mask by a tool, from the first touch to letting go."""

from __future__ import annotations

import numpy as np

from app.canvas.painting import Dab, Rect, lay_over, stamp_segment

HARDNESS = 0.75  # of a brush, unless a person says otherwise


class Stroke:
    """Paints into a mask (uint8 [H, W]) while it remembers how the mask was.

    subtract: takes from the mask instead of adding to it. softness in [0, 1]: see `stamp_segment`.
    """

    def __init__(self, mask: np.ndarray, *, subtract: bool, softness: float = 1 - HARDNESS) -> None:
        self.before = mask.copy()
        self.subtract = subtract
        self._softness = softness
        self._mask = mask
        self._coverage = np.zeros_like(mask)
        self._last: Dab | None = None

    def extend(self, dab: Dab) -> Rect:
        """On to the next dab; returns the rectangle of the mask that may have changed."""
        start = self._last or dab
        self._last = dab
        rect = stamp_segment(coverage=self._coverage, start=start, end=dab, softness=self._softness)
        lay_over(before=self.before, coverage=self._coverage, mask=self._mask, rect=rect, subtract=self.subtract)
        return rect

    def cover(self, coverage: np.ndarray, rect: Rect) -> None:
        """A whole shape at once: coverage is uint8 of the rectangle's size."""
        self._coverage[rect.slices] = np.maximum(self._coverage[rect.slices], coverage)
        lay_over(before=self.before, coverage=self._coverage, mask=self._mask, rect=rect, subtract=self.subtract)
