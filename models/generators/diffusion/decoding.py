"""From latents to raw pictures, and to a rough picture at once while sampling."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from models.generators.diffusion.prefix import STAGES

_FITTED_ON, _FITTED_SIZE = 8, 8


class Decoder:
    """A pipeline's VAE, decoder half."""

    def __init__(self, vae: Any) -> None:
        self._vae = vae

    @property
    def scale(self) -> int:
        """Pixels of the picture to one of the latents, along one side."""
        return 2 ** (len(self._vae.config.block_out_channels) - 1)

    @property
    def stages(self) -> list[nn.Module]:
        """Its parts that run one after the other."""
        return [part for part in self._vae.decoder.modules() if type(part).__name__ in STAGES]

    def bytes_for(self, height: int, width: int) -> int:
        """About what decoding one picture takes at its largest moment (measured: 0.99 GiB for 512 x 512 of SD 1.5)."""
        channels = self._vae.config.block_out_channels
        return 4 * channels[min(1, len(channels) - 1)] * height * width * self._vae.dtype.itemsize

    @torch.no_grad()
    def raw(self, latents: Tensor) -> Tensor:
        """Latents [rows, 4, h, w] -> raw float32 [rows, 3, H, W]; one by one, as decoding takes most memory."""
        return torch.cat([self._decoded(row) for row in latents.split(1)])

    def _decoded(self, latents: Tensor) -> Tensor:
        config = self._vae.config
        values = latents / config.scaling_factor
        if config.latents_mean is not None and config.latents_std is not None:
            mean, std = (
                latents.new_tensor(numbers).view(1, -1, 1, 1) for numbers in (config.latents_mean, config.latents_std)
            )
            values = values * std + mean
        elif config.shift_factor is not None:
            values = values + config.shift_factor
        return self._vae.decode(values.to(self._vae.dtype), return_dict=False)[0].float()

    def rough(self, latents: Tensor) -> Tensor:
        """Latents [rows, 4, h, w] -> raw [rows, 3, h, w] by the linear map that comes nearest to the decoder."""
        colours, offset = self._linear
        return torch.einsum("oc,nchw->nohw", colours, latents.float()) + offset[:, None, None]

    @cached_property
    def _linear(self) -> tuple[Tensor, Tensor]:
        """Least squares over a few decoded latents, which change slowly as those of pictures do: ([3, 4], [3])."""
        channels = self._vae.config.latent_channels
        drawn = torch.randn(_FITTED_ON, channels, 3, 3, generator=torch.Generator().manual_seed(0))
        smooth = F.interpolate(drawn, size=_FITTED_SIZE, mode="bicubic").to(self._vae.device)
        seen = F.avg_pool2d(self.raw(smooth), self.scale)
        inputs = torch.cat([smooth, torch.ones_like(smooth[:, :1])], 1).movedim(1, -1).reshape(-1, channels + 1)
        fit = torch.linalg.lstsq(inputs.cpu(), seen.movedim(1, -1).reshape(-1, 3).cpu()).solution.T.to(smooth.device)
        return fit[:, :-1], fit[:, -1]
