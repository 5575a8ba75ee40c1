"""Averaged weights: what is shown and shipped is calmer than what is trained."""

from __future__ import annotations

import copy
from typing import Generic, TypeVar

import torch
from torch import nn

RAMP = 0.05  # early on, the half-life is this part of the pictures seen

M = TypeVar("M", bound=nn.Module)


class Average(Generic[M]):
    """An exponential moving average of a module's parameters and running statistics."""

    def __init__(self, module: M, half_life: float) -> None:
        """half_life: pictures after which old weights count for half."""
        self.module: M = copy.deepcopy(module).eval().requires_grad_(False)
        self.half_life, self.seen = half_life, 0

    @torch.no_grad()
    def update(self, module: M, images: int) -> None:
        """After a step on so many images."""
        self.seen += images
        decay = 0.5 ** (images / max(min(self.half_life, self.seen * RAMP), 1e-8))
        for mine, theirs in zip(self.module.parameters(), module.parameters(), strict=True):
            mine.lerp_(theirs, 1 - decay)
        for kept, new in zip(self.module.buffers(), module.buffers(), strict=True):
            kept.copy_(new)
