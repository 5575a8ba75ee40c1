"""From seeds to latents, by the convention that made "seed 85" a picture people know."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from models.document.scene import Scene


def z_of_seed(seed: int, z_dim: int) -> Tensor:
    """float32 [1, z_dim]: numpy's `RandomState(seed).randn(1, z_dim)`, as NVIDIA's programs draw it."""
    return torch.from_numpy(np.random.RandomState(seed).randn(1, z_dim)).float()


def noise_of_scene(scene: Scene, layer: int, resolution: int) -> Tensor:
    """float32 [1, 1, R, R] on the processor, so that a scene with random noise is one picture on every device."""
    draw = torch.Generator().manual_seed(scene.seed * 1000 + layer)
    return torch.randn(1, 1, resolution, resolution, generator=draw)
