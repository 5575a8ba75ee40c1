"""Light, glow and haze of lamps."""

from __future__ import annotations

import torch

from models.samples.lamp_room import LAMPS, relight
from models.samples.lamp_room.geometry import build_solids
from models.samples.lamp_room.lamplight import glow_of_lamps, haze, lamplight
from models.samples.lamp_room.surfaces import shade_surface
from models.samples.lamp_room.tracing import cast


def on_the_ceiling(rooms):
    """Points [N, 1, 9, 9], facing down."""
    x, z = torch.meshgrid(torch.linspace(-1.5, 1.5, 9), torch.linspace(1, 3.5, 9), indexing="ij")
    x, z, zero = (axis.expand(len(rooms), 1, 9, 9) for axis in (x, z, torch.zeros(9, 9)))
    return [x, zero + 2.4, z], [zero, zero - 1, zero]


def shine(rooms, intensity):
    rooms = relight(rooms, torch.full((len(rooms), LAMPS), intensity))
    return lamplight(rooms, *on_the_ceiling(rooms), build_solids(rooms))


def test_unlit_lamps_add_nothing(rooms):
    assert shine(rooms, 0.0) == []
    assert haze(relight(rooms, torch.zeros(len(rooms), LAMPS)), cast(rooms, 8, 1)) == 0


def test_a_lamp_at_half_gives_a_quarter_of_the_light(rooms):
    for full, half in zip(shine(rooms, 1.0), shine(rooms, 0.5), strict=True):
        assert full.max() > 0.1
        assert torch.allclose(half * 4, full, rtol=1e-4)


def test_absent_lamps_add_nothing(rooms):
    _, second = shine(rooms, 1.0)
    assert torch.equal(second.flatten(1).amax(1) > 0, rooms.lamp_present[:, 1] > 0)


def test_lamplight_is_warm(rooms):
    red, green, blue = shine(rooms, 1.0)[0].mean((0, 2, 3, 4))
    assert red > green > blue


def test_only_the_shade_of_a_lit_lamp_glows(rooms):
    rooms = relight(rooms, torch.tensor([[1.0, 0.0]]).expand(len(rooms), LAMPS))
    surface = torch.zeros(len(rooms), 1, 4, 4)
    surface[..., :2, :2], surface[..., 2:, 2:] = shade_surface(0), shade_surface(1)
    glow = torch.zeros(len(rooms), 3, 1, 4, 4)
    masks = glow_of_lamps(rooms, surface, torch.full_like(surface, 1.0), glow)
    assert (glow[..., :2, :2] > 0).all()
    assert glow.sum() == glow[..., :2, :2].sum()
    assert masks.shape == (len(rooms), LAMPS, 4, 4)
    assert (masks[:, 0, :2, :2] == 1).all()
    assert (masks[:, 1, 2:, 2:] == 1).all()
    assert masks.sum() == 8 * len(rooms)
