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
    weights = {unit: _weights(columns, unit, placed, sigma) for unit in {unit for p in placed for unit in p.changes}}
    with ExitStack() as stack:  # only now: sigma may have to look at units as they are
        for unit, each in sorted(weights.items()):
            hook = _placing(columns[unit.layer], unit, each, size)
            stack.callback(columns[unit.layer].module.register_forward_pre_hook(hook).remove)
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
    columns: Columns, unit: UnitId, weights: Sequence[Weight], size: tuple[int, int]
) -> Callable[[nn.Module, tuple[Tensor]], Tensor]:
    channels = slice(unit.index * columns.slice, (unit.index + 1) * columns.slice)

    def place(_module: nn.Module, inputs: tuple[Tensor]) -> Tensor:
        x = inputs[0].clone()
        if isinstance(columns.module, nn.Conv2d):
            gain, shift = (each.to(x) for each in _maps(weights, (x.shape[2], x.shape[3])))
            x[:, channels] = x[:, channels] * gain + shift
        else:
            gain, shift = (each.to(x).flatten()[:, None] for each in _maps(weights, grid(x.shape[1], size)))
            x[:, :, channels] = x[:, :, channels] * gain + shift
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
