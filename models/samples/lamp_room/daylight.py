"""Light that does not come from lamps: the sky, the room's ambient light, the window, a patch of sun."""

from __future__ import annotations

import torch
from torch import Tensor

from models.samples.lamp_room.factors import Factors
from models.samples.lamp_room.pixelwise import colors, maybe, smoothstep, unpack

SUNLIGHT = (1.0, 0.9, 0.7)

Color = tuple[float, float, float]


def sky(factors: Factors) -> tuple[Tensor, Tensor]:
    """Colours of the sky at the horizon and above [N, 3], linear."""
    bright = factors.daylight[:, None]
    low = _by_time(factors, (0.8, 0.9, 1.0), (0.95, 0.42, 0.2), (0.035, 0.05, 0.14))
    low_gain = _by_time(factors, (0.1, 0.0, 0.0), (0.0, 0.2, 0.1), (0.0, 0.01, 0.03))
    high = _by_time(factors, (0.25, 0.5, 0.95), (0.22, 0.2, 0.42), (0.012, 0.02, 0.07))
    high_gain = _by_time(factors, (0.3, 0.2, 0.0), (0.1, 0.0, 0.0), (0.0, 0.01, 0.03))
    return low + bright * low_gain, high + bright * high_gain


def ambient(factors: Factors) -> Tensor:
    """The light [N, 3], linear, that fills a room without lamps, window apart: about 0.42 at noon to 0.07 at night."""
    color = _by_time(factors, (0.33, 0.32, 0.32), (0.175, 0.155, 0.165), (0.075, 0.085, 0.115))
    return color * (0.85 + 0.4 * factors.daylight[:, None])


def daylight(factors: Factors, point: list[Tensor], normal: list[Tensor]) -> Tensor:
    """Light [N, 3, S, R, R], linear, that arrives at points with unit normals, three [N, S, R, R] each."""
    light = _ambient(factors, point, normal[1])
    windowed = factors.window[:, 0] > 0
    if maybe(windowed):
        light = light + _from_window(factors, point, normal)
    if maybe(windowed & (factors.sun[:, 0] > 0)):
        light = light + _sun_patch(factors, point, normal)
    return light


def _by_time(factors: Factors, day: Color, dusk: Color, night: Color) -> Tensor:
    return torch.tensor([day, dusk, night], device=factors.room.device)[factors.time]


def _ambient(factors: Factors, point: list[Tensor], up: Tensor) -> Tensor:
    """Nearly even; darker along the edges of the room and on what faces down."""
    (x, y, z), (width, height, depth) = point, unpack(factors.room)
    corner = 0.6 + 0.4 * smoothstep(0, 0.5, torch.minimum(y, height - y))
    corner = corner * (0.72 + 0.28 * smoothstep(0, 0.5, depth - z))
    corner = corner * (0.78 + 0.22 * smoothstep(0, 0.4, width / 2 - x.abs()))
    return colors(ambient(factors)) * (corner * (0.8 + 0.2 * up))[:, None]


def _from_window(factors: Factors, point: list[Tensor], normal: list[Tensor]) -> Tensor:
    """The window as one soft source that shines straight into the room."""
    (x, y, z), (present, window_x, window_y, *_) = point, unpack(factors.window)
    lx, ly, lz = window_x - x, window_y - y, unpack(factors.room)[2] - z
    square = lx * lx + ly * ly + lz * lz
    inverse = torch.rsqrt(square + 0.05)
    facing = ((normal[0] * lx + normal[1] * ly + normal[2] * lz) * inverse).clamp(min=0) * (lz * inverse).clamp(0, 1)
    color = _by_time(factors, (0.9, 0.9, 0.95), (0.42, 0.28, 0.25), (0.05, 0.07, 0.12))
    color = color * (1 + 0.5 * factors.daylight[:, None])
    return colors(color) * (present * 1.5 * facing / (0.6 + square))[:, None]


def _sun_patch(factors: Factors, point: list[Tensor], normal: list[Tensor]) -> Tensor:
    """The window's two panes, thrown into the room by parallel rays."""
    (x, y, z), (strength, slant_x, slant_y) = point, unpack(factors.sun)
    present, window_x, window_y, half_width, half_height, _ = unpack(factors.window)
    away = unpack(factors.room)[2] - z
    u, v = (x + slant_x * away - window_x).abs() / half_width, (y + slant_y * away - window_y).abs() / half_height
    patch = smoothstep(1.0, 0.88, u) * smoothstep(1.0, 0.88, v) * smoothstep(0.03, 0.1, u) * (away > 0.02)
    facing = (normal[2] + normal[0] * slant_x + normal[1] * slant_y).abs().clamp(max=1)
    color = torch.tensor([SUNLIGHT], device=x.device)
    return colors(color) * (patch * present * strength * 0.8 * facing)[:, None]
