"""Rays and what they meet."""

from __future__ import annotations

import pytest
import torch

from models.samples.lamp_room import tracing
from models.samples.lamp_room.geometry import build_solids
from models.samples.lamp_room.surfaces import BACK, CEILING, GROUND, SIDE, SURFACES
from models.samples.lamp_room.tracing import cast, trace


def traced(rooms, resolution=32, samples=4):
    rays = cast(rooms, resolution, samples)
    return rays, *trace(rooms, rays, build_solids(rooms))


def test_every_ray_meets_something_inside_the_room(rooms):
    rays, distance, surface = traced(rooms)
    assert surface.min() >= BACK
    assert surface.max() < SURFACES
    assert (distance > 0).all()
    x, y, z = (axis.flatten(1) for axis in rays.at(distance))
    width, height, depth = (size[:, None] + 1e-3 for size in rooms.room.unbind(1))
    assert (x.abs() <= width / 2).all()
    assert ((y >= -1e-3) & (y <= height)).all()
    assert (z <= depth).all()


@pytest.mark.parametrize(("surface", "axis", "column"), [(BACK, 2, 2), (CEILING, 1, 1)])
def test_walls_are_met_where_they_stand(rooms, surface, axis, column):
    rays, distance, met = traced(rooms)
    where = rays.at(distance)[axis]
    expected = rooms.room[:, column][:, None, None, None].expand_as(where)
    assert torch.allclose(where[met == surface], expected[met == surface], atol=1e-4)


def test_the_floor_is_below_and_the_ceiling_above(rooms):
    _, _, surface = traced(rooms)
    rows = torch.arange(32)[:, None].expand_as(surface)
    assert rows[surface == GROUND].float().mean() > 20
    assert rows[surface == CEILING].float().mean() < 6
    assert (surface == SIDE).any()


def test_looking_only_where_a_solid_may_be_misses_nothing(rooms, monkeypatch):
    _, distance, surface = traced(rooms[:8])
    monkeypatch.setattr(tracing, "peekable", lambda values: False)
    _, every_distance, every_surface = traced(rooms[:8])
    assert torch.equal(distance, every_distance)
    assert torch.equal(surface, every_surface)


@pytest.mark.parametrize("samples", [1, 2, 4])
def test_samples_lie_evenly_in_their_pixels(rooms, samples):
    rays = cast(rooms, 16, samples)
    middle = cast(rooms, 16, 1)
    for way, centre in zip(rays.way, middle.way, strict=True):
        assert way.expand(len(rooms), samples, 16, 16).shape == (len(rooms), samples, 16, 16)
        assert torch.allclose(way.mean(1), centre[:, 0], atol=1e-5)
