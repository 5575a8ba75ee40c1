"""Changes in a part of the picture: what is added to a layer's styles at each place of its input (METHODS 1.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np
import torch
from torch import Tensor

from models.document.recipe import Change, PlacedChanges
from models.document.region import Region
from models.document.units import UnitId

# A mask's edge at a layer is a Gaussian of the picture's pixels there divided by this.
SOFTNESS = 16
KEPT = 32  # masks of a few megabytes at most


class Frame(NamedTuple):
    """A layer's input along one side. picture: pixels of the picture, in the middle. size: all of them."""

    picture: int
    size: int


class Places(NamedTuple):
    """units: [K] of a layer. added: [N, K, S, S], to the styles of these units at each place of the layer's input."""

    units: Tensor
    added: Tensor

    def times(self, factor: Tensor | float) -> Places:
        """With everything multiplied by a number, or by one a picture, [N, 1]."""
        return Places(self.units, self.added * (factor[:, :, None, None] if isinstance(factor, Tensor) else factor))


def scaled(x: Tensor, styles: Tensor, places: Places | None) -> Tensor:
    """A layer's input [N or 1, I, S, S] times its styles [N or 1, I], which may be others in some places."""
    result = x * styles.to(x.dtype)[:, :, None, None]
    if places is not None:
        result[:, places.units] += x[:, places.units] * places.added.to(x.dtype)
    return result


@lru_cache(maxsize=KEPT)
def mask_at(region: Region, frame: Frame) -> np.ndarray:
    """The region in a layer's input, soft: float32 [S, S] in [0, 1]; the margin is as the picture's border."""
    mask = resized_mask(region, frame.picture, frame.picture)
    before = (frame.size - frame.picture) // 2
    after = frame.size - frame.picture - before
    mask = cv2.copyMakeBorder(mask, before, after, before, after, cv2.BORDER_REPLICATE)
    return cv2.GaussianBlur(mask, (0, 0), frame.picture / SOFTNESS, borderType=cv2.BORDER_REPLICATE)


@lru_cache(maxsize=KEPT)
def resized_mask(region: Region, height: int, width: int) -> np.ndarray:
    """The region as float32 [height, width]: averaged over areas when smaller, interpolated when larger."""
    shrinks = width <= region.width and height <= region.height
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return cv2.resize(region.mask(), (width, height), interpolation=how)


def places_of(
    layer: str,
    style: Tensor,
    throughout: Mapping[UnitId, Change],
    placed: Sequence[PlacedChanges],
    frame: Frame,
    sigma: Callable[[UnitId], float],
) -> Places:
    """What placed changes add at each place of one layer, beside what changes throughout the picture.

    style: as generated, [N, units]. Gains multiply and shifts add as they do everywhere; inside a soft edge the change
    is in part: a gain is `1 + mask * (gain - 1)` there.
    """
    units = sorted({unit for each in placed for unit in each.changes if unit.layer == layer})
    added = [
        _added(unit, style[:, unit.index], throughout.get(unit, Change(1.0, 0.0)).gain, placed, frame, sigma)
        for unit in units
    ]
    return Places(torch.tensor([unit.index for unit in units], device=style.device), torch.stack(added, 1))


def _added(
    unit: UnitId,
    style: Tensor,
    gain: float,
    placed: Sequence[PlacedChanges],
    frame: Frame,
    sigma: Callable[[UnitId], float],
) -> Tensor:
    """[N, S, S]. style: [N], of one unit. gain: of the unit throughout the picture."""
    factor, shift = np.float32(1), np.float32(0)
    for each in placed:
        if unit in each.changes:
            mask, change = mask_at(each.region, frame), each.changes[unit]
            factor = factor * (1 + mask * np.float32(change.gain - 1))
            shift = shift + mask * np.float32(change.shift * sigma(unit) if change.shift else 0)
    more = torch.as_tensor(gain * (factor - 1), device=style.device)
    return style[:, None, None] * more + torch.as_tensor(shift, device=style.device)
