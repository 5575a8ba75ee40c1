"""What there is to read of a room."""

from __future__ import annotations

import pytest
import torch

from models.samples.lamp_room import LAMPS, relight, render, sample_factors
from models.samples.lamp_room.factors import PENDANT
from models.samples.lamp_room.reading import CEILING, LEFT, RIGHT, mirrored, scalars, truth


@pytest.fixture(scope="module")
def rooms():
    return sample_factors(64, torch.Generator().manual_seed(3), 1.0)


@pytest.fixture(scope="module")
def drawn(rooms):
    return render(rooms, 64, samples=1)


@pytest.fixture(scope="module")
def true(rooms, drawn):
    return truth(rooms, drawn.lamp_masks)


def test_lamps_are_told_apart_by_where_they_are(rooms, true):
    columns = torch.linspace(-1, 1, 32)
    across = (true.shade.sum(2) * columns).sum(2) / true.shade.sum((2, 3)).clamp(min=1e-6)
    seen = true.present > 0
    assert (across[:, LEFT][seen[:, LEFT]] < 0).all()
    assert (across[:, RIGHT][seen[:, RIGHT]] > 0).all()
    hanging = (rooms.lamp_kind == PENDANT) & (rooms.lamp_present > 0)
    assert torch.equal(seen[:, CEILING], hanging.any(1))
    assert seen.any(0).all()


def test_intensities_are_those_of_the_lamps_there(rooms, true):
    assert torch.allclose(true.total, rooms.lamp_intensity.sum(1))
    assert torch.equal(true.lit, (true.intensity > 0).float())
    assert (true.intensity[true.present == 0] == 0).all()


def test_a_room_relit_differs_in_its_lamps_only(rooms, drawn, true):
    out = truth(relight(rooms, torch.zeros(len(rooms), LAMPS)), drawn.lamp_masks)
    assert out.total.eq(0).all()
    for name in ("present", "shade", "shade_color", "time", "daylight", "window", "wall", "seat", "floor"):
        assert torch.equal(getattr(out, name), getattr(true, name)), name


def test_daylight_goes_down_from_day_to_night(true):
    day, dusk, night = (true.daylight[true.time[:, k] > 0] for k in range(3))
    assert day.min() > dusk.max() > dusk.min() > night.max() > 0.1
    assert true.daylight.max() <= 1


def test_a_mirror_exchanges_left_and_right(true):
    other = mirrored(true)
    assert torch.equal(other.intensity[:, LEFT], true.intensity[:, RIGHT])
    assert torch.equal(other.shade[:, RIGHT], true.shade[:, LEFT].flip(2))
    assert torch.equal(other.wall, true.wall)
    again = mirrored(other)
    assert all(torch.equal(a, b) for a, b in zip(again, true, strict=True))


def test_every_factor_has_a_name_and_one_number_a_picture(true):
    columns = scalars(true)
    assert {"lamps", "lamp left", "lit right", "daylight", "night", "window", "wall red", "seat blue"} <= set(columns)
    assert all(column.shape == (64,) for column in columns.values())
    assert torch.allclose(columns["lamps"], columns["lamp left"] + columns["lamp right"] + columns["lamp ceiling"])
