"""The numbers of the surfaces in a room, and the tables that say what each looks like and which way it faces."""

from __future__ import annotations

import torch
from torch import Tensor

from models.samples.lamp_room.factors import LAMPS, Factors
from models.samples.lamp_room.geometry import BOX_COUNT, CUSHIONS, Solids

BACK, SIDE, GROUND, CEILING, BOXES = range(5)  # a box takes three numbers, one for each axis its faces point along
ROUNDS = BOXES + 3 * BOX_COUNT  # the cushions, then a foot and then a globe for each lamp
TAPERED = ROUNDS + CUSHIONS + 2 * LAMPS  # a stem and a shade for each lamp
SURFACES = TAPERED + 2 * LAMPS


def globe_surface(lamp: int) -> int:
    """The number of a lamp's glass ball."""
    return ROUNDS + CUSHIONS + LAMPS + lamp


def shade_surface(lamp: int) -> int:
    """The number of a lamp's cloth shade."""
    return TAPERED + 2 * lamp + 1


def albedo_table(factors: Factors) -> Tensor:
    """The plain colour of every surface [N, 3, SURFACES]. Factors and table are in linear light."""
    sofa, seat, wall, stand = factors.sofa[:, None] > 0, factors.seat_color, factors.wall, factors.stand_color
    sheet, board, cushion = factors.seat_colors.unbind(1)
    base, shade = factors.lamp_base.unbind(1), factors.lamp_shade.unbind(1)
    mattress, board = torch.where(sofa, seat, sheet), torch.where(sofa, seat * 0.9, board)
    boxes = [mattress, seat, board, seat * 0.9, stand, stand, factors.wardrobe_color, factors.bench_color]
    table = [wall, wall, factors.floor, torch.full_like(wall, 0.8)] + [color for color in boxes for _ in range(3)]
    table += [cushion] * CUSHIONS + [*base, *shade]
    table += [color for lamp in range(LAMPS) for color in (base[lamp] * 0.8, shade[lamp])]
    return torch.stack(table, -1)


def normal_table(solids: Solids) -> Tensor:
    """[N, 9, SURFACES] of flat, centre, stiffness: normal = flat + (point - centre) * stiffness, before normalising."""
    flat = torch.zeros(len(solids), SURFACES, 3, device=solids.boxes.device)
    centre, stiffness = torch.zeros_like(flat), torch.zeros_like(flat)
    for surface, axis in ((BACK, 2), (SIDE, 0), (GROUND, 1), (CEILING, 1)):
        flat[:, surface, axis] = 1
    for axis in range(3):
        flat[:, BOXES + axis : ROUNDS : 3, axis] = 1
    centre[:, ROUNDS:TAPERED], stiffness[:, ROUNDS:TAPERED] = solids.rounds, solids.round_radii**-2
    centre[:, TAPERED:], stiffness[:, TAPERED:] = _frustum_normals(solids.frusta)
    return torch.cat([flat, centre, stiffness], -1).transpose(1, 2).contiguous()


def _frustum_normals(frusta: Tensor) -> tuple[Tensor, Tensor]:
    """Centre (the apex) and stiffness [N, 2L, 3] of cones of radius a + b y; a cylinder has no apex and needs none."""
    x, z, _, _, a, b = frusta.unbind(-1)
    apex = -a / torch.where(b == 0, 1.0, b)
    one = torch.ones_like(b)
    return torch.stack([x, apex, z], -1), torch.stack([one, -b * b, one], -1)
