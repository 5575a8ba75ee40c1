"""What is painted as people see it: a tint and an outline over the picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import cv2
import numpy as np
from PySide6.QtGui import QImage

from app.canvas.painting import Rect


@dataclass(frozen=True)
class Look:
    """tint, outline: colours 0xRRGGBB. striped: for those who cannot tell the colours of two looks apart."""

    tint: int
    outline: int
    striped: bool = False


# Blue stands out from lamp light, skin, wood and grass alike.
REGION = Look(0x40B0FF, 0xA5DCFF)
KEEP = Look(0x16C79A, 0x7FF0CF, striped=True)
_STRIPE = 28


class Style(Enum):
    """How what is painted is shown: tinted, by its outline alone, or by darkening everything else."""

    TINT = auto()
    OUTLINE = auto()
    INSIDE = auto()


_FINE_SIDE = 1024
_BORDER = 3
_RIM = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))


class Overlay:
    """Two images made from a mask, kept up to date by small rectangles.

    A mask of few pixels is drawn finer than it is, so that its outline is thin and its edge smooth on the screen.
    """

    def __init__(self, width: int, height: int, look: Look = REGION) -> None:
        self.factor = max(1, _FINE_SIDE // max(width, height))
        shape = height * self.factor, width * self.factor
        self._look, self._outlines = look, _premultiplied(look.outline)[[0, 255]]
        self._tints = _premultiplied(look.tint)
        self._stripes = _stripes(shape) if look.striped else None
        self._tint, self._outline = np.zeros(shape, np.uint32), np.zeros(shape, np.uint32)
        self.tint, self.outline = _image_over(self._tint), _image_over(self._outline)

    def update(self, mask: np.ndarray, rect: Rect) -> Rect:
        """Draw the mask (uint8 [H, W]) anew in `rect` and just around it; returns the part drawn, in mask pixels."""
        height, width = mask.shape
        drawn = rect.grown(_BORDER).within(width=width, height=height)
        if rect.empty or drawn.empty:
            return Rect(0, 0, 0, 0)
        place, wide = drawn.scaled(self.factor), drawn.grown(_BORDER).within(width=width, height=height)
        levels = self._finer(mask[wide.slices])
        inner = _relative(place, wide.scaled(self.factor)).slices
        covered = levels[inner] if self._stripes is None else levels[inner] * self._stripes[place.slices]
        self._tint[place.slices] = np.take(self._tints, covered)
        self._outline[place.slices] = np.take(self._outlines, _edge(levels)[inner])
        return drawn

    def set_inside_only(self, inside_only: bool, mask: np.ndarray) -> None:
        """Let the tint be black around what is painted, instead of a colour on it."""
        self._tints = _premultiplied(0)[::-1].copy() if inside_only else _premultiplied(self._look.tint)
        self.update(mask, Rect(0, 0, mask.shape[1], mask.shape[0]))

    def _finer(self, levels: np.ndarray) -> np.ndarray:
        if self.factor == 1:
            return levels
        return cv2.resize(levels, None, fx=self.factor, fy=self.factor, interpolation=cv2.INTER_LINEAR)


def _relative(inner: Rect, outer: Rect) -> Rect:
    """Where `inner` lies in a cut-out of `outer`. What is cut is wider than what is kept: its rim is not exact."""
    left, top = outer.left, outer.top
    return Rect(inner.left - left, inner.top - top, inner.right - left, inner.bottom - top)


def _edge(levels: np.ndarray) -> np.ndarray:
    """uint8, 1 along the inner rim of what is more than half covered."""
    inside = (levels >= 128).astype(np.uint8)
    return inside - cv2.erode(inside, _RIM)


def _stripes(shape: tuple[int, int]) -> np.ndarray:
    """uint8 [H, W], 1 on slanting stripes and 0 between them."""
    rows, columns = np.ogrid[: shape[0], : shape[1]]
    return ((rows + columns) % _STRIPE < _STRIPE // 2).astype(np.uint8)


def _image_over(array: np.ndarray) -> QImage:
    """An image that shares the array's memory: it shows what is written there later."""
    height, width = array.shape
    return QImage(array.data, width, height, array.strides[0], QImage.Format.Format_ARGB32_Premultiplied)


def _premultiplied(colour: int) -> np.ndarray:
    """uint32 [256]: the colour 0xRRGGBB at every opacity, as Qt's premultiplied 0xAARRGGBB."""
    levels = np.arange(256, dtype=np.uint32)
    red, green, blue = ((colour >> shift & 255) * levels // 255 for shift in (16, 8, 0))
    return (levels << 24 | red << 16 | green << 8 | blue).astype(np.uint32)
