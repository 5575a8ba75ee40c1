"""How far each unit strays by itself: the standard deviation that a shift is counted in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

import torch
from torch import Tensor, nn

from models.document.scene import Prompt, Scene
from models.generators.diffusion.units import Columns

# Small and fixed: 16 looks at all places of the picture. Nothing is asked for, as no prompt suits every generator.
FIXED_SCENES = tuple(Scene(seed=seed, prompt=Prompt(steps=4, guidance=1.0)) for seed in range(4))


class _Moments:
    """Count, sum and sum of squares of a layer's units; float64 as the squares nearly cancel."""

    def __init__(self, units: int) -> None:
        self._count, self._sums = 0, torch.zeros(2, units, dtype=torch.float64)

    def add(self, values: Tensor) -> None:
        """values: [places, units]."""
        single = values.float()
        self._count += len(values)
        self._sums += torch.stack([single.sum(0), single.square().sum(0)]).cpu()

    def deviation(self) -> Tensor:
        """float32 [units]."""
        mean, square = self._sums / self._count
        return (square - mean.square()).clamp_min(0).sqrt().float()


@contextmanager
def deviations(columns: Mapping[str, Columns]) -> Iterator[Callable[[], dict[str, Tensor]]]:
    """While inside, all that the layers' units are is taken in. Gives what to ask afterwards: layer -> [units]."""
    moments = {name: _Moments(layer.layer.units) for name, layer in columns.items()}
    with ExitStack() as stack:
        for name, layer in columns.items():
            hook = _watching(layer, moments[name])
            stack.callback(layer.module.register_forward_pre_hook(hook).remove)
        yield lambda: {name: moment.deviation() for name, moment in moments.items()}


def _watching(layer: Columns, moments: _Moments) -> Callable[[nn.Module, tuple[Tensor]], None]:
    def watch(_module: nn.Module, inputs: tuple[Tensor]) -> None:
        moments.add(layer.by_unit(inputs[0]))

    return watch
