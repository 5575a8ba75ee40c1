"""Changes in a part of the picture: a unit's value is changed by as much as the region covers its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from models.document.recipe import PlacedChanges
from models.document.region import Region
from models.document.units import UnitId
from models.generators.diffusion.hooks import Sigma, check_shift
from models.generators.diffusion.units import Columns
from models.generators.places import resized_mask


class Weight(NamedTuple):
    """What a region does to a unit where it covers its place wholly: `value -> gain * value + shift`."""

    region: Region
    gain: float
    shift: float


@contextmanager
def placed_layers(
    columns: Mapping[str, Columns], sigma: Sigma, placed: Sequence[PlacedChanges], size: tuple[int, int]
) -> Iterator[None]:
    """While inside, units run changed in the regions.

    A value becomes `(1 + mask * (gain - 1)) * value + mask * shift * sigma`, joined with all else that changes it:
    gains multiply, shifts add. size: rows and columns of the latents, from which follows where a token is.
    Raises UnlitError for a shifted attention head.
    """
    weights = {unit: _weights(columns, unit, placed, sigma) for unit in sorted({u for p in placed for u in p.changes})}
    with ExitStack() as stack:  # only now: sigma may have to look at units as they are
        for name in {unit.layer for unit in weights}:
            mine = {unit.index: each for unit, each in weights.items() if unit.layer == name}
            hook = _placing(columns[name], mine, size)
            stack.callback(columns[name].module.register_forward_pre_hook(hook).remove)
        yield


def _weights(
    columns: Mapping[str, Columns], unit: UnitId, placed: Sequence[PlacedChanges], sigma: Sigma
) -> list[Weight]:
    found: list[Weight] = []
    for each in placed:
        if unit in each.changes:
            change = each.changes[unit]
            check_shift(columns[unit.layer], change)
            found.append(Weight(each.region, change.gain, change.shift * sigma(unit) if change.shift else 0.0))
    return found


def _placing(
    columns: Columns, weights: Mapping[int, Sequence[Weight]], size: tuple[int, int]
) -> Callable[[nn.Module, tuple[Tensor]], Tensor]:
    """weights: of each unit of the layer that is changed."""

    def place(_module: nn.Module, inputs: tuple[Tensor]) -> Tensor:
        x = inputs[0].clone()
        is_plane = isinstance(columns.module, nn.Conv2d)
        where = (x.shape[2], x.shape[3]) if is_plane else grid(x.shape[1], size)
        for index, each in weights.items():
            gain, shift = (values.to(x) for values in _maps(each, where))
            channels = slice(index * columns.slice, (index + 1) * columns.slice)
            part = x[:, channels] if is_plane else x[:, :, channels].mT  # channels before places; a view either way
            part.mul_(gain if is_plane else gain.flatten()).add_(shift if is_plane else shift.flatten())
        return x

    return place


def _maps(weights: Sequence[Weight], size: tuple[int, int]) -> tuple[Tensor, Tensor]:
    """What the unit's value is multiplied with at each place, and what is added to it: float32 [h, w] each."""
    gain, shift = np.ones(size, np.float32), np.zeros(size, np.float32)
    for weight in weights:
        mask = resized_mask(weight.region, *size)
        gain *= 1 + mask * np.float32(weight.gain - 1)
        shift += mask * np.float32(weight.shift)
    return torch.from_numpy(gain), torch.from_numpy(shift)


def grid(tokens: int, size: tuple[int, int]) -> tuple[int, int]:
    """Rows and columns of a layer with so many tokens: the latents' size, halved as often as it takes."""
    height, width = size
    while height * width > tokens:
        height, width = (height + 1) // 2, (width + 1) // 2
    return height, width
