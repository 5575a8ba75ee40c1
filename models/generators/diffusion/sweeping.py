"""One layer of a diffusion generator: its units ablated, in single steps and in whole pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from models.document.recipe import Change
from models.document.units import Layer, UnitId
from models.generators.diffusion.hooks import LayerChange, changed_layers
from models.generators.diffusion.points import Points
from models.generators.diffusion.prefix import Prefix, recorded, replayed
from models.generators.diffusion.units import Columns
from models.generators.generator import Changes

ABLATED = Change(gain=0.0, shift=0.0)


@torch.no_grad()
def point_prefixes(unet: Any, points: Points, columns: Mapping[str, Columns]) -> list[Prefix]:
    """Each point's step, run once and written down."""
    prefixes: list[Prefix] = []
    for point in range(len(points.timesteps)):
        with recorded(unet, columns) as prefix:
            points.value(unet, point)
        prefixes.append(prefix)
    return prefixes


class DiffusionSweep:
    """See models.generators.generator.LayerSweep."""

    def __init__(
        self,
        unet: Any,
        columns: Columns,
        points: Points,
        prefixes: Sequence[Prefix],
        variants: Callable[[Sequence[Changes]], Tensor],
    ) -> None:
        """prefixes: one a point. variants: the scene under sets of changes, as raw pictures."""
        self._unet, self._columns, self._points = unet, columns, points
        self._prefixes, self._variants = prefixes, variants

    @property
    def layer(self) -> Layer:
        """See LayerSweep.layer."""
        return self._columns.layer

    def ablated(self, units: Sequence[int]) -> Tensor:
        """See LayerSweep.ablated: sampled anew from the first step, with each unit off in all of them."""
        return self._variants([{}, *({UnitId(self.layer.name, unit): ABLATED} for unit in units)])

    @torch.no_grad()
    def probed(self, units: Sequence[int]) -> Tensor:
        """See LayerSweep.probed: exact in each of the scene's points, from the layer's stage on."""
        gains = torch.ones(1 + len(units), self.layer.units, device=self._columns.module.weight.device)
        gains[torch.arange(len(units)) + 1, torch.as_tensor(units)] = 0
        name, changes = self.layer.name, {self.layer.name: LayerChange(gains, None)}
        values: list[Tensor] = []
        for point, prefix in enumerate(self._prefixes):
            with replayed(prefix, name, len(gains)), changed_layers({name: self._columns}, changes):
                values.append(self._points.value(self._unet, point, len(gains)))
        return torch.stack(values, 1)
