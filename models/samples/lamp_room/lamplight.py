"""What lamps do: light that falls on things, shades that glow, haze around them. Factors come in linear light."""

from __future__ import annotations

import torch
from torch import Tensor

from models.samples.lamp_room.factors import LAMPS, Factors
from models.samples.lamp_room.geometry import BOARD, SEAT, STAND_A, STAND_B, WARDROBE, Solids, shade_span
from models.samples.lamp_room.pixelwise import colors, maybe, pixels, smoothstep, window_of
from models.samples.lamp_room.surfaces import globe_surface, shade_surface
from models.samples.lamp_room.tracing import Rays

CASTERS = (SEAT, BOARD, STAND_A, STAND_B, WARDROBE)  # the boxes that cast shadows


def lamplight(factors: Factors, point: list[Tensor], normal: list[Tensor], solids: Solids) -> list[Tensor]:
    """What each lit lamp adds [N, 3, S, R, R], linear, at points with unit normals, three [N, S, R, R] each."""
    return [_shine(factors, lamp, point, normal, solids) for lamp in _lit(factors)]


def glow_of_lamps(factors: Factors, surface: Tensor, y: Tensor, glow: Tensor) -> Tensor:
    """Adds the glow of lit shades to glow [N, 3, S, R, R] in place; returns the lamp masks [N, L, R, R] in [0, 1]."""
    masks = torch.zeros_like(glow[:, :LAMPS, 0])
    for lamp in range(LAMPS):
        ball = surface == globe_surface(lamp)
        shade = ball | (surface == shade_surface(lamp))
        seen = (..., *window_of(shade))
        bright = _brightness(factors, lamp, ball[seen], y[seen]) * shade[seen]
        glow[seen] += colors(_lamp_colors(factors, lamp)[1] * 2.2) * bright[:, None]
        masks[:, lamp][seen] = shade[seen].float().mean(1)
    return masks


def haze(factors: Factors, rays: Rays) -> Tensor | float:
    """The soft light around lit lamps [N, 3, 1, R, R], linear, by how closely a ray passes them."""
    way = [direction[:, :1] for direction in rays.way]
    length = way[0] * way[0] + way[1] * way[1] + way[2] * way[2]
    total = 0.0
    for lamp in _lit(factors):
        x, y, z = (pixels(b) - eye for b, eye in zip(_bulb(factors, lamp), rays.eye, strict=True))
        along = (x * way[0] + y * way[1] + z * way[2]) / length
        miss = x * x + y * y + z * z - along * along * length
        color, _ = _lamp_colors(factors, lamp)
        total = total + colors(color) * (0.13 * torch.exp(-miss / 0.08) + 0.045 * torch.exp(-miss / 0.5))[:, None]
    return total


def _lit(factors: Factors) -> list[int]:
    """The lamps that may be lit in any of the rooms."""
    return [lamp for lamp in range(LAMPS) if maybe(factors.lamp_intensity[:, lamp] > 0)]


def _bulb(factors: Factors, lamp: int) -> list[Tensor]:
    """The middle of the shade, three [N]."""
    bottom, top = shade_span(factors, lamp)
    x, _, z = factors.lamp_position[:, lamp].unbind(-1)
    return [x, (bottom + top) / 2, z]


def _lamp_colors(factors: Factors, lamp: int) -> tuple[Tensor, Tensor]:
    """Colour of a lamp's light and of its glowing shade [N, 3]. The dimmer at a half gives a quarter of the light."""
    warm, intensity = factors.lamp_warmth[:, lamp], factors.lamp_intensity[:, lamp, None]
    color = torch.stack([torch.ones_like(warm), 0.64 + 0.2 * warm, 0.28 + 0.38 * warm], -1) * 1.25 * intensity**2
    return color, (0.12 + 0.88 * factors.lamp_shade[:, lamp]) * color


def _brightness(factors: Factors, lamp: int, ball: Tensor, y: Tensor) -> Tensor:
    """Of a shade at height y: brightest a little below its middle, with dark rims; of a ball: even."""
    bottom, top = (pixels(end) for end in shade_span(factors, lamp))
    height = (y - bottom) / (top - bottom)
    cloth = 0.72 + 0.5 * torch.exp(-(((height - 0.45) / 0.35) ** 2))
    cloth = torch.where((height < 0.07) | (height > 0.93), 0.7, cloth)
    return torch.where(ball, 1.15, cloth)


def _shine(f: Factors, lamp: int, point: list[Tensor], normal: list[Tensor], solids: Solids) -> Tensor:
    """Straight light through the shade's openings, tinted light through its cloth, and a bounce from the walls."""
    way = [pixels(b) - p for b, p in zip(_bulb(f, lamp), point, strict=True)]
    square = way[0] * way[0] + way[1] * way[1] + way[2] * way[2]
    inverse = torch.rsqrt(square + 1e-4)
    facing = 0.2 + 0.8 * (normal[0] * way[0] + normal[1] * way[1] + normal[2] * way[2]) * inverse
    falloff = facing.clamp(min=0) / (0.12 + square) * _shadow(point, way, solids)
    color, _ = _lamp_colors(f, lamp)
    cloth = color * 0.3 * (0.3 + 0.7 * f.lamp_shade[:, lamp])
    bounce = color * (0.03 + 0.03 * f.wall)
    straight = 0.75 * _openings(f, lamp, way[1] * inverse) * falloff
    return colors(color) * straight[:, None] + colors(cloth) * falloff[:, None] + colors(bounce)


def _openings(factors: Factors, lamp: int, rise: Tensor) -> Tensor:
    """How much of the bulb is seen through the shade's ends; rise: how steeply a point looks up at it, -1 to 1."""
    lower, upper, shade, _ = factors.lamp_shape[:, lamp].unbind(-1)
    down, up = (pixels(shade / (shade**2 + 4 * radius**2).sqrt()) for radius in (lower, upper))
    cone = smoothstep(down - 0.12, down + 0.12, rise) + smoothstep(up - 0.12, up + 0.12, -rise)
    return torch.where(pixels(factors.lamp_globe[:, lamp]) > 0, 0.75, cone)


def _shadow(point: list[Tensor], way: list[Tensor], solids: Solids) -> Tensor:
    """1 = sees the lamp, 0.2 = behind furniture; soft, by the length of the path inside each box."""
    boxes = [box for box in CASTERS if maybe(solids.boxes[:, box, 1] > 0)]  # absent ones lie below the floor
    middles, halves = (_columns(table[:, boxes]) for table in (solids.boxes, solids.box_halves))
    near, far = [], []
    for axis in range(3):
        inverse = 1 / torch.where(way[axis].abs() < 1e-5, 1e-5, way[axis])
        middle = (middles[axis] - point[axis]).mul_(inverse)
        reach = halves[axis] * inverse.abs()
        near.append(middle - reach)
        far.append(middle.add_(reach))
    enter = torch.maximum(near[0], torch.maximum(near[1], near[2])).clamp_(min=0.01)
    leave = torch.minimum(far[0], torch.minimum(far[1], far[2])).clamp_(max=1.0)
    shade = 1 - 0.8 * smoothstep(0.0, 0.06, leave.sub_(enter))
    clear = torch.ones_like(point[0])
    for part in shade:
        clear = clear.mul_(part)
    return clear


def _columns(table: Tensor) -> tuple[Tensor, ...]:
    """[N, B, 3] -> three [B, N, 1, 1, 1], to meet [N, S, R, R] once for each of B boxes."""
    return table.permute(2, 1, 0).contiguous().view(3, table.shape[1], -1, 1, 1, 1).unbind(0)
