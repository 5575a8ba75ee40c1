"""What tells rendered rooms from generated ones: StyleGAN2's residual discriminator."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.generators.mapping import ROOT2, SLOPE, Dense
from models.generators.stylegan2.layers import fir_filter

GROUP = 4  # pictures whose spread is measured together


class Discriminator(nn.Module):
    """Pictures [N, 3, R, R] in [-1, 1] -> logits [N, 1], with the batch's spread as a last channel."""

    def __init__(self, channels: tuple[int, ...]) -> None:
        """channels: of the resolutions 4, 8, ... R, as the generator's."""
        super().__init__()
        widths = {4 * 2**i: width for i, width in enumerate(channels)}
        self.resolutions = sorted(widths, reverse=True)
        for r in self.resolutions[:-1]:
            setattr(self, f"b{r}", Block(widths[r], widths[r // 2], first=r == self.resolutions[0]))
        self.b4 = Last(widths[4])

    def forward(self, pictures: Tensor) -> Tensor:
        x = pictures.contiguous(memory_format=torch.channels_last)
        for r in self.resolutions:
            x = getattr(self, f"b{r}")(x)
        return x


class Block(nn.Module):
    """Halves the resolution: [N, I, R, R] (or pictures, in the first) -> [N, O, R / 2, R / 2]."""

    def __init__(self, inputs: int, outputs: int, *, first: bool) -> None:
        super().__init__()
        self.fromrgb = Conv(3, inputs, 1) if first else None
        self.conv0, self.conv1 = Conv(inputs, inputs), Conv(inputs, outputs, down=True)
        self.skip = Conv(inputs, outputs, 1, down=True, plain=True)

    def forward(self, x: Tensor) -> Tensor:
        x = x if self.fromrgb is None else self.fromrgb(x)
        return (self.conv1(self.conv0(x)) + self.skip(x)) / ROOT2


class Last(nn.Module):
    """[N, C, 4, 4] -> logits [N, 1]."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv = Conv(width + 1, width)
        self.fc, self.out = Dense(width * 16, width), Dense(width, 1)
        for dense in (self.fc, self.out):
            nn.init.normal_(dense.weight)
            nn.init.zeros_(dense.bias)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(torch.cat([x.float(), spread(x.float())], 1))
        return self.out(_activated(self.fc(x.flatten(1))))


class Conv(nn.Module):
    """A convolution with equalised learning rate; `down` halves the resolution, `plain` lacks bias and activation."""

    resample_filter: Tensor

    def __init__(self, inputs: int, outputs: int, kernel: int = 3, *, down: bool = False, plain: bool = False) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, kernel, kernel))
        self.bias = None if plain else nn.Parameter(torch.zeros(outputs))
        self.register_buffer("resample_filter", fir_filter())
        self.down, self.gain = down, 1 / math.sqrt(inputs * kernel**2)

    def forward(self, x: Tensor) -> Tensor:
        weight, pad = self.weight * self.gain, self.weight.shape[-1] // 2
        if not self.down:
            x = F.conv2d(x, weight, self.bias, padding=pad)
        elif pad == 0:
            x = F.conv2d(_filtered(x, self.resample_filter, padding=1, stride=2), weight, self.bias)
        else:
            x = F.conv2d(_filtered(x, self.resample_filter, padding=2), weight, self.bias, stride=2)
        return x if self.bias is None else _activated(x)


def spread(x: Tensor) -> Tensor:
    """How far pictures of a group differ [N, 1, 4, 4], from features [N, C, 4, 4]: what a collapse shows in."""
    n = len(x)
    group = GROUP if n % GROUP == 0 else n
    y = x.reshape(group, -1, *x.shape[1:])
    y = (y - y.mean(0)).square().mean(0).add(1e-8).sqrt().mean((1, 2, 3))
    return y.repeat(group)[:, None, None, None].expand(-1, 1, *x.shape[2:])


def _filtered(x: Tensor, fir: Tensor, padding: int, stride: int = 1) -> Tensor:
    kernel = fir.to(x.dtype).expand(x.shape[1], 1, 4, 4)
    return F.conv2d(x, kernel, stride=stride, padding=padding, groups=x.shape[1])


def _activated(x: Tensor) -> Tensor:
    return F.leaky_relu(x, SLOPE) * ROOT2
