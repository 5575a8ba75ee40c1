"""Rooms as solids: axis-aligned boxes, ellipsoids and upright cone frusta.

Absent things are kept, far below the floor, so that every room has the same number of solids.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from models.samples.lamp_room.columns import Columns
from models.samples.lamp_room.factors import LAMPS, PENDANT, TABLE, Factors

SEAT, BLANKET, BOARD, ARM, STAND_A, STAND_B, WARDROBE, BENCH = range(8)
BOX_COUNT, CUSHIONS = 8, 2
FAR_BELOW = -50.0  # metres

Part = tuple[Tensor, Tensor]  # centre and half size, or centre and radii, each [N, 3]
Heights = tuple[Tensor | float, Tensor | float]


@dataclass(frozen=True, eq=False)
class Solids(Columns):
    """The things in N rooms, in metres."""

    boxes: Tensor  # [N, 8, 3] centres, SEAT to BENCH
    box_halves: Tensor  # [N, 8, 3] half sizes
    rounds: Tensor  # [N, 2 + 2L, 3] centres of ellipsoids: cushions, lamp feet, globes
    round_radii: Tensor  # [N, 2 + 2L, 3]
    frusta: Tensor  # [N, 2L, 6] x, z, bottom, top, radius = a + b y: a stem and a shade for each lamp

    def bounds(self) -> tuple[Tensor, Tensor]:
        """Lower and upper corners [N, P, 3] of boxes, ellipsoids and frusta, in this order."""
        x, z, bottom, top, a, b = self.frusta.unbind(-1)
        radius = torch.maximum(a + b * bottom, a + b * top)
        lower = torch.stack([x - radius, bottom, z - radius], -1)
        upper = torch.stack([x + radius, top, z + radius], -1)
        middles, halves = torch.cat([self.boxes, self.rounds], 1), torch.cat([self.box_halves, self.round_radii], 1)
        return torch.cat([middles - halves, lower], 1), torch.cat([middles + halves, upper], 1)


def build_solids(factors: Factors) -> Solids:
    """What stands and hangs in N rooms."""
    centres, halves = zip(*_seat_boxes(factors), *_furniture_boxes(factors), strict=True)
    lamps = range(LAMPS)
    feet, globes = [_foot(factors, lamp) for lamp in lamps], [_globe(factors, lamp) for lamp in lamps]
    middles, radii = zip(*_cushions(factors), *feet, *globes, strict=True)
    frusta = [frustum for lamp in lamps for frustum in (_stem(factors, lamp), _shade(factors, lamp))]
    return Solids(*(torch.stack(parts, 1) for parts in (centres, halves, middles, radii, frusta)))


def shade_span(factors: Factors, lamp: int) -> tuple[Tensor, Tensor]:
    """Heights of the bottom and the top of a lamp's shade, each [N]."""
    _, _, shade, stem = factors.lamp_shape[:, lamp].unbind(-1)
    foot, kind = factors.lamp_position[:, lamp, 1], factors.lamp_kind[:, lamp]
    standing = foot + stem + torch.where(kind == TABLE, 0.06, 0.0)
    bottom = torch.where(kind == PENDANT, foot - stem - shade, standing)
    return bottom, bottom + shade


def _fall(present: Tensor) -> Tensor:
    """What to add to a height: nothing, or where absent things are a long way down."""
    return (1 - present) * FAR_BELOW


def _box(x: tuple[Tensor, Tensor], y: Heights, z: tuple[Tensor, Tensor], present: Tensor) -> Part:
    """A box from its ends along each axis."""
    fall = _fall(present)
    lower = torch.stack([x[0], y[0] + fall, z[0]], -1)
    upper = torch.stack([x[1], y[1] + fall, z[1]], -1)
    return (lower + upper) / 2, (upper - lower) / 2


def _seat_boxes(factors: Factors) -> list[Part]:
    """SEAT, BLANKET, BOARD and ARM: of a bed, or of a sofa."""
    sofa = factors.sofa[:, None] > 0
    pairs = zip(_bed_boxes(factors), _sofa_boxes(factors), strict=True)
    return [(torch.where(sofa, b[0], a[0]), torch.where(sofa, b[1], a[1])) for a, b in pairs]


def _bed_boxes(factors: Factors) -> list[Part]:
    """Mattress, blanket, headboard; no arm."""
    depth, (x, half, length, height, board) = factors.room[:, 2], factors.seat.unbind(-1)
    always, never = torch.ones_like(x), torch.zeros_like(x)
    return [
        _box((x - half, x + half), (0.1, height), (depth - length, depth - 0.06), always),
        _box(
            (x - half - 0.03, x + half + 0.03), (0.12, height + 0.04), (depth - (length + 0.03), depth - 0.72), always
        ),
        _box((x - half - 0.05, x + half + 0.05), (0.0, height + board), (depth - 0.07, depth - 0.01), always),
        _box((x + half, x + half + 0.2), (0.0, 0.62), (depth - 0.94, depth - 0.01), never),
    ]


def _sofa_boxes(factors: Factors) -> list[Part]:
    """Seat, back, and an arm on either side."""
    depth, (x, half, length, height, _) = factors.room[:, 2], factors.seat.unbind(-1)
    always, arm, long = torch.ones_like(x), (0.0, 0.62), (depth - 0.94, depth - 0.01)
    return [
        _box((x - half, x + half), (0.1, height), (depth - length, depth - 0.06), always),
        _box((x - half, x + half), (0.3, 0.86), (depth - 0.32, depth - 0.05), always),
        _box((x - half - 0.2, x - half), arm, long, always),
        _box((x + half, x + half + 0.2), arm, long, always),
    ]


def _furniture_boxes(factors: Factors) -> list[Part]:
    """STAND_A (under lamp 0, if it is a table lamp), STAND_B (on the other side), WARDROBE and BENCH."""
    depth, (x, half, *_) = factors.room[:, 2], factors.seat.unbind(-1)
    side, height, stand_half, gap = factors.stand.unbind(-1)
    reach = half + stand_half + gap
    stands = [
        _box((middle - stand_half, middle + stand_half), (0.0, height), (depth - 0.54, depth - 0.03), present)
        for middle, present in (
            (x + side * reach, (factors.lamp_kind[:, 0] == TABLE).float()),
            (x - side * reach, factors.second_stand),
        )
    ]
    present, away, tall = factors.wardrobe.unbind(-1)
    far = x - side * (half + 2 * stand_half + gap + away)
    wardrobe = _box((far - 0.35, far + 0.35), (0.0, tall), (depth - 0.55, depth - 0.02), present)
    present, middle, front = factors.bench.unbind(-1)
    bench = _box((middle - 0.45, middle + 0.45), (0.0, 0.32), (front, front + 0.42), present)
    return [*stands, wardrobe, bench]


def _cushions(factors: Factors) -> list[Part]:
    """Two ellipsoids: pillows that lie on a bed, or cushions that lean on a sofa's back."""
    sofa, depth, (x, half, _, height, _) = factors.sofa > 0, factors.room[:, 2], factors.seat.unbind(-1)
    y, z = height + torch.where(sofa, 0.17, 0.1), depth - torch.where(sofa, 0.42, 0.36)
    wide, tall, deep = torch.where(sofa, 0.2, half * 0.4), torch.where(sofa, 0.19, 0.12), torch.where(sofa, 0.12, 0.2)
    radii = torch.stack([wide, tall, deep], -1)
    return [(torch.stack([x + side * half * 0.5, y, z], -1), radii) for side in (-1, 1)]


def _foot(factors: Factors, lamp: int) -> Part:
    """An ellipsoid: the body of a table lamp, the plate under a floor lamp; ceiling lamps have none."""
    x, y, z = factors.lamp_position[:, lamp].unbind(-1)
    kind, stem = factors.lamp_kind[:, lamp], factors.lamp_shape[:, lamp, 3]
    tall = torch.where(kind == TABLE, 0.06 + stem * 0.4, 0.03)
    wide = 0.1 + 0.05 * (kind != TABLE)
    up = torch.where(kind == PENDANT, FAR_BELOW, tall * 0.9) + _fall(factors.lamp_present[:, lamp])
    return torch.stack([x, y + up, z], -1), torch.stack([wide, tall, wide], -1)


def _globe(factors: Factors, lamp: int) -> Part:
    """The glass ball that some lamps have instead of a shade."""
    (x, _, z), (radius, _, shade, _) = factors.lamp_position[:, lamp].unbind(-1), factors.lamp_shape[:, lamp].unbind(-1)
    fall = _fall(factors.lamp_present[:, lamp] * factors.lamp_globe[:, lamp])
    y = shade_span(factors, lamp)[0] + shade / 2 + fall
    return torch.stack([x, y, z], -1), torch.stack([radius * 0.85] * 3, -1)


def _stem(factors: Factors, lamp: int) -> Tensor:
    """[N, 6]: a pole from the foot into the shade, or a cord from the ceiling."""
    x, foot, z = factors.lamp_position[:, lamp].unbind(-1)
    hangs, fall = factors.lamp_kind[:, lamp] == PENDANT, _fall(factors.lamp_present[:, lamp])
    shade_bottom, shade_top = shade_span(factors, lamp)
    bottom = torch.where(hangs, shade_top - 0.05, foot) + fall
    top = torch.where(hangs, foot, shade_bottom + factors.lamp_shape[:, lamp, 2] * 0.4) + fall
    radius = torch.where(hangs, 0.014, 0.024)
    return torch.stack([x, z, bottom, top, radius, torch.zeros_like(radius)], -1)


def _shade(factors: Factors, lamp: int) -> Tensor:
    """[N, 6]: an open cone, unless the lamp is a globe."""
    (x, _, z), (lower, upper, height, _) = (
        table[:, lamp].unbind(-1) for table in (factors.lamp_position, factors.lamp_shape)
    )
    fall = _fall(factors.lamp_present[:, lamp]) + factors.lamp_globe[:, lamp] * FAR_BELOW
    bottom, top = (end + fall for end in shade_span(factors, lamp))
    slope = (upper - lower) / height
    return torch.stack([x, z, bottom, top, lower - slope * bottom, slope], -1)
