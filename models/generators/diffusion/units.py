"""Which columns of a U-Net's weights are units (METHODS 2.1): those whose ablation is exact in the weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from torch import Tensor, nn

from models.document.units import Layer, LayerKind

_KINDS: tuple[tuple[re.Pattern[str], LayerKind], ...] = (
    (re.compile(r".*resnets\.\d+\.conv2"), "conv2"),
    (re.compile(r".*\.attn1\.to_out\.0"), "self-attention"),
    (re.compile(r".*\.attn2\.to_out\.0"), "cross-attention"),
    (re.compile(r".*\.ff\.net\.2"), "feed-forward"),
)
_STAGE = re.compile(r"(down|mid|up)_blocks?(?:\.(\d+))?\.(resnets|attentions)\.(\d+)(?:\.transformer_blocks\.(\d+))?")


@dataclass(frozen=True)
class Columns:
    """A layer, and the linear map or convolution whose input channels its units are.

    A unit is one input channel; of attention it is one head, a slice of neighbouring channels.
    """

    layer: Layer
    module: nn.Linear | nn.Conv2d

    @property
    def slice(self) -> int:
        """Input channels a unit."""
        return self.module.weight.shape[1] // self.layer.units

    def channels(self, values: Tensor) -> Tensor:
        """One number a unit, [rows, units] -> one a channel of the module's input, [rows, 1, C] or [rows, C, 1, 1]."""
        wide = values.repeat_interleave(self.slice, dim=1)
        return wide[:, :, None, None] if isinstance(self.module, nn.Conv2d) else wide[:, None, :]

    def by_unit(self, values: Tensor) -> Tensor:
        """The module's input, [rows, tokens, C] or [rows, C, h, w] -> [places, units] of all rows together."""
        last = values.movedim(1, -1) if isinstance(self.module, nn.Conv2d) else values
        return last.reshape(-1, self.layer.units, self.slice).mean(2)

    def bias(self, shifts: Tensor) -> Tensor:
        """What adding these numbers to the units adds to the module's bias: [rows, units] -> [rows, outputs].

        A convolution's taps are summed: the shift is the same at the picture's border, where a padded input has none,
        so that it is exactly a bias.
        """
        return shifts @ column_sums(self.module.weight).to(shifts.device, shifts.dtype).T


def column_sums(weight: Tensor) -> Tensor:
    """A weight [outputs, inputs, ...] summed over its taps, float32 [outputs, inputs]."""
    return weight.float().flatten(2).sum(2) if weight.ndim > 2 else weight.float()


def unit_columns(unet: nn.Module, size: int) -> Mapping[str, Columns]:
    """All layers with units by their diffusers module names, in the order in which the U-Net runs them.

    size: of the generator's own latents along one side, for the layers' resolutions.
    """
    resolutions = _resolutions(unet, size)
    found: list[Columns] = []
    for name, module in unet.named_modules():
        kind = _kind(name)
        if kind is not None and isinstance(module, nn.Linear | nn.Conv2d):
            units = _heads(unet, name) if kind.endswith("attention") else module.weight.shape[1]
            found.append(Columns(Layer(name, kind, units, resolutions[_block(name)]), module))
    return {columns.layer.name: columns for columns in sorted(found, key=lambda columns: _order(columns.layer))}


def unit_layers(unet: nn.Module, size: int) -> tuple[Layer, ...]:
    """The layers alone, for the generator's card."""
    return tuple(columns.layer for columns in unit_columns(unet, size).values())


def _kind(name: str) -> LayerKind | None:
    return next((kind for pattern, kind in _KINDS if pattern.fullmatch(name)), None)


def _heads(unet: nn.Module, name: str) -> int:
    heads = getattr(unet.get_submodule(name.removesuffix(".to_out.0")), "heads", None)
    assert isinstance(heads, int)
    return heads


def _block(name: str) -> str:
    """`down_blocks.0`, `mid_block` or `up_blocks.3`."""
    return name.split(".")[0] if name.startswith("mid_block") else ".".join(name.split(".")[:2])


def _order(layer: Layer) -> tuple[int, ...]:
    """When it runs: down, mid, up; each resnet before the attention of its number; self, cross, feed-forward."""
    match = _STAGE.match(layer.name)
    assert match is not None
    block, number, part, index, inner = match.groups()
    kinds = [kind for _, kind in _KINDS]
    return (
        ("down", "mid", "up").index(block),
        int(number or 0),
        2 * int(index) + (part == "attentions"),
        int(inner or 0),
        kinds.index(layer.kind),
    )


def _resolutions(unet: nn.Module, size: int) -> dict[str, int]:
    """Block -> pixels of its layers along one side."""
    result: dict[str, int] = {}
    for name, sampler in (("down_blocks", "downsamplers"), ("mid_block", ""), ("up_blocks", "upsamplers")):
        blocks = unet.get_submodule(name)
        for number, block in enumerate(blocks.children() if name != "mid_block" else [blocks]):
            result[name if name == "mid_block" else f"{name}.{number}"] = size
            if sampler and getattr(block, sampler) is not None:
                size = (size + 1) // 2 if sampler == "downsamplers" else size * 2
    return result
