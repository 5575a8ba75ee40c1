"""StyleGAN3 and StyleGAN-XL as their papers write them, slow and plain, to compare ours with.

Every sample has its own weights (w * style * demodulation), filters run over whole planes with zeros between pixels.
All in float64, from a dictionary of tensors.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from models.generators.stylegan3.config import LayerConfig, StyleGAN3Config
from tests.support.reference_stylegan2 import Restyle, dense, leaky, second_moment_one


def mapped(tensors: Mapping[str, Tensor], z: Tensor, labels: Tensor, lr: float = 0.01) -> Tensor:
    """StyleGAN-XL's: z [N, z_dim], class numbers [N] -> w [N, w_dim]."""
    features = tensors["mapping.embed.weight"].double()[labels]
    embedded = leaky(dense(tensors, "mapping.embed_proj", features)) * math.sqrt(2)
    x = torch.cat([second_moment_one(z.double()), second_moment_one(embedded)], dim=1)
    depth = 0
    while f"mapping.fc{depth}.weight" in tensors:
        x = leaky(dense(tensors, f"mapping.fc{depth}", x, lr)) * math.sqrt(2)
        depth += 1
    return x


def synthesized(
    config: StyleGAN3Config,
    tensors: Mapping[str, Tensor],
    w: Tensor,
    restyle: Restyle = lambda name, styles: styles,
) -> Tensor:
    """w [N, w_dim] -> raw pictures [N, 3, R, R]."""
    weights = {name: tensor.double() for name, tensor in tensors.items()}
    x = torch.stack([waves(config, weights, one) for one in w])
    for layer in config.synthesis:
        styles = restyle(layer.name, dense(weights, f"synthesis.{layer.name}.affine", w))
        x = layered(layer, weights, x, styles)
    return x * config.output_scale


def waves(config: StyleGAN3Config, weights: Mapping[str, Tensor], w: Tensor) -> Tensor:
    """The input of one picture, pixel by pixel: [C, S, S]."""
    c, s, x, y = placing = dense(weights, "synthesis.input.affine", w[None])[0]
    c, s, x, y = (float(number / placing[:2].norm()) for number in (c, s, x, y))
    turn = torch.tensor([[c, -s, 0], [s, c, 0], [0, 0, 1]], dtype=torch.float64)
    shift = torch.tensor([[1, 0, -x], [0, 1, -y], [0, 0, 1]], dtype=torch.float64)
    transform = turn @ shift @ weights["synthesis.input.transform"]
    size, rate = config.input.size, config.input.sampling_rate
    freqs = weights["synthesis.input.freqs"]
    lengths = (freqs @ transform[:2, :2]).norm(dim=1)
    strength = (1 - (lengths - config.input.bandwidth) / (rate / 2 - config.input.bandwidth)).clamp(0, 1)
    found = torch.empty(size, size, config.input.channels, dtype=torch.float64)
    across = torch.arange(size, dtype=torch.float64) + 0.5 - size / 2
    for row in range(size):
        points = torch.stack([across, across[row].expand(size), torch.full([size], rate, dtype=torch.float64)]) / rate
        angles = (freqs @ (transform @ points)[:2]).T + weights["synthesis.input.phases"]
        found[row] = torch.sin(2 * math.pi * angles) * strength
    mixed = found @ weights["synthesis.input.weight"].T / math.sqrt(config.input.channels)
    return mixed.permute(2, 0, 1)


def layered(layer: LayerConfig, weights: Mapping[str, Tensor], x: Tensor, styles: Tensor) -> Tensor:
    """One layer: x [N, I, S, S], styles [N, I] -> [N, O, S', S']."""
    name, samples = f"synthesis.{layer.name}", len(x)
    weight = weights[f"{name}.weight"]
    if layer.torgb:
        own = weight[None] * styles[:, None, :, None, None] / math.sqrt(weight[0].numel())
    else:
        weight = weight / weight.square().mean(dim=(1, 2, 3), keepdim=True).sqrt()
        own = weight[None] * (styles / styles.square().mean().sqrt())[:, None, :, None, None]
        own = own / (own.square().sum(dim=(2, 3, 4), keepdim=True) + 1e-8).sqrt()
    own = own / weights[f"{name}.magnitude_ema"].sqrt()
    x = F.conv2d(x.flatten(0, 1)[None], own.flatten(0, 1), padding=layer.kernel - 1, groups=samples)
    x = x[0].unflatten(0, (samples, -1)) + weights[f"{name}.bias"].view(1, -1, 1, 1)
    if not layer.torgb:
        x = resampled(x, weights.get(f"{name}.up_filter"), up=layer.up, padding=layer.padding)
        x = leaky(x) * math.sqrt(2)
    x = x if layer.clamp is None else x.clamp(-layer.clamp, layer.clamp)
    return resampled(x, weights.get(f"{name}.down_filter"), down=layer.down)


def resampled(
    x: Tensor, fir: Tensor | None, *, up: int = 1, down: int = 1, padding: tuple[int, int] = (0, 0)
) -> Tensor:
    """Zeros between pixels, padding or cropping, the filter as a true convolution, every `down`-th pixel."""
    spread = x.new_zeros(*x.shape[:2], x.shape[2] * up, x.shape[3] * up)
    spread[:, :, ::up, ::up] = x
    spread = F.pad(spread, (*padding, *padding))
    fir = torch.ones(1, dtype=torch.float64) if fir is None else fir
    kernels = [fir[:, None] * up, fir[None] * up] if fir.ndim == 1 else [fir * up**2]
    for kernel in kernels:
        spread = F.conv2d(spread, kernel.flip((0, 1)).expand(x.shape[1], 1, -1, -1), groups=x.shape[1])
    return spread[:, :, ::down, ::down]
