"""Arithmetic on pictures of rooms.

A quantity has one value a sample, [N, S, R, R]: S samples in each of R x R pixels of N rooms. A colour has three,
[N, 3, S, R, R]. What is one number or one colour a room broadcasts against them: `pixels`, `unpack` and `colors`.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

Window = tuple[slice, slice]  # rows and columns of a picture
EVERYWHERE: Window = (slice(None), slice(None))


def pixels(column: Tensor) -> Tensor:
    """[N] -> [N, 1, 1, 1], to meet [N, S, R, R]."""
    return column.float().view(-1, 1, 1, 1)


def unpack(table: Tensor) -> tuple[Tensor, ...]:
    """[N, C] -> C tensors [N, 1, 1, 1]."""
    return table.float().view(*table.shape, 1, 1, 1).unbind(1)


def colors(column: Tensor) -> Tensor:
    """[N, 3] -> [N, 3, 1, 1, 1], to meet [N, 3, S, R, R]."""
    return column.view(-1, 3, 1, 1, 1)


def smoothstep(low: float | Tensor, high: float | Tensor, x: Tensor) -> Tensor:
    """0 below low, 1 above high (or the other way round where low > high), smooth between."""
    t = ((x - low) / (high - low)).clamp(0, 1)
    return t * t * (3 - 2 * t)


def mix(a: Tensor, b: Tensor, amount: Tensor) -> Tensor:
    """From colour a to colour b by amount [N, S, R, R] in [0, 1]."""
    shape = (-1, 3, *amount.shape[1:])
    return torch.lerp(a.expand(shape), b.expand(shape), amount[:, None])


def over(base: Tensor, color: Tensor, where: Tensor) -> Tensor:
    """`color` where the flag [N, S, R, R] is set, `base` elsewhere."""
    return torch.where(where[:, None], color, base)


def lookup(table: Tensor, number: Tensor) -> list[Tensor]:
    """table [N, C, K] read at number [N, S, R, R] (int64 below K) -> C tensors like number."""
    flat = number.flatten(1)
    return [channel.gather(1, flat).view(number.shape) for channel in table.unbind(1)]


def peekable(values: Tensor) -> bool:
    """Whether looking at values costs nothing: on a GPU it would wait for them, in a compiled graph split it."""
    return values.device.type == "cpu" and not torch.compiler.is_compiling()


def maybe(flags: Tensor) -> bool:
    """False when no flag is set; True when one is, or when looking would cost."""
    return not peekable(flags) or bool(flags.any())


def window_of(flags: Tensor) -> Window:
    """The smallest window that holds every set flag of [N, S, R, R]; everything when looking would cost."""
    if not peekable(flags):
        return EVERYWHERE
    return _extent(flags, (0, 1, 3)), _extent(flags, (0, 1, 2))


def _extent(flags: Tensor, others: tuple[int, ...]) -> slice:
    """From the first to the last set flag along the one axis that is not among the others."""
    set_at = np.flatnonzero(flags.numpy().any(others))  # torch's any is several times slower here
    return slice(set_at[0], set_at[-1] + 1) if len(set_at) else slice(0)
