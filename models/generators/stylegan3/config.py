"""What must be known of a StyleGAN3 beside its tensors."""

from __future__ import annotations

from typing import Annotated

import msgspec

from models.document.errors import UnlitError
from models.document.units import Layer

Width = Annotated[int, msgspec.Meta(ge=1, le=8192)]
Size = Annotated[int, msgspec.Meta(ge=1, le=8192)]
Factor = Annotated[int, msgspec.Meta(ge=1, le=16)]
Taps = Annotated[int, msgspec.Meta(ge=1, le=256)]
Pad = Annotated[int, msgspec.Meta(ge=-8192, le=8192)]
Frequency = Annotated[float, msgspec.Meta(ge=0, le=65536)]
Positive = Annotated[float, msgspec.Meta(gt=0, le=65536)]
LARGEST_RESOLUTION = 4096
LARGEST_PLANES = 2**31  # numbers that one layer may hold for a picture: 8 GiB


class LayerConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One layer: a modulated convolution, then a leaky ReLU at a higher sampling rate between two low-pass filters.

    name: NVIDIA's, `L{i}_{size}_{channels}`. Sizes are pixels along one side, the margin around the picture included.
    padding: zeros before and after, at the higher rate; negative crops. The `tmp` rate is the leaky ReLU's. Cutoffs and
    half widths of the transition bands are those the stored filters were designed for, in cycles a picture.
    clamp: activations are clamped to +- this many. half: runs in half precision where a GPU does.
    """

    name: Annotated[str, msgspec.Meta(pattern=r"^L\d{1,3}_\d{1,5}_\d{1,5}\Z")]
    in_channels: Width
    out_channels: Width
    in_size: Size
    out_size: Size
    in_sampling_rate: Positive
    out_sampling_rate: Positive
    tmp_sampling_rate: Positive
    in_cutoff: Frequency
    out_cutoff: Frequency
    in_half_width: Frequency
    out_half_width: Frequency
    kernel: Annotated[int, msgspec.Meta(ge=1, le=7)]
    up: Factor
    down: Factor
    up_taps: Taps
    down_taps: Taps
    padding: tuple[Pad, Pad]
    radial: bool = False
    torgb: bool = False
    critical: bool = False
    clamp: Annotated[float, msgspec.Meta(gt=0)] | None = None
    half: bool = False

    @property
    def tmp_size(self) -> int:
        """Pixels along one side where the leaky ReLU works. The convolution adds its kernel less one."""
        return (self.in_size + self.kernel - 1) * self.up + sum(self.padding) - self.up_taps + 1

    @property
    def planes(self) -> int:
        """How many numbers that is, for one picture."""
        return self.out_channels * self.tmp_size**2

    @property
    def fits(self) -> bool:
        """Whether the numbers of this layer agree with each other."""
        crops = -2 * min(self.padding) >= (self.in_size + self.kernel - 1) * self.up  # half of the plane or more
        plain = not self.torgb or (self.up, self.down, self.up_taps, self.down_taps, *self.padding) == (
            1,
            1,
            1,
            1,
            0,
            0,
        )
        rates = self.in_sampling_rate * self.up == self.tmp_sampling_rate == self.out_sampling_rate * self.down
        return not crops and plain and rates and (self.tmp_size - self.down_taps) // self.down + 1 == self.out_size


class InputConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The Fourier features. size: pixels along one side. bandwidth: the highest frequency among them."""

    channels: Width
    size: Size
    sampling_rate: Positive
    bandwidth: Frequency


class EmbeddingConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """StyleGAN-XL's table of ImageNet features: one row a class (there may be more), so many columns."""

    rows: Annotated[int, msgspec.Meta(ge=1, le=2**20)]
    columns: Width


class StyleGAN3Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The architecture. classes: 0 when unconditional. embedding: StyleGAN-XL's classes, else None.

    output_scale: the last layer's output times this is the raw picture. truncation: the usual psi.
    """

    z_dim: Width
    w_dim: Width
    mapping_layers: Annotated[int, msgspec.Meta(ge=1, le=64)]
    input: InputConfig
    synthesis: Annotated[tuple[LayerConfig, ...], msgspec.Meta(min_length=1, max_length=128)]
    classes: Annotated[int, msgspec.Meta(ge=0, le=2**20)] = 0
    embedding: EmbeddingConfig | None = None
    lr_multiplier: Annotated[float, msgspec.Meta(gt=0, le=100)] = 0.01
    output_scale: Annotated[float, msgspec.Meta(gt=0, le=1024)] = 0.25
    truncation: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.7

    @property
    def family(self) -> str:
        """The generator's family, for people."""
        return "StyleGAN3" if self.embedding is None else "StyleGAN-XL"

    @property
    def grows(self) -> bool:
        """Whether a small picture is there before the whole one: its colours come at the very end."""
        return False

    @property
    def resolution(self) -> int:
        """Pixels along one side of a picture."""
        return self.synthesis[-1].out_size

    @property
    def num_ws(self) -> int:
        """How many w a picture takes: one for the input, and one a layer."""
        return len(self.synthesis) + 1

    @property
    def signature(self) -> str:
        """Equal for generators whose units correspond one to one."""
        kernels = "".join(str(layer.kernel) for layer in self.synthesis)
        return f"stylegan3 {self.resolution} kernels {kernels} {' '.join(layer.name for layer in self.synthesis)}"

    def layers(self) -> tuple[Layer, ...]:
        """The layers with units, in the order in which they run. `L3` is short for `L3_36_512`."""
        return tuple(
            Layer(
                layer.name,
                "torgb" if layer.torgb else "conv",
                layer.in_channels,
                layer.out_size,
                (layer.name.split("_")[0],),
            )
            for layer in self.synthesis
        )


def check_config(config: StyleGAN3Config) -> StyleGAN3Config:
    """The configuration itself. Raises UnlitError when its layers do not follow from each other or are too large."""
    layers = config.synthesis
    made = [(config.input.channels, config.input.size), *((layer.out_channels, layer.out_size) for layer in layers)]
    taken = [(layer.in_channels, layer.in_size) for layer in layers] + [(3, config.resolution)]
    colours = [layer.torgb for layer in layers] == [False] * (len(layers) - 1) + [True]
    names = {layer.name for layer in layers}
    if made != taken or not colours or len(names) < len(layers) or not all(layer.fits for layer in layers):
        raise UnlitError("This generator's description is damaged: its layers do not fit each other.")
    if config.embedding is not None and not 1 <= config.classes <= config.embedding.rows:
        raise UnlitError("This generator's description is damaged: its classes do not fit their table.")
    if config.resolution > LARGEST_RESOLUTION or any(layer.planes > LARGEST_PLANES for layer in layers):
        raise UnlitError(f"A generator of {config.resolution} x {config.resolution} pictures this large cannot be run.")
    return config
