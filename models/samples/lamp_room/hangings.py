"""What hangs on the back wall: a window with curtains, and pictures."""

from __future__ import annotations

import torch
from torch import Tensor

from models.samples.lamp_room.daylight import sky
from models.samples.lamp_room.factors import Factors
from models.samples.lamp_room.pixelwise import colors, mix, over, pixels, smoothstep, unpack, window_of

PICTURES = 2


def hang(factors: Factors, albedo: Tensor, glow: Tensor, back: Tensor, x: Tensor, y: Tensor) -> None:
    """Paints over albedo and glow [N, 3, S, R, R] in place, where `back` [N, S, R, R] says that the back wall is seen.

    factors: in linear light.
    """
    wall = (..., *window_of(back))
    albedo, glow, back, x, y = albedo[wall], glow[wall], back[wall], x[wall], y[wall]
    present, middle_x, middle_y, half_width, half_height, _ = unpack(factors.window)
    u, v = (x - middle_x).abs() / half_width, (y - middle_y) / half_height
    near = back & (present > 0) & (u < 1.45) & (v.abs() < 1.35)  # the reach of the curtains
    drape = near & (pixels(factors.curtain) > 0) & (u > 0.8)
    seen = (..., *window_of(near))
    _window(factors, albedo[seen], glow[seen], near[seen] & ~drape[seen], x[seen], u[seen], v[seen])
    _curtains(factors, albedo[seen], drape[seen], x[seen])
    free = back & ~drape
    for number in range(PICTURES):
        _picture(factors, number, albedo, free, x, y)


def _window(f: Factors, albedo: Tensor, glow: Tensor, free: Tensor, x: Tensor, u: Tensor, v: Tensor) -> None:
    """The frame in albedo, the sky in glow. u = 0 .. 1 from the middle to the sides, v = -1 .. 1 upwards."""
    bars = pixels(f.window[:, 5]) > 0
    frame = free & (u < 1.13) & (v.abs() < 1.13)
    glass = free & (u < 1) & (v.abs() < 1) & (u > 0.06) & ~(bars & (v.abs() < 0.06))
    albedo[:] = over(albedo, colors(f.window_colors[:, 0]), frame)
    albedo.masked_fill_(glass[:, None], 0.0)
    low, high = (colors(color) for color in sky(f))
    outside = mix(low, high, smoothstep(-1, 1, v))
    hill = v < -0.5 + 0.22 * torch.sin((x - pixels(f.window[:, 1])) * 5 + pixels(f.pattern[:, 0]))
    outside = over(outside, outside * 0.35, hill)
    glow[:] = outside * glass[:, None]


def _curtains(factors: Factors, albedo: Tensor, drape: Tensor, x: Tensor) -> None:
    folds = 0.8 + 0.2 * torch.sin(x * 42)
    albedo[:] = over(albedo, colors(factors.window_colors[:, 1]) * folds[:, None], drape)


def _picture(factors: Factors, number: int, albedo: Tensor, free: Tensor, x: Tensor, y: Tensor) -> None:
    """A framed landscape with a disc in its sky, where the wall is free."""
    present, middle_x, middle_y, half_width, half_height, _ = unpack(factors.picture[:, number])
    u, v = (x - middle_x) / half_width, (y - middle_y) / half_height
    edge = torch.where(free & (present > 0), torch.maximum(u.abs(), v.abs()), 2.0)
    seen = (..., *window_of(edge < 1.15))
    edge = edge[seen]
    framed = over(albedo[seen], colors(factors.picture_colors[:, number, 2]), edge < 1.15)
    albedo[seen] = over(framed, _landscape(factors, number, u[seen], v[seen]), edge < 0.95)


def _landscape(factors: Factors, number: int, u: Tensor, v: Tensor) -> Tensor:
    """[N, 3, S, R, R] in the picture's own -1 .. 1."""
    motif = pixels(factors.picture[:, number, 5])
    one, two, _ = (colors(color) for color in factors.picture_colors[:, number].unbind(1))
    land = smoothstep(0.1, -0.1, v - 0.45 * torch.sin(u * (2 + 4 * motif) + 9 * motif))
    disc = (u - motif + 0.5) ** 2 + (v - 0.4) ** 2 < 0.07
    return over(mix(two, one, land), two * 0.3 + 0.6, disc)
