"""What must be known of a StyleGAN2 beside its tensors."""

from __future__ import annotations

import math
from typing import Annotated, Literal

import msgspec

from models.document.errors import UnlitError
from models.document.units import Layer

Width = Annotated[int, msgspec.Meta(ge=1, le=8192)]
LARGEST_RESOLUTION = 4096
DRAFT_RESOLUTION = 64  # pixels along one side of a draft: a tenth of the work of 1024


class StyleGAN2Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The architecture. channels: output channels of the blocks 4, 8, ... resolution, in this order.

    architecture: "skip" sums an RGB of every block, "resnet" adds shortcuts, "orig" has neither; the last two have one
    toRGB, at the end. classes: 0 when unconditional. conv_clamp: activations are clamped to +- this many.
    half_blocks: how many of the highest resolutions run in half precision where a GPU does. truncation: the usual psi.
    """

    z_dim: Width
    w_dim: Width
    channels: Annotated[tuple[Width, ...], msgspec.Meta(max_length=16)]
    mapping_layers: Annotated[int, msgspec.Meta(ge=1, le=64)]
    architecture: Literal["skip", "resnet", "orig"] = "skip"
    classes: Annotated[int, msgspec.Meta(ge=0, le=2**20)] = 0
    lr_multiplier: Annotated[float, msgspec.Meta(gt=0, le=100)] = 0.01
    conv_clamp: Annotated[float, msgspec.Meta(gt=0)] | None = None
    half_blocks: Annotated[int, msgspec.Meta(ge=0, le=16)] = 0
    noise: bool = True
    truncation: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.7

    @property
    def family(self) -> str:
        """The generator's family, for people."""
        return "StyleGAN2"

    @property
    def grows(self) -> bool:
        """Whether a small picture is there before the whole one, which is the sum of RGBs of all sizes."""
        return self.architecture == "skip" and self.resolution > DRAFT_RESOLUTION

    @property
    def resolution(self) -> int:
        """Pixels along one side of a picture."""
        return 2 ** (len(self.channels) + 1)

    @property
    def resolutions(self) -> tuple[int, ...]:
        """Of the blocks: 4, 8, ... resolution."""
        return tuple(4 * 2**i for i in range(len(self.channels)))

    @property
    def num_ws(self) -> int:
        """How many w a picture takes: one a convolution, and one for the last toRGB."""
        return 2 * len(self.channels)

    @property
    def signature(self) -> str:
        """Equal for generators whose units correspond one to one."""
        widths = "-".join(map(str, self.channels))
        return f"stylegan2 {self.architecture} {self.resolution} channels {widths}"

    def has_torgb(self, resolution: int) -> bool:
        """Whether the block of this resolution makes an RGB."""
        return self.architecture == "skip" or resolution == self.resolution

    def runs_half(self, resolution: int) -> bool:
        """Whether the block of this resolution runs in half precision on a GPU."""
        return resolution >= max(2 ** (int(math.log2(self.resolution)) + 1 - self.half_blocks), 8)

    def layers(self) -> tuple[Layer, ...]:
        """The layers with units, in the order in which they run, with the names Cui et al. and rosinality give them."""
        found: list[Layer] = []
        for i, resolution in enumerate(self.resolutions):
            here, before = self.channels[i], self.channels[max(i - 1, 0)]
            if i == 0:
                found.append(Layer("b4.conv1", "conv", here, 4, ("layer2", "conv1")))
            else:
                first = 2 * (i - 1)
                for conv, width, k in (("conv0", before, first), ("conv1", here, first + 1)):
                    aliases = (f"layer{k + 3}", f"convs.{k}")
                    found.append(Layer(f"b{resolution}.{conv}", "conv", width, resolution, aliases))
            if self.has_torgb(resolution):
                alias = "to_rgb1" if i == 0 else f"to_rgbs.{i - 1}"
                found.append(Layer(f"b{resolution}.torgb", "torgb", here, resolution, (alias,)))
        return tuple(found)


def check_config(config: StyleGAN2Config) -> StyleGAN2Config:
    """The configuration itself. Raises UnlitError for pictures too small or too large to be shown."""
    if len(config.channels) < 2 or config.resolution > LARGEST_RESOLUTION:
        raise UnlitError(f"A generator of {config.resolution} x {config.resolution} pictures cannot be shown.")
    return config
