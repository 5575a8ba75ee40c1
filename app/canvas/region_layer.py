"""The mask on the canvas with its overlay, and the stroke that is being painted into it."""

from __future__ import annotations

import numpy as np

from app.canvas.overlay import REGION, Look, Overlay
from app.canvas.painting import Dab, Rect
from app.canvas.stroke import HARDNESS, Stroke

_NOWHERE = Rect(0, 0, 0, 0)


class RegionLayer:
    """A mask uint8 [H, W] at the picture's own size. Rectangles returned are what has to be drawn anew."""

    def __init__(self, width: int, height: int, look: Look = REGION) -> None:
        self._mask = np.zeros((height, width), np.uint8)
        self.overlay = Overlay(width, height, look)
        self._stroke: Stroke | None = None

    @property
    def whole(self) -> Rect:
        """Every pixel."""
        return Rect(0, 0, self._mask.shape[1], self._mask.shape[0])

    @property
    def painting(self) -> bool:
        """Whether a stroke has begun and not ended."""
        return self._stroke is not None

    def mask(self) -> np.ndarray:
        """A copy, with the stroke that is being painted."""
        return self._mask.copy()

    def set_mask(self, mask: np.ndarray) -> None:
        """Put another mask of the same size in place; a stroke in progress is dropped, unless nothing changed."""
        if mask.dtype != np.uint8 or mask.shape != self._mask.shape:
            raise ValueError(f"A mask of uint8 {self._mask.shape} is needed, not {mask.dtype} {mask.shape}.")
        if np.array_equal(mask, self._mask if self._stroke is None else self._stroke.before):
            return
        self._stroke = None
        self._mask[:] = mask
        self.overlay.update(self._mask, self.whole)

    def show_inside_only(self, inside_only: bool) -> None:
        """Darken what is not painted, instead of tinting what is."""
        self.overlay.set_inside_only(inside_only, self._mask)

    @property
    def empty(self) -> bool:
        """Whether nothing is painted."""
        return not self._mask.any()

    def begin(self, dab: Dab, *, subtract: bool, hardness: float = HARDNESS) -> Rect:
        """The first touch of a stroke. hardness in [0, 1]: how much of the brush's radius is full."""
        self._stroke = Stroke(self._mask, subtract=subtract, softness=1 - hardness)
        return self.extend(dab)

    def cover(self, coverage: np.ndarray, rect: Rect, *, subtract: bool) -> Rect:
        """A stroke that is one shape: uint8 of the rectangle's size; `finish` ends it."""
        self._stroke = Stroke(self._mask, subtract=subtract)
        self._stroke.cover(coverage, rect)
        return self.overlay.update(self._mask, rect)

    def extend(self, dab: Dab) -> Rect:
        """On to the next dab."""
        return self.overlay.update(self._mask, self._stroke.extend(dab)) if self._stroke else _NOWHERE

    def finish(self) -> tuple[np.ndarray, np.ndarray] | None:
        """The mask before and after the stroke; None when it changed nothing."""
        stroke, self._stroke = self._stroke, None
        if stroke is None or np.array_equal(stroke.before, self._mask):
            return None
        return stroke.before, self._mask.copy()

    def abandon(self) -> None:
        """As if the stroke had not been begun."""
        stroke, self._stroke = self._stroke, None
        if stroke is not None:
            self.set_mask(stroke.before)
