"""The parts of a StyleGAN2.

Modulation scales a convolution's input and demodulation its output. So styles that differ within a batch cost no
grouped convolution: every layer is one plain convolution over the batch, and a batch of one may meet many styles.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.generators.mapping import ROOT2, SLOPE, Dense
from models.generators.places import Places, scaled


def fir_filter() -> Tensor:
    """The separable filter [1, 3, 3, 1] as a normalised [4, 4] kernel."""
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0])
    return torch.outer(taps, taps) / taps.sum() ** 2


def upsampled(x: Tensor, fir: Tensor) -> Tensor:
    """[N, C, R, R] -> [N, C, 2R, 2R], by zeros between and the filter over them."""
    kernel = (fir * 4).to(x.dtype).expand(x.shape[1], 1, 4, 4)
    return F.conv_transpose2d(x, kernel, stride=2, padding=1, groups=x.shape[1])


def activated(x: Tensor, clamp: float | None) -> Tensor:
    """Leaky ReLU of x, of any shape, clamped to +- clamp where the net says so. Changes x in place.

    The clamp comes first: what a backward pass keeps is the leaky ReLU's result, which nothing may change after it.
    """
    x = x if clamp is None else x.clamp_(-clamp / SLOPE, clamp)
    return F.leaky_relu_(x, SLOPE)


class StyledConv(nn.Module):
    """A modulated, demodulated 3x3 convolution with noise, bias and activation; `up` doubles the resolution."""

    resample_filter: Tensor
    noise_const: Tensor
    noise_strength: Tensor
    power: Tensor

    def __init__(self, inputs: int, outputs: int, w_dim: int, resolution: int, *, up: bool, noise: bool) -> None:
        super().__init__()
        self.affine = Dense(w_dim, inputs)
        self.weight = nn.Parameter(torch.empty(outputs, inputs, 3, 3))
        self.bias = nn.Parameter(torch.empty(outputs))
        self.up, self.noise, self.resolution = up, noise, resolution
        self.register_buffer("resample_filter", torch.empty(4, 4))
        if noise:
            self.register_buffer("noise_const", torch.empty(resolution, resolution))
            self.noise_strength = nn.Parameter(torch.empty([]))

    def prepare(self) -> None:
        """Once the weights are there: the squared norms that demodulation reads, [outputs, inputs]."""
        self.register_buffer("power", self.weight.detach().square().sum((2, 3)), persistent=False)
        largest = max(float(self.weight.detach().abs().max()), 1e-8)
        self.half_scale = 1 / (math.sqrt(self.weight[0].numel()) * largest)

    def forward(
        self,
        x: Tensor,
        styles: Tensor,
        noise: Tensor | None,
        gain: float,
        clamp: float | None,
        places: Places | None = None,
    ) -> Tensor:
        """x [N or 1, I, R, R], styles [N or 1, I], noise [N or 1, 1, R', R'] -> [N, O, R', R'] in x's precision.

        gain: of the activation, which also keeps the variance. It rides on what comes before: fewer passes over x.
        places: where styles are others; demodulation does not see them.
        """
        gain *= ROOT2
        demodulation = torch.rsqrt(F.linear(styles.square(), self.power) + 1e-8)
        weight = self.weight
        if x.dtype == torch.float16:  # keeps every intermediate value far below the largest half
            largest = styles.abs().amax(1, keepdim=True).clamp_min(1e-8)
            styles, demodulation = styles / largest, demodulation * largest / self.half_scale
            places = places and places.times(1 / largest)
            weight = (weight * self.half_scale).half()
        x = self.convolved(scaled(x, styles, places), weight)
        added = self.bias[None, :, None, None] if noise is None else self.bias[None, :, None, None] + noise
        # In x's own layout: adding numbers laid out otherwise takes eight times as long.
        added = (added * gain).to(x.dtype).contiguous(memory_format=torch.channels_last)
        x = x.mul_((demodulation * gain).to(x.dtype)[:, :, None, None]).add_(added)
        return activated(x, None if clamp is None else clamp * gain / ROOT2)

    def convolved(self, x: Tensor, weight: Tensor) -> Tensor:
        """The plain convolution, x [N, I, R, R], weight [O, I, 3, 3] -> [N, O, R', R'].

        Doubling, it is transposed with stride 2, then the filter takes the zeros' place.
        """
        if not self.up:
            return F.conv2d(x, weight, padding=1)
        x = F.conv_transpose2d(x, weight.transpose(0, 1), stride=2)
        kernel = (self.resample_filter * 4).to(x.dtype).expand(x.shape[1], 1, 4, 4)
        return F.conv2d(x, kernel, padding=1, groups=x.shape[1])


class ToRGB(nn.Module):
    """A modulated 1x1 convolution to colours, without demodulation."""

    def __init__(self, inputs: int, w_dim: int) -> None:
        super().__init__()
        self.affine = Dense(w_dim, inputs)
        self.weight = nn.Parameter(torch.empty(3, inputs, 1, 1))
        self.bias = nn.Parameter(torch.empty(3))
        self.gain = 1 / math.sqrt(inputs)

    def forward(self, x: Tensor, styles: Tensor, clamp: float | None, places: Places | None = None) -> Tensor:
        """x [N or 1, I, R, R], styles [N or 1, I] -> float32 [N, 3, R, R]."""
        x = scaled(x, styles * self.gain, places and places.times(self.gain))
        rgb = F.conv2d(x, self.weight.to(x.dtype), self.bias.to(x.dtype))
        return (rgb if clamp is None else rgb.clamp_(-clamp, clamp)).float()


class Shortcut(nn.Module):
    """A resnet block's other way: a 1x1 convolution, doubled in resolution."""

    resample_filter: Tensor

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs, 1, 1))
        self.register_buffer("resample_filter", torch.empty(4, 4))
        self.gain = math.sqrt(0.5) / math.sqrt(inputs)

    def forward(self, x: Tensor) -> Tensor:
        """[N, I, R, R] -> [N, O, 2R, 2R]."""
        return upsampled(F.conv2d(x, (self.weight * self.gain).to(x.dtype)), self.resample_filter)
