"""The network: mapping, and a synthesis that can be run layer by layer from anywhere."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.generators.mapping import Mapping, PretrainedMapping
from models.generators.places import Frame, Places
from models.generators.stylegan3.config import StyleGAN3Config
from models.generators.stylegan3.layers import FilteredLayer, FourierInput, ToRGB
from models.generators.styles import Styles

INPUT = "input"  # the name of the input's styles, which place the picture and are no units


class Synthesis(nn.Module):
    """Styles -> picture, one named layer after the other."""

    def __init__(self, config: StyleGAN3Config) -> None:
        super().__init__()
        self.config = config
        self.layer_names = [layer.name for layer in config.synthesis]
        self.input = FourierInput(config.input, config.w_dim)
        for layer in config.synthesis:
            setattr(self, layer.name, (ToRGB if layer.torgb else FilteredLayer)(layer, config.w_dim))

    def layer(self, name: str) -> FilteredLayer | ToRGB:
        """The layer of this name."""
        return getattr(self, name)

    def styles(self, ws: Tensor) -> dict[str, Tensor]:
        """ws [N, num_ws, w_dim] -> the input's placing [N, 4] and every layer's styles [N, units]."""
        found = {INPUT: self.input.affine(ws[:, 0])}
        for index, name in enumerate(self.layer_names, start=1):
            found[name] = self.layer(name).affine(ws[:, index])
        return found

    def start(self, styles: Styles) -> Tensor:
        """Before the first layer: the Fourier features [N, C, S, S], channels last, which every layer keeps."""
        return self.input(styles[INPUT]).contiguous(memory_format=torch.channels_last)

    def frame(self, name: str) -> Frame:
        """See Synthesis in stepping.py."""
        config = self.layer(name).config
        return Frame(min(int(config.in_sampling_rate), config.in_size), config.in_size)

    def step(
        self, name: str, state: Tensor, styles: Styles, *, half: bool = True, places: Places | None = None
    ) -> Tensor:
        """Run one layer: features [N or 1, C, S, S] -> [N, C', S', S']. half, places: see Synthesis in stepping.py."""
        layer = self.layer(name)
        half = half and state.is_cuda and layer.config.half
        return layer(state.to(torch.float16 if half else torch.float32), styles[name], places)

    def seen(self, name: str, state: Tensor) -> Tensor:
        """What the layer made of the picture, [N, C, H, W]: its output without the margin."""
        config = self.layer(name).config
        size = int(config.out_sampling_rate)
        margin = (config.out_size - size) // 2
        return state[..., margin : margin + size, margin : margin + size]

    def picture(self, state: Tensor) -> Tensor:
        """Raw float32 [N, 3, R, R], of what the last layer made."""
        return state * self.config.output_scale


class Network(nn.Module):
    """Mapping and synthesis under NVIDIA's names."""

    def __init__(self, config: StyleGAN3Config) -> None:
        super().__init__()
        self.config = config
        sizes = (config.z_dim, config.w_dim, config.mapping_layers, config.lr_multiplier, config.classes)
        table = config.embedding
        self.mapping = Mapping(*sizes) if table is None else PretrainedMapping(*sizes, (table.rows, table.columns))
        self.synthesis = Synthesis(config)

    def prepare(self) -> Network:
        """Once the weights are there."""
        for name in self.synthesis.layer_names:
            self.synthesis.layer(name).prepare()
        return self.eval().requires_grad_(False)
