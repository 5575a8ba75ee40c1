"""The parts of a StyleGAN3.

As in our StyleGAN2, modulation scales a convolution's input and demodulation its output, so that styles that differ
within a batch cost no grouped convolution.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.generators.mapping import ROOT2, SLOPE, Dense
from models.generators.places import Places, scaled
from models.generators.stylegan3.config import InputConfig, LayerConfig
from models.generators.stylegan3.filtering import downsampled, phases, upsampled

# How many numbers to filter at once. On the processor, beyond 32 MiB every plane would be fresh memory.
PROCESSOR_PIECE, GPU_PIECE = 2**21, 2**28


class FourierInput(nn.Module):
    """Sines over the plane, turned and shifted as w says, and mixed."""

    transform: Tensor
    freqs: Tensor
    phases: Tensor

    def __init__(self, config: InputConfig, w_dim: int) -> None:
        super().__init__()
        self.config = config
        self.affine = Dense(w_dim, 4)
        self.weight = nn.Parameter(torch.empty(config.channels, config.channels))
        self.register_buffer("transform", torch.empty(3, 3))
        self.register_buffer("freqs", torch.empty(config.channels, 2))
        self.register_buffer("phases", torch.empty(config.channels))

    def forward(self, placing: Tensor) -> Tensor:
        """placing [N, 4]: cosine and sine of the turn, then the shift, to any scale -> float32 [N, C, S, S]."""
        transform = _placement(placing) @ self.transform
        turned = self.freqs @ transform[:, :2, :2]
        phases = self.phases + (self.freqs @ transform[:, :2, 2:])[..., 0]
        room = self.config.sampling_rate / 2 - self.config.bandwidth
        strength = (1 - (turned.norm(dim=2) - self.config.bandwidth) / room).clamp(0, 1)
        waves = self._grid() @ turned.mT[:, None] + phases[:, None, None]
        x = torch.sin(waves * (2 * math.pi)) * strength[:, None, None]
        return (x @ (self.weight / math.sqrt(self.config.channels)).T).permute(0, 3, 1, 2)

    def _grid(self) -> Tensor:
        """[S, S, 2]: x and y of every pixel's centre, in pictures from the middle of the picture."""
        size = self.config.size
        line = (torch.arange(size, device=self.freqs.device) + 0.5 - size / 2) / self.config.sampling_rate
        return torch.stack(torch.meshgrid(line, line, indexing="xy"), dim=-1)


def _placement(placing: Tensor) -> Tensor:
    """[N, 4] -> [N, 3, 3]: a shift, then a turn, both inverse."""
    cosine, sine, x, y = (placing / placing[:, :2].norm(dim=1, keepdim=True)).unbind(1)
    zero, one = torch.zeros_like(x), torch.ones_like(x)
    turn = torch.stack([cosine, -sine, zero, sine, cosine, zero, zero, zero, one], 1).view(-1, 3, 3)
    shift = torch.stack([one, zero, -x, zero, one, -y, zero, zero, one], 1).view(-1, 3, 3)
    return turn @ shift


class ModulatedConv(nn.Module):
    """What every layer has: the affine, the kernel and bias, and the running mean of the input's square."""

    magnitude_ema: Tensor

    def __init__(self, config: LayerConfig, w_dim: int) -> None:
        super().__init__()
        self.config = config
        self.affine = Dense(w_dim, config.in_channels)
        self.weight = nn.Parameter(torch.empty(config.out_channels, config.in_channels, config.kernel, config.kernel))
        self.bias = nn.Parameter(torch.empty(config.out_channels))
        self.register_buffer("magnitude_ema", torch.empty([]))


class FilteredLayer(ModulatedConv):
    """A modulated, demodulated convolution and a leaky ReLU between an up- and a downsampling filter."""

    up_filter: Tensor | None
    down_filter: Tensor | None
    kernel: Tensor
    power: Tensor

    def __init__(self, config: LayerConfig, w_dim: int) -> None:
        super().__init__(config, w_dim)
        down = [config.down_taps] * (2 if config.radial else 1)
        self.register_buffer("up_filter", torch.empty(config.up_taps) if config.up_taps > 1 else None)
        self.register_buffer("down_filter", torch.empty(down) if config.down_taps > 1 else None)

    def prepare(self) -> None:
        """Once the weights are there: the normalised kernel, the squared norms of it, and the filters by phase.

        Every kernel gets a norm of one for an input of ones, which keeps half precision far from its largest number.
        """
        weight = self.weight.detach()
        norm = weight.square().sum((1, 2, 3), keepdim=True).sqrt().clamp_min(1e-20)
        self.register_buffer("kernel", weight / norm, persistent=False)
        self.register_buffer("power", self.kernel.square().sum((2, 3)), persistent=False)
        self.input_gain = float(self.magnitude_ema.rsqrt())
        size = self.config.in_size + self.config.kernel - 1
        fir = torch.ones(1, device=weight.device) if self.up_filter is None else self.up_filter
        # The activation's gain of ROOT2 rides on the filter, half of it along each axis: the planes are small there.
        self.phases = phases(fir * math.sqrt(ROOT2), self.config.up, self.config.padding, size)

    def forward(self, x: Tensor, styles: Tensor, places: Places | None = None) -> Tensor:
        """x [N or 1, I, S, S], styles [N or 1, I] -> [N, O, S', S'] in x's precision.

        places: where styles are others; demodulation does not see them.

        The official program divides styles by their root mean square over the whole batch, which demodulation cancels
        but for its epsilon. Here each picture has its own, so that it does not depend on its batch.
        """
        size = self.power.shape[1]
        even = torch.rsqrt(styles.square().mean(1, keepdim=True).clamp_min(1e-20))
        styles = styles * even
        epsilon = 1e-8 / (size * self.config.kernel**2)
        demodulation = torch.rsqrt(F.linear(styles.square(), self.power) + epsilon).to(x.dtype)[:, :, None, None]
        x = scaled(x, styles * self.input_gain, places and places.times(even * self.input_gain))
        x = F.conv2d(x, self.kernel.to(x.dtype), padding=self.config.kernel - 1)
        return self._activated(torch.addcmul(self.bias.to(x.dtype)[:, None, None], x, demodulation))

    def _activated(self, x: Tensor) -> Tensor:
        """Some pictures, or some of one picture's channels, at a time: large planes cost more to get than to fill."""
        area = self.phases.size**2
        room = PROCESSOR_PIECE if x.device.type == "cpu" else GPU_PIECE
        pictures, channels = max(1, room // (area * x.shape[1])), max(16, room // area)
        pieces = [piece.split(channels, 1) for piece in x.split(pictures)]
        return torch.cat([torch.cat([self._filtered(piece) for piece in row], 1) for row in pieces])

    def _filtered(self, x: Tensor) -> Tensor:
        clamp = self.config.clamp
        x = F.leaky_relu(upsampled(x, self.phases), SLOPE)
        x = x if clamp is None else x.clamp(-clamp, clamp)
        return x if self.down_filter is None else downsampled(x, self.down_filter, self.config.down)


class ToRGB(ModulatedConv):
    """A modulated 1x1 convolution to colours, without demodulation, activation or filters."""

    def prepare(self) -> None:
        """Once the weights are there: the input's gain and the equalised learning rate's, in one."""
        self.gain = float(self.magnitude_ema.rsqrt()) / math.sqrt(self.weight[0].numel())

    def forward(self, x: Tensor, styles: Tensor, places: Places | None = None) -> Tensor:
        """x [N or 1, I, R, R], styles [N or 1, I] -> float32 [N, 3, R, R]."""
        x = scaled(x, styles * self.gain, places and places.times(self.gain))
        rgb = F.conv2d(x, self.weight.to(x.dtype), self.bias.to(x.dtype), padding=self.config.kernel - 1)
        clamp = self.config.clamp
        return (rgb if clamp is None else rgb.clamp(-clamp, clamp)).float()
