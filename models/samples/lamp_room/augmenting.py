"""Changes to pictures that leave what is in them as it is: generated pictures are softer and rougher than rendered."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

GROUPS = 4  # parts of a batch that are blurred alike
LARGEST_SHIFT = 2  # pixels
NOISES = ((1, 0.035), (4, 0.03), (8, 0.02))  # size of the grains in pixels, the largest standard deviation


def augmented(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """[N, 3, S, S] in [0, 1] -> the same rooms, softer, shifted, grainy, a little brighter or tinted."""
    parts = pictures.chunk(GROUPS)
    soft = torch.cat([_shifted(_softened(part, generator), generator) for part in parts])
    toned = _toned(soft, generator)
    return (toned + _grain(toned, generator)).clamp(0, 1)


def _chance(generator: torch.Generator) -> float:
    return float(torch.rand([], generator=generator))


def _softened(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """One in three as it is; the others shrunk to as little as 0.4 of their size and enlarged again, or blurred."""
    side, kind = pictures.shape[-1], _chance(generator)
    if kind < 1 / 3:
        return pictures
    if kind < 2 / 3:
        small = round(side * (0.4 + 0.55 * _chance(generator)))
        return _resized(_resized(pictures, small), side)
    sigma = 0.3 + 1.1 * _chance(generator)
    taps = torch.exp(-torch.arange(-3.0, 4.0).square() / (2 * sigma**2))
    taps = (taps / taps.sum()).expand(3, 1, 1, 7)
    padded = F.pad(pictures, (3, 3, 3, 3), mode="replicate")
    return F.conv2d(F.conv2d(padded, taps, groups=3), taps.transpose(2, 3), groups=3)


def _resized(pictures: Tensor, side: int) -> Tensor:
    return F.interpolate(pictures, (side, side), mode="bilinear", antialias=True)


def _shifted(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """By whole pixels; the edge is repeated."""
    side, reach = pictures.shape[-1], LARGEST_SHIFT
    y, x = torch.randint(2 * reach + 1, [2], generator=generator).tolist()
    return F.pad(pictures, (reach,) * 4, mode="replicate")[:, :, y : y + side, x : x + side]


def _toned(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """Contrast, exposure and tint by a few per cent each: less than what separates two rooms."""
    n = len(pictures)
    gamma = 1 + 0.08 * (2 * torch.rand(n, 1, 1, 1, generator=generator) - 1)
    gain = 1 + 0.05 * (2 * torch.rand(n, 1, 1, 1, generator=generator) - 1)
    tint = 1 + 0.03 * (2 * torch.rand(n, 3, 1, 1, generator=generator) - 1)
    return pictures.clamp(1e-4, 1) ** gamma * gain * tint


def _grain(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """Noise of three sizes, each picture with its own amount."""
    n, channels, side, _ = pictures.shape
    total = torch.zeros_like(pictures)
    for size, largest in NOISES:
        noise = torch.randn(n, channels, side // size, side // size, generator=generator)
        amount = largest * torch.rand(n, 1, 1, 1, generator=generator) ** 2
        total += F.interpolate(noise, (side, side), mode="bilinear" if size > 1 else "nearest") * amount
    return total
