"""How active units are while a U-Net samples: over whole pictures, and place by place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from models.document.scene import Prompt, Scene
from models.generators.diffusion.units import Columns

SHORT = 6  # steps of sampling: enough to see what a unit does early and late


def shortened(scene: Scene) -> Scene:
    """The scene, sampled in few steps."""
    prompt = scene.prompt or Prompt()
    return replace(scene, prompt=replace(prompt, steps=min(prompt.steps, SHORT)))


class _Mean:
    """The mean of tensors of one shape."""

    def __init__(self) -> None:
        self._count, self._sum = 0, torch.zeros([])

    def add(self, values: Tensor) -> None:
        self._count += 1
        self._sum = self._sum + values

    def value(self) -> Tensor:
        return self._sum / self._count


@contextmanager
def watched_values(columns: Mapping[str, Columns], rows: int) -> Iterator[Callable[[], dict[str, Tensor]]]:
    """While inside, the units of every row of a batch are taken in: their means over places and steps.

    Gives what to ask afterwards: layer -> float32 [rows, units]. Of a guided look, the pass with the prompt counts.
    """
    means = {name: _Mean() for name in columns}
    with ExitStack() as stack:
        for name, layer in columns.items():
            stack.callback(layer.module.register_forward_pre_hook(_taking(layer, means[name], rows)).remove)
        yield lambda: {name: mean.value() for name, mean in means.items()}


def _taking(layer: Columns, mean: _Mean, rows: int) -> Callable[[nn.Module, tuple[Tensor]], None]:
    def take(_module: nn.Module, inputs: tuple[Tensor]) -> None:
        by_place = layer.by_unit(inputs[0][-rows:].float())
        mean.add(by_place.view(rows, -1, layer.layer.units).mean(1).cpu())

    return take


@contextmanager
def watched_places(layer: Columns, unit: int, size: tuple[int, int]) -> Iterator[Callable[[], Tensor]]:
    """While inside, where one unit is large is taken in: its absolute value at every place, mean over steps.

    size: rows and columns of the latents, which say how tokens lie. Gives what to ask afterwards: float32 [h, w].
    """
    mean = _Mean()

    def take(_module: nn.Module, inputs: tuple[Tensor]) -> None:
        by_place = layer.by_unit(inputs[0][-1:].float())[:, unit].abs()
        rows = round((len(by_place) * size[0] / size[1]) ** 0.5)
        mean.add(by_place.view(rows, -1).cpu())

    with ExitStack() as stack:
        stack.callback(layer.module.register_forward_pre_hook(take).remove)
        yield mean.value
