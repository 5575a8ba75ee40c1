"""From seeds to latents, by the convention that made "seed 85" a picture people know."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from models.document.scene import Scene


def z_of_seed(seed: int, z_dim: int) -> Tensor:
    """float32 [1, z_dim]: numpy's `RandomState(seed).randn(1, z_dim)`, as NVIDIA's programs draw it."""
    return torch.from_numpy(np.random.RandomState(seed).randn(1, z_dim)).float()


def noise_of_scene(scene: Scene, layer: int, resolution: int) -> Tensor:
    """float32 [1, 1, R, R] on the processor, so that a scene with random noise is one picture on every device."""
    if scene.toward is not None:
        start, end = (noise_of_scene(each, layer, resolution) for each in scene.ends())
        return slerp(start, end, scene.toward.part)
    draw = torch.Generator().manual_seed(scene.seed * 1000 + layer)
    return torch.randn(1, 1, resolution, resolution, generator=draw)


def slerp(start: Tensor, end: Tensor, part: float) -> Tensor:
    """Along the great circle from one tensor to another of its shape, so that noise stays as strong as noise is.

    part: 0 is exactly `start`, 1 exactly `end`. Those that point the same way, or opposite, are joined by a line.
    """
    if part in (0.0, 1.0):
        return start if part == 0 else end
    flat = [each.double().flatten() for each in (start, end)]
    cosine = float(flat[0] @ flat[1] / (flat[0].norm() * flat[1].norm()).clamp_min(1e-12))
    angle = math.acos(min(1.0, max(-1.0, cosine)))
    if math.sin(angle) < 1e-6:
        return torch.lerp(start, end, part)
    weights = math.sin((1 - part) * angle) / math.sin(angle), math.sin(part * angle) / math.sin(angle)
    return (weights[0] * flat[0] + weights[1] * flat[1]).to(start.dtype).view_as(start)
