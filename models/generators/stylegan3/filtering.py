"""Resampling by low-pass filters, in the cheapest exact way: separable, only where pixels are, channels last."""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor


class Phases(NamedTuple):
    """Upsampling as `factor` plain filters, one for each position between two pixels, interleaved.

    taps: [factor, K]. before, after: zeros around the input, negative to crop. size: of the output.
    """

    taps: Tensor
    before: int
    after: int
    size: int


def phases(fir: Tensor, factor: int, padding: tuple[int, int], size: int) -> Phases:
    """The filter [T] over an input of `size` pixels, each followed by factor - 1 zeros, then padded at that rate.

    Output o = factor * m + r meets the pixels m + first, m + first + 1, ... with every factor-th tap.
    """
    low, high = padding
    flipped, result = fir.flip(0) * factor, size * factor + low + high - len(fir) + 1
    starts = [(low - r) % factor for r in range(factor)]
    firsts = [(r + start - low) // factor for r, start in enumerate(starts)]
    width = max(first - min(firsts) + -(-(len(fir) - s) // factor) for first, s in zip(firsts, starts, strict=True))
    taps = fir.new_zeros(factor, width)
    for r, (first, start) in enumerate(zip(firsts, starts, strict=True)):
        own = flipped[start::factor]
        taps[r, first - min(firsts) : first - min(firsts) + len(own)] = own
    before = -min(firsts)
    return Phases(taps, before, -(-result // factor) + width - 1 - before - size, result)


def upsampled(x: Tensor, phases: Phases) -> Tensor:
    """[N, C, H, H] -> [N, C, size, size] in x's precision, channels last."""
    zeros = (phases.before, phases.after)
    x = F.pad(x, (*zeros, *zeros)).contiguous(memory_format=torch.channels_last)
    for axis in (2, 3):
        shape = [*x.shape[:axis], phases.size, *x.shape[axis + 1 :]]
        result = torch.empty(shape, dtype=x.dtype, device=x.device, memory_format=torch.channels_last)
        for r, taps in enumerate(phases.taps):
            places = result[:, :, r :: len(phases.taps)] if axis == 2 else result[..., r :: len(phases.taps)]
            places.copy_(_along(x, taps, axis).narrow(axis, 0, places.shape[axis]))
        x = result
    return x


def downsampled(x: Tensor, fir: Tensor, factor: int) -> Tensor:
    """[N, C, H, H] filtered by [T], or by a radial [T, T], then every factor-th pixel of it."""
    flipped = fir.flip(list(range(fir.ndim)))
    if fir.ndim == 2:
        kernel = flipped.to(x.dtype).expand(x.shape[1], 1, -1, -1)
        return F.conv2d(x, kernel, stride=factor, groups=x.shape[1])
    return _along(_along(x, flipped, 2, factor), flipped, 3, factor)


def _along(x: Tensor, taps: Tensor, axis: int, stride: int = 1) -> Tensor:
    """Correlate with taps [T] along one axis."""
    shape, strides = ((-1, 1), (stride, 1)) if axis == 2 else ((1, -1), (1, stride))
    kernel = taps.to(x.dtype).view(1, 1, *shape).expand(x.shape[1], 1, -1, -1)
    return F.conv2d(x, kernel, stride=strides, groups=x.shape[1])
