"""From a generator's raw output to pictures."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def picture_of(raw: Tensor) -> Tensor:
    """Raw [N, 3, H, W], about [-1, 1] -> pictures in [0, 1]."""
    return raw.mul(0.5).add_(0.5).clamp_(0, 1)


def to_uint8(picture: Tensor) -> np.ndarray:
    """A picture [1, 3, H, W] in [0, 1] -> uint8 [H, W, 3]."""
    levels = picture[0].float().mul(255).round().to(torch.uint8)
    return np.ascontiguousarray(levels.permute(1, 2, 0).cpu().numpy())
