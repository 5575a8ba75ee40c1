"""Colours as light: from the HSV of factors to linear red, green and blue."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from models.samples.lamp_room.factors import Factors

GAMMA = 2.2
COLORS = (
    "wall",
    "accent",
    "floor",
    "rug_colors",
    "seat_color",
    "seat_colors",
    "stand_color",
    "wardrobe_color",
    "bench_color",
    "window_colors",
    "picture_colors",
    "lamp_shade",
    "lamp_base",
)


def hsv_to_linear(hsv: Tensor) -> Tensor:
    """[..., 3] HSV in [0, 1] -> linear light in [0, 1]."""
    hue, saturation, value = hsv[..., 0:1] * 6, hsv[..., 1:2], hsv[..., 2:3]
    k = (torch.tensor([5.0, 3.0, 1.0], device=hsv.device) + hue) % 6
    return (value - value * saturation * torch.minimum(k, 4 - k).clamp(0, 1)) ** GAMMA


def in_linear_light(factors: Factors) -> Factors:
    """The same rooms with every colour in linear light instead of HSV: what the renderer works with."""
    colors = [getattr(factors, name) for name in COLORS]
    flat = [color.reshape(len(factors), -1, 3) for color in colors]
    linear = hsv_to_linear(torch.cat(flat, 1)).split([part.shape[1] for part in flat], 1)  # at once: far fewer steps
    pairs = zip(COLORS, linear, colors, strict=True)
    return replace(factors, **{name: part.reshape(color.shape) for name, part, color in pairs})
