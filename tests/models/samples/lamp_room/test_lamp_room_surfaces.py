"""The tables of surfaces."""

from __future__ import annotations

import torch

from models.samples.lamp_room import LAMPS
from models.samples.lamp_room.geometry import build_solids
from models.samples.lamp_room.surfaces import (
    GROUND,
    ROUNDS,
    SURFACES,
    albedo_table,
    globe_surface,
    normal_table,
    shade_surface,
)


def test_every_surface_has_its_own_number():
    numbers = [globe_surface(lamp) for lamp in range(LAMPS)] + [shade_surface(lamp) for lamp in range(LAMPS)]
    assert len(set(numbers)) == 2 * LAMPS
    assert min(numbers) > ROUNDS
    assert max(numbers) == SURFACES - 1


def test_the_albedo_of_a_shade_is_its_colour(rooms):
    table = albedo_table(rooms)
    assert table.shape == (len(rooms), 3, SURFACES)
    for lamp in range(LAMPS):
        assert torch.equal(table[:, :, shade_surface(lamp)], rooms.lamp_shade[:, lamp])
        assert torch.equal(table[:, :, globe_surface(lamp)], rooms.lamp_shade[:, lamp])


def normal_at(rooms, surface, point):
    flat, centre, stiffness = normal_table(build_solids(rooms))[:, :, surface].split(3, 1)
    normal = flat + (point - centre) * stiffness
    return normal / normal.norm(dim=1, keepdim=True)


def test_the_floor_faces_up(rooms):
    normal = normal_at(rooms, GROUND, torch.rand(len(rooms), 3))
    assert torch.equal(normal, torch.tensor([0.0, 1.0, 0.0]).expand(len(rooms), 3))


def test_a_cushions_top_faces_up(rooms):
    solids = build_solids(rooms)
    top = solids.rounds[:, 0] + solids.round_radii[:, 0] * torch.tensor([0.0, 1.0, 0.0])
    assert torch.allclose(normal_at(rooms, ROUNDS, top)[:, 1], torch.ones(len(rooms)), atol=1e-4)


def test_a_shades_cloth_is_at_right_angles_to_its_normal(rooms):
    """Walking up the slope of the cone changes nothing along the normal."""
    x, z, bottom, _, a, b = build_solids(rooms).frusta[:, 1].unbind(-1)
    point = torch.stack([x + a + b * bottom, bottom, z], -1)
    uphill = torch.stack([b, torch.ones_like(b), torch.zeros_like(b)], -1)
    here = rooms.lamp_globe[:, 0] == 0
    assert (normal_at(rooms, shade_surface(0), point) * uphill).sum(1)[here].abs().max() < 1e-4
