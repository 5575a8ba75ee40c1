"""The part of a U-Net that runs before a layer, run once: its outputs stand in for it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from torch import Tensor, nn

from models.generators.diffusion.units import Columns

Output = Tensor | tuple[Tensor, ...]
STAGES = ("ResnetBlock2D", "Transformer2DModel", "Downsample2D", "Upsample2D")


@dataclass
class Prefix:
    """What a run put out, stage by stage. before: layer -> how many stages had ended when it began."""

    stages: list[tuple[nn.Module, Output]] = field(default_factory=list)
    before: dict[str, int] = field(default_factory=dict)


def stages(unet: Any) -> list[nn.Module]:
    """The parts that run one after the other: a U-Net's skips connect their outputs only."""
    return [unet.conv_in, *(part for part in unet.modules() if type(part).__name__ in STAGES)]


@contextmanager
def recorded(unet: Any, columns: Mapping[str, Columns]) -> Iterator[Prefix]:
    """While inside, a run of the U-Net is written down."""
    prefix = Prefix()
    with ExitStack() as stack:
        for name, layer in columns.items():
            stack.callback(layer.module.register_forward_pre_hook(_beginning(prefix, name)).remove)
        for stage in stages(unet):
            stack.callback(stage.register_forward_hook(_ending(prefix)).remove)
        yield prefix


def _beginning(prefix: Prefix, name: str) -> Callable[[nn.Module, object], None]:
    def begin(_module: nn.Module, _inputs: object) -> None:
        prefix.before[name] = len(prefix.stages)

    return begin


def _ending(prefix: Prefix) -> Callable[[nn.Module, object, Output], None]:
    def end(module: nn.Module, _inputs: object, output: Output) -> None:
        prefix.stages.append((module, output))

    return end


@contextmanager
def replayed(prefix: Prefix, layer: str, copies: int) -> Iterator[None]:
    """While inside, stages that end before the layer begins are not run: what they put out is given `copies` times."""
    done = prefix.stages[: prefix.before[layer]]
    try:
        for module, output in done:
            module.forward = partial(_given, output, copies)
        yield
    finally:
        for module, _ in done:
            del module.forward  # the class's own again


def _given(output: Output, copies: int, *_inputs: object, **_options: object) -> Output:
    if isinstance(output, tuple):
        return tuple(part.repeat_interleave(copies, 0) for part in output)
    return output.repeat_interleave(copies, 0)
