"""Albedo of surfaces, and what hangs on the wall."""

from __future__ import annotations

from dataclasses import replace

import torch

from models.samples.lamp_room.colors import in_linear_light
from models.samples.lamp_room.geometry import build_solids
from models.samples.lamp_room.painting import paint
from models.samples.lamp_room.surfaces import BACK, CEILING, GROUND
from models.samples.lamp_room.tracing import cast, trace


def painted(rooms):
    rays = cast(rooms, 32, 2)
    distance, surface = trace(rooms, rays, build_solids(rooms))
    return surface, *paint(in_linear_light(rooms), surface, rays.at(distance))


def without(rooms, name):
    """The rooms with a thing gone whose first number says that it is there."""
    column = getattr(rooms, name).clone()
    column[..., 0] = 0
    return replace(rooms, **{name: column})


def test_albedo_is_a_share_of_light(rooms):
    _, albedo, glow = painted(rooms)
    assert torch.isfinite(albedo).all()
    assert albedo.min() >= 0
    assert albedo.max() < 1.5  # wood grain and quilts go a little over their plain colour
    assert glow.min() >= 0


def test_the_sky_glows_only_through_the_window(rooms):
    surface, _, glow = painted(rooms)
    glows = glow.amax(1) > 0
    assert torch.equal(glows.flatten(1).any(1), rooms.window[:, 0] > 0)
    assert (surface[glows] == BACK).all()
    assert painted(without(rooms, "window"))[2].max() == 0


def test_a_rug_changes_the_floor_and_nothing_else(rooms):
    surface, albedo, _ = painted(rooms)
    changed = (albedo != painted(without(rooms, "rug"))[1]).any(1)
    assert (surface[changed] == GROUND).all()
    assert not changed[rooms.rug[:, 0] == 0].any()
    assert changed.any()


def test_pictures_change_the_back_wall_and_nothing_else(rooms):
    surface, albedo, glow = painted(rooms)
    _, bare, same_glow = painted(without(rooms, "picture"))
    changed = (albedo != bare).any(1)
    assert (surface[changed] == BACK).all()
    assert changed.any()
    assert torch.equal(glow, same_glow)


def test_ceilings_are_white(rooms):
    surface, albedo, _ = painted(rooms)
    assert torch.allclose(albedo.transpose(0, 1)[:, surface == CEILING], torch.tensor(0.8))
