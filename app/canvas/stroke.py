"""One stroke of the brush, from the first touch to letting go."""

from __future__ import annotations

import numpy as np

from app.canvas.painting import Dab, Rect, lay_over, stamp_segment

SOFTNESS = 0.25


class Stroke:
    """Paints into a mask (uint8 [H, W]) while it remembers how the mask was.

    subtract: takes from the mask instead of adding to it.
    """

    def __init__(self, mask: np.ndarray, *, subtract: bool) -> None:
        self.before = mask.copy()
        self.subtract = subtract
        self._mask = mask
        self._coverage = np.zeros_like(mask)
        self._last: Dab | None = None

    def extend(self, dab: Dab) -> Rect:
        """On to the next dab; returns the rectangle of the mask that may have changed."""
        start = self._last or dab
        self._last = dab
        rect = stamp_segment(coverage=self._coverage, start=start, end=dab, softness=SOFTNESS)
        lay_over(before=self.before, coverage=self._coverage, mask=self._mask, rect=rect, subtract=self.subtract)
        return rect
