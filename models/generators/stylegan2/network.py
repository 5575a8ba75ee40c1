"""The network: mapping, and a synthesis that can be run layer by layer from anywhere."""

from __future__ import annotations

import math
from collections.abc import Mapping as MappingOf
from typing import NamedTuple

import torch
from torch import Tensor, nn

from models.generators.mapping import Mapping
from models.generators.places import Frame, Places
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.layers import Shortcut, StyledConv, ToRGB, upsampled
from models.generators.styles import Styles

Noises = MappingOf[str, Tensor]  # layer name -> [N or 1, 1, R, R], strength included


class Block(nn.Module):
    """The layers of one resolution, under NVIDIA's names."""

    resample_filter: Tensor

    def __init__(self, config: StyleGAN2Config, index: int) -> None:
        super().__init__()
        resolution, outputs = config.resolutions[index], config.channels[index]
        self.register_buffer("resample_filter", torch.empty(4, 4))
        if index == 0:
            self.const = nn.Parameter(torch.empty(outputs, 4, 4))
        else:
            inputs = config.channels[index - 1]
            self.conv0 = StyledConv(inputs, outputs, config.w_dim, resolution, up=True, noise=config.noise)
            if config.architecture == "resnet":
                self.skip = Shortcut(inputs, outputs)
        self.conv1 = StyledConv(outputs, outputs, config.w_dim, resolution, up=False, noise=config.noise)
        if config.has_torgb(resolution):
            self.torgb = ToRGB(outputs, config.w_dim)


class State(NamedTuple):
    """What flows between layers: features [N, C, R, R], the picture so far [N, 3, R, R], a resnet block's shortcut."""

    x: Tensor
    noises: Noises
    image: Tensor | None = None
    shortcut: Tensor | None = None


class Synthesis(nn.Module):
    """Styles -> picture, one named layer after the other."""

    def __init__(self, config: StyleGAN2Config) -> None:
        super().__init__()
        self.config = config
        self.layer_names = [layer.name for layer in config.layers()]
        for index, resolution in enumerate(config.resolutions):
            setattr(self, f"b{resolution}", Block(config, index))

    def block(self, name: str) -> Block:
        """The block that a layer belongs to."""
        return getattr(self, name.split(".")[0])

    def layer(self, name: str) -> StyledConv | ToRGB:
        """The layer of this name."""
        return getattr(self.block(name), name.split(".")[1])

    def styles(self, ws: Tensor) -> dict[str, Tensor]:
        """ws [N, num_ws, w_dim] -> every layer's styles [N, units]. A block's toRGB shares w with the next conv0."""
        found, index = {}, 0
        for name in self.layer_names:
            found[name] = self.layer(name).affine(ws[:, index])
            index += not name.endswith("torgb")
        return found

    def noises(self, drawn: Noises | None = None) -> dict[str, Tensor]:
        """The stored noise of every convolution, or `drawn` ones, [1 or N, 1, R, R], times the layer's strength."""
        found = {}
        for name in self.layer_names:
            layer = self.layer(name)
            if isinstance(layer, StyledConv) and layer.noise:
                noise = layer.noise_const[None, None] if drawn is None else drawn[name]
                found[name] = noise * layer.noise_strength
        return found

    def start(self, noises: Noises) -> State:
        """Before the first layer: the constant, as a batch of one, and the noise that later layers add.

        Channels last, which every later layer keeps: convolutions take about half the time so, on processors too.
        """
        const = self.block("b4.conv1").const[None]
        return State(const.contiguous(memory_format=torch.channels_last), noises)

    def frame(self, name: str) -> Frame:
        """See Synthesis in stepping.py."""
        size = self.block(name).conv1.resolution // (2 if name.endswith("conv0") else 1)
        return Frame(size, size)

    def step(
        self, name: str, state: State, styles: Styles, *, half: bool = True, places: Places | None = None
    ) -> State:
        """Run one layer. The batch is 1 until styles or noises bring more. The rest: see Synthesis in stepping.py."""
        block, layer = self.block(name), self.layer(name)
        clamp = self.config.conv_clamp
        if isinstance(layer, ToRGB):
            rgb = layer(state.x, styles[name], clamp, places)
            image = state.image
            return state._replace(image=rgb if image is None else upsampled(image, block.resample_filter) + rgb)
        half = half and state.x.is_cuda and self.config.runs_half(block.conv1.resolution)
        x, shortcut = state.x.to(torch.float16 if half else torch.float32), state.shortcut
        if name.endswith("conv0") and self.config.architecture == "resnet":
            shortcut = block.skip(x)
        ends = shortcut is not None and name.endswith("conv1")
        x = layer(x, styles[name], state.noises.get(name), math.sqrt(0.5) if ends else 1.0, clamp, places)
        if ends:
            x, shortcut = x + shortcut, None
        return state._replace(x=x, shortcut=shortcut)

    def seen(self, name: str, state: State) -> Tensor:
        """What the layer made of the picture, [N, C, R, R]."""
        return state.x

    def picture(self, state: State) -> Tensor:
        """Raw float32 [N, 3, R, R], of the state after the last layer."""
        assert state.image is not None  # the last layer is a toRGB
        return state.image


class Network(nn.Module):
    """Mapping and synthesis under NVIDIA's names."""

    def __init__(self, config: StyleGAN2Config) -> None:
        super().__init__()
        self.config = config
        sizes = (config.z_dim, config.w_dim, config.mapping_layers, config.lr_multiplier, config.classes)
        self.mapping, self.synthesis = Mapping(*sizes), Synthesis(config)

    def prepare(self) -> Network:
        """Once the weights are there."""
        for module in self.modules():
            if isinstance(module, StyledConv):
                module.prepare()
        return self.eval().requires_grad_(False)
