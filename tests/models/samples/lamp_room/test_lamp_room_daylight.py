"""Sky, ambient light, the window and the sun."""

from __future__ import annotations

from dataclasses import replace

import torch

from models.samples.lamp_room.daylight import daylight, sky
from models.samples.lamp_room.factors import DAY, DUSK, NIGHT


def at(rooms, time):
    return replace(rooms, time=torch.full((len(rooms),), time))


def on_the_floor(rooms):
    """Points [N, 1, 9, 9] on the floor, facing up."""
    x, z = torch.meshgrid(torch.linspace(-1, 1, 9), torch.linspace(1, 3, 9), indexing="ij")
    x, z, zero = (axis.expand(len(rooms), 1, 9, 9) for axis in (x, z, torch.zeros(9, 9)))
    return [x, zero, z], [zero, zero + 1, zero]


def test_day_is_brighter_than_dusk_and_dusk_than_night(rooms):
    rooms = replace(rooms, sun=torch.zeros_like(rooms.sun))
    day, dusk, night = (
        daylight(at(rooms, time), *on_the_floor(rooms)).mean((1, 2, 3, 4)) for time in (DAY, DUSK, NIGHT)
    )
    assert (day > dusk).all()
    assert (dusk > night).all()
    assert (night > 0).all()


def test_a_day_sky_is_blue_above_and_a_dusk_sky_red_at_the_horizon(rooms):
    _, above = sky(at(rooms, DAY))
    horizon, _ = sky(at(rooms, DUSK))
    assert (above[:, 2] > above[:, 0]).all()
    assert (horizon[:, 0] > horizon[:, 2]).all()


def test_a_window_only_adds_light(rooms):
    walled = rooms.window.clone()
    walled[:, 0] = 0
    more = daylight(rooms, *on_the_floor(rooms)) - daylight(replace(rooms, window=walled), *on_the_floor(rooms))
    assert more.min() >= 0
    assert torch.equal(more.flatten(1).amax(1) > 0, rooms.window[:, 0] > 0)


def test_the_sun_throws_patches_and_not_a_wash(rooms):
    sunny = replace(rooms, sun=torch.tensor([[1.25, 0.0, 0.8]]).repeat(len(rooms), 1))
    overcast = replace(rooms, sun=torch.zeros_like(rooms.sun))
    patch = (daylight(sunny, *on_the_floor(rooms)) - daylight(overcast, *on_the_floor(rooms)))[:, 0]
    assert patch.min() >= -1e-6
    assert patch.max() > 0.2
    assert 0 < (patch > 0.01).float().mean() < 0.5
