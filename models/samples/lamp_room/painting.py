"""What the surfaces of a room are painted with: albedo, in linear light."""

from __future__ import annotations

import torch
from torch import Tensor

from models.samples.lamp_room.factors import DAMASK, PANELS, PLANKS, STRIPES, TILES, TWO_TONE, Factors
from models.samples.lamp_room.geometry import BENCH, BLANKET, STAND_A, STAND_B, WARDROBE
from models.samples.lamp_room.hangings import hang
from models.samples.lamp_room.pixelwise import (
    colors,
    lookup,
    maybe,
    mix,
    over,
    pixels,
    smoothstep,
    unpack,
    window_of,
)
from models.samples.lamp_room.surfaces import BACK, BOXES, GROUND, ROUNDS, SIDE, albedo_table

TRIM = 0.72  # albedo of the skirting board and of the rail on a dado


def paint(factors: Factors, surface: Tensor, point: list[Tensor]) -> tuple[Tensor, Tensor]:
    """Albedo and glow of what is seen at three [N, S, R, R], each [N, 3, S, R, R], linear.

    factors: in linear light. surface: numbers [N, S, R, R], float. The glow is the sky behind the window, and zero
    elsewhere.
    """
    albedo = torch.stack(lookup(albedo_table(factors), surface.long()), 1)
    glow = torch.zeros_like(albedo)
    x, y, z = point
    back, wall, ground = surface == BACK, surface <= SIDE, surface == GROUND
    furniture = (surface >= BOXES) & (surface < ROUNDS)

    seen = (..., *window_of(wall))
    along = torch.where(back[seen], x[seen], z[seen])
    albedo[seen] = over(albedo[seen], _wall(factors, along, y[seen]), wall[seen])
    seen = (..., *window_of(ground))
    albedo[seen] = over(albedo[seen], _floor(factors, x[seen], z[seen]), ground[seen])
    hang(factors, albedo, glow, back, x, y)
    seen = (..., *window_of(furniture))
    albedo[seen] *= _grain(factors, surface[seen], x[seen], y[seen], z[seen])[:, None]
    return albedo, glow


def _wall(factors: Factors, along: Tensor, y: Tensor) -> Tensor:
    """Wallpaper [N, 3, S, R, R] at metres along the wall and above the floor."""
    kind, (frequency, dado) = pixels(factors.wall_pattern), unpack(factors.pattern)
    below = smoothstep(0.01, -0.01, y - dado)
    amount = torch.where(kind == TWO_TONE, below, 0.0)
    if maybe(kind == STRIPES):
        stripe = 0.6 * smoothstep(-0.15, 0.15, torch.sin(along * frequency * 3.1))
        amount = torch.where(kind == STRIPES, stripe, amount)
    if maybe(kind == PANELS):
        slat = 0.8 + 0.2 * smoothstep(0.02, 0.05, ((along * 1.7) % 1.0 - 0.5).abs())
        amount = torch.where(kind == PANELS, below * slat, amount)
    color = mix(colors(factors.wall), colors(factors.accent), amount)
    if maybe(kind == DAMASK):
        relief = 1 + 0.12 * torch.sin(along * frequency * 4) * torch.sin(y * frequency * 4)
        color = color * torch.where(kind == DAMASK, relief, 1.0)[:, None]
    rail = ((y - dado).abs() < 0.03) & ((kind == TWO_TONE) | (kind == PANELS))
    return torch.where((rail | (y < 0.09))[:, None], TRIM, color)


def _floor(factors: Factors, x: Tensor, z: Tensor) -> Tensor:
    kind, scale = pixels(factors.floor_kind), pixels(factors.floor_scale)
    color = colors(factors.floor) * torch.ones_like(x)[:, None]
    if maybe(kind == PLANKS):
        color = color * torch.where(kind == PLANKS, _planks(x * scale, z), 1.0)[:, None]
    if maybe(kind == TILES):
        tiles = ((torch.floor(x * 2.2) + torch.floor(z * 2.2)) % 2) * 0.35 + 0.75
        color = color * torch.where(kind == TILES, tiles, 1.0)[:, None]
    return _rug(factors, color, x, z) if maybe(factors.rug[:, 0] > 0) else color


def _planks(across: Tensor, z: Tensor) -> Tensor:
    """Brightness of boards that run away from the camera: each its own, with dark seams."""
    board = torch.sin(torch.floor(across) * 12.9898) * 43.758
    board = board - board.floor()
    seam = smoothstep(0, 0.07, across % 1.0) * smoothstep(0, 0.015, (z * 0.7 + board * 3) % 1.0)
    return (0.82 + 0.3 * board) * (0.6 + 0.4 * seam)


def _rug(factors: Factors, floor: Tensor, x: Tensor, z: Tensor) -> Tensor:
    """The floor with a rug, round or not, that has two bands."""
    present, is_round, rug_x, rug_z, half_width, half_depth = unpack(factors.rug)
    u, v = (x - rug_x) / half_width, (z - rug_z) / half_depth
    reach = torch.where(is_round > 0, (u * u + v * v).sqrt(), torch.maximum(u.abs(), v.abs()))
    band = ((reach > 0.82) | ((reach > 0.45) & (reach < 0.56))).float()
    field, border = (colors(color) for color in factors.rug_colors.unbind(1))
    return over(floor, mix(field, border, band), (reach < 1) & (present > 0))


def _grain(factors: Factors, surface: Tensor, x: Tensor, y: Tensor, z: Tensor) -> Tensor:
    """Brightness of the furniture's surface: quilting, drawers, doors, and the dark where things meet the floor."""
    part = ((surface - BOXES) / 3).floor()
    front = surface - BOXES - 3 * part == 2
    quilted = (part == BLANKET) | (part == BENCH)
    grain = torch.where(quilted, 1 + 0.13 * torch.sin(x * 16) * torch.sin(z * 16 + y * 8), 1.0)
    stand = front & ((part == STAND_A) | (part == STAND_B))
    grain = torch.where(stand, _drawers(factors, x, y), grain)
    wardrobe = front & (part == WARDROBE)
    if maybe(wardrobe):
        shelf = (y * 3.1) % 1.0
        doors = 0.55 + 0.45 * smoothstep(0.03, 0.08, torch.minimum(shelf, 1 - shelf))
        grain = torch.where(wardrobe, doors, grain)
    meets = torch.where((surface >= BOXES) & (surface < ROUNDS), 0.4 * torch.exp(-6 * y.clamp(min=0)), 0.0)
    return grain * (1 - meets)


def _drawers(factors: Factors, x: Tensor, y: Tensor) -> Tensor:
    """Two drawers, each with a knob in its middle."""
    (seat_x, half, *_), (_, height, stand_half, gap) = factors.seat.unbind(-1), factors.stand.unbind(-1)
    reach, height = pixels(half + stand_half + gap), pixels(height)
    drawer = (y / height * 2) % 1.0
    knob = ((x - pixels(seat_x)).abs() - reach) ** 2 + ((drawer - 0.5) * height / 2) ** 2 < 0.0007
    return torch.where(knob, 0.35, 0.6 + 0.4 * smoothstep(0.02, 0.08, torch.minimum(drawer, 1 - drawer)))
