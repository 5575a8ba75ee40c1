"""A StyleGAN2 that can be trained: the same modules and names as models.generators.stylegan2, differentiable.

The studio's convolutions work in place on frozen weights; these ones compute the same numbers with gradients.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.generators.mapping import ROOT2, SLOPE
from models.generators.places import Places, scaled
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.layers import StyledConv, fir_filter
from models.generators.stylegan2.network import Network, Noises

W_AVG_DECAY = 0.995


class TrainableConv(StyledConv):
    """A StyledConv whose weights get gradients."""

    def forward(
        self,
        x: Tensor,
        styles: Tensor,
        noise: Tensor | None,
        gain: float,
        clamp: float | None,
        places: Places | None = None,
    ) -> Tensor:
        """See StyledConv.forward. The activation's gain goes in before it, which is the same and saves a pass."""
        gain = gain * ROOT2
        power = self.weight.square().sum((2, 3))
        demodulation = torch.rsqrt(F.linear(styles.square(), power) + 1e-8)
        x = self.convolved(scaled(x, styles, places), self.weight)
        x = x * (demodulation * gain)[:, :, None, None]
        if noise is not None:
            x = x.add_(noise * gain)
        x = F.leaky_relu_(x.add_(self.bias[:, None, None] * gain), SLOPE)
        return x if clamp is None else x.clamp(-clamp * gain / ROOT2, clamp * gain / ROOT2)


class TrainableNetwork(Network):
    """Mapping and synthesis with fresh weights, in float32. z [N, z_dim] -> raw [N, 3, R, R], about [-1, 1]."""

    def __init__(self, config: StyleGAN2Config) -> None:
        """config: "skip", without classes."""
        super().__init__(config)
        for index, resolution in enumerate(config.resolutions):
            block, outputs = getattr(self.synthesis, f"b{resolution}"), config.channels[index]
            known = {"w_dim": config.w_dim, "resolution": resolution, "noise": config.noise}
            if index:
                block.conv0 = TrainableConv(config.channels[index - 1], outputs, up=True, **known)
            block.conv1 = TrainableConv(outputs, outputs, up=False, **known)
        with torch.no_grad():
            self._draw_weights()

    def _draw_weights(self) -> None:
        """Unit variance; gains are applied when they are used."""
        multiplier = self.config.lr_multiplier
        for name, parameter in self.named_parameters():
            if name.endswith(("weight", "const")):
                parameter.normal_(std=1 / multiplier if name.startswith("mapping") else 1.0)
            else:
                parameter.fill_(1.0 if name.endswith("affine.bias") else 0.0)
        for name, buffer in self.named_buffers():
            if name.endswith("resample_filter"):
                buffer.copy_(fir_filter())
            elif name.endswith("noise_const"):
                buffer.normal_()
            else:
                buffer.zero_()

    def prepare(self) -> TrainableNetwork:
        """Nothing is frozen and nothing is kept."""
        return self

    def broadcast(self, w: Tensor) -> Tensor:
        """w [N, w_dim] -> ws [N, num_ws, w_dim]."""
        return w[:, None].expand(-1, self.config.num_ws, -1)

    @torch.no_grad()
    def track(self, w: Tensor) -> None:
        """Let the average w follow those of a batch [N, w_dim]."""
        self.mapping.w_avg.copy_(w.float().mean(0).lerp(self.mapping.w_avg, W_AVG_DECAY))

    def pictures(self, ws: Tensor) -> Tensor:
        """Raw [N, 3, R, R] of ws [N, num_ws, w_dim], with fresh noise."""
        n = len(ws)
        sizes = {layer.name: layer.resolution for layer in self.config.layers() if layer.kind == "conv"}
        drawn = {name: torch.randn(n, 1, size, size, device=ws.device) for name, size in sizes.items()}
        return self._run(ws, self.synthesis.noises(drawn))

    @torch.no_grad()
    def shown(self, z: Tensor, psi: float) -> Tensor:
        """Raw [N, 3, R, R] as the studio shows them: truncated, with the stored noise."""
        w = torch.lerp(self.mapping.w_avg, self.mapping(z, None), psi)
        return self._run(self.broadcast(w), self.synthesis.noises())

    def _run(self, ws: Tensor, noises: Noises) -> Tensor:
        synthesis, styles = self.synthesis, self.synthesis.styles(ws)
        state = synthesis.start(noises)
        for name in synthesis.layer_names:
            state = synthesis.step(name, state, styles)
        return synthesis.picture(state)


def channel_plan(resolution: int, base: int, most: int) -> tuple[int, ...]:
    """Channels of the blocks 4, 8, ... resolution: min(base / r, most)."""
    return tuple(min(base // 2**k, most) for k in range(2, int(math.log2(resolution)) + 1))


def count_of(module: nn.Module) -> float:
    """Parameters, in millions."""
    return sum(p.numel() for p in module.parameters()) / 1e6
