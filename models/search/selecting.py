"""A region from one click (METHODS 3): as far as the place that was clicked on looks alike, to the generator and to us.

What the generator's middle layers see at the click is compared with what they see everywhere (cosine similarity), and
so is the picture's colour, which is finer than they are: a place counts as alike when both are. What is more alike than
a threshold and hangs together with the click is the region; GrabCut draws its edge. Needs no torch: what is seen comes
from `models.search.seeing`.
"""

from __future__ import annotations

import cv2
import numpy as np

THRESHOLD = 0.3  # what is selected unless a person says otherwise; chosen on the bundled rooms (tests/benchmarks)
_WORKING_SIDE = 256  # larger pictures are looked at in this size
_COLOUR = 30.0  # distance in CIE Lab (JND about 2.3) at which likeness has fallen to 0.6
_PATCH = 1.5 / 64  # of the side: how far around the click its colour is taken from
_BAND = 1.5 / 64  # of the side: how far GrabCut may move the edge
_CORE = 0.45  # of the region's largest depth: what lies deeper stays
_SOFT = 1 / 128  # of the side: the edge's Gaussian
_TRUSTED = 0.6  # overlap below which GrabCut has found another thing, and is not believed
_AROUND = 4  # bands: how far around the region GrabCut looks

Place = tuple[float, float]


class Likeness:
    """How much alike every place of a picture is to the one that was clicked on: worked out once, cut at any height."""

    def __init__(self, features: np.ndarray, picture: np.ndarray, at: Place) -> None:
        """features: float [C, h, w] of the whole picture. picture: uint8 [H, W, 3]. at: (x, y) in picture pixels."""
        self._height, self._width = picture.shape[:2]
        self._small = _small(picture)
        height, width = self._small.shape[:2]
        x, y = at[0] * width / self._width, at[1] * height / self._height
        self._pixel = min(max(int(y), 0), height - 1), min(max(int(x), 0), width - 1)
        seen = similarity(features, at=(at[0] / self._width, at[1] / self._height))
        seen = cv2.resize(seen, (width, height), interpolation=cv2.INTER_CUBIC)
        self.levels = seen * np.exp(-0.5 * (_colour_distance(self._small, self._pixel) / _COLOUR) ** 2)

    def mask(self, threshold: float = THRESHOLD) -> np.ndarray:
        """uint8 [H, W], 255 inside, with a soft edge.

        threshold in [0, 1]: how far from alike a place may be; a larger one takes more.
        """
        alike = _joined(self.levels >= 1 - threshold, self._pixel)
        refined = _joined(refine(self._small, alike), self._pixel)
        sharp = (refined if _overlap(refined, alike) > _TRUSTED else alike).astype(np.uint8) * 255
        mask = cv2.GaussianBlur(sharp, (0, 0), _SOFT * max(sharp.shape), borderType=cv2.BORDER_REPLICATE)
        if mask.shape == (self._height, self._width):
            return mask
        return cv2.resize(mask, (self._width, self._height), interpolation=cv2.INTER_LINEAR)


def similarity(features: np.ndarray, at: Place) -> np.ndarray:
    """Float32 [h, w] in [-1, 1]: the cosine between what is seen at a place and everywhere; at: (x, y) in [0, 1].

    What all places have in common is taken away first, or everything would be alike.
    """
    seen = features.astype(np.float32)
    seen = seen - seen.mean((1, 2), keepdims=True)
    lengths = np.linalg.norm(seen, axis=0)
    here = _at(seen, at)
    here /= max(float(np.linalg.norm(here)), 1e-6)
    return np.tensordot(here, seen, 1) / np.maximum(lengths, 1e-6)


def refine(picture: np.ndarray, region: np.ndarray) -> np.ndarray:
    """Bool [H, W]: the region with its edge where the colours of a picture, uint8 [H, W, 3], part (Rother et al. 2004).

    Only within a band around the edge: GrabCut knows colours and nothing else, and a lamp's light is like its lamp.
    """
    band = max(1.0, _BAND * max(region.shape))
    inside, outside = _depth(region), _depth(~region)
    rows, columns = (np.flatnonzero((outside <= _AROUND * band).any(axis)) for axis in (1, 0))
    near = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    labels = np.full(region.shape, cv2.GC_BGD, np.uint8)
    labels[outside <= band] = cv2.GC_PR_BGD
    labels[region] = cv2.GC_PR_FGD
    labels[inside > min(band, _CORE * inside.max())] = cv2.GC_FGD
    cut = np.ascontiguousarray(labels[near])
    if not (cut == cv2.GC_BGD).any():  # the whole picture: nothing is left to tell it from
        return region
    cv2.setRNGSeed(0)  # the same click is the same region
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(np.ascontiguousarray(picture[near]), cut, (0, 0, 0, 0), *models, 1, cv2.GC_INIT_WITH_MASK)
    refined = np.zeros_like(region)
    refined[near] = (cut == cv2.GC_FGD) | (cut == cv2.GC_PR_FGD)
    return refined


def _at(seen: np.ndarray, at: Place) -> np.ndarray:
    """[C]: what is seen between the four nearest places of the grid."""
    height, width = seen.shape[1:]
    x, y = min(max(at[0] * width - 0.5, 0.0), width - 1.0), min(max(at[1] * height - 0.5, 0.0), height - 1.0)
    left, top = int(x), int(y)
    right, bottom = min(left + 1, width - 1), min(top + 1, height - 1)
    upper = seen[:, top, left] * (left + 1 - x) + seen[:, top, right] * (x - left)
    lower = seen[:, bottom, left] * (left + 1 - x) + seen[:, bottom, right] * (x - left)
    return upper * (top + 1 - y) + lower * (y - top)


def _small(picture: np.ndarray) -> np.ndarray:
    scale = _WORKING_SIDE / max(picture.shape[:2])
    return picture if scale >= 1 else cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _colour_distance(picture: np.ndarray, pixel: tuple[int, int]) -> np.ndarray:
    """Float32 [H, W]: in CIE Lab, from the median colour around a pixel (row, column); grain is smoothed away."""
    smooth = cv2.bilateralFilter(picture, 5, 20, 2).astype(np.float32) / 255
    lab = cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB)
    reach = round(_PATCH * max(picture.shape[:2]))
    top, left = max(0, pixel[0] - reach), max(0, pixel[1] - reach)
    patch = lab[top : pixel[0] + reach + 1, left : pixel[1] + reach + 1].reshape(-1, 3)
    return np.linalg.norm(lab - np.median(patch, 0), axis=2)


def _overlap(a: np.ndarray, b: np.ndarray) -> float:
    """Intersection over union of two regions, bool [H, W]."""
    return float((a & b).sum() / max((a | b).sum(), 1))


def _joined(alike: np.ndarray, pixel: tuple[int, int]) -> np.ndarray:
    """What hangs together with a pixel (row, column), and that pixel at least."""
    _, labels = cv2.connectedComponents(alike.astype(np.uint8), connectivity=4)
    joined = (labels == labels[pixel]) & alike
    joined[pixel] = True
    return joined


def _depth(region: np.ndarray) -> np.ndarray:
    """Float32 [H, W]: how far a place of the region is from its edge; 0 outside. The picture's own edge is none."""
    if region.all():
        return np.full(region.shape, float(max(region.shape)), np.float32)
    return cv2.distanceTransform(region.astype(np.uint8), cv2.DIST_L2, 3)
