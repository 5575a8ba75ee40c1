"""Drawing rooms: the same seed, the same rooms."""

from __future__ import annotations

from dataclasses import fields

import pytest
import torch

from models.samples.lamp_room.factors import TABLE
from models.samples.lamp_room.sampling import sample_factors

PINNED_INTENSITY = [0.463053, 0.0, 0.461394, 0.0, 0.784223, 0.0, 0.294316, 0.0]
PINNED_WARMTH = [0.3011, 0.032646, 0.123332, 0.716701, 0.203943, 0.571733, 0.659596, 0.535402]


def draw(n=64, seed=0, simplicity=0.0):
    return sample_factors(n, torch.Generator().manual_seed(seed), simplicity)


def test_a_seed_decides_every_factor():
    one, again, other = draw(seed=3), draw(seed=3), draw(seed=4)
    for field in fields(one):
        assert torch.equal(getattr(one, field.name), getattr(again, field.name))
    assert not torch.equal(one.camera, other.camera)


def test_the_order_of_the_draws_has_not_changed():
    """Seeds are written down elsewhere: rooms drawn first, in the middle and last must stay what they are."""
    rooms = draw(n=4, seed=0)
    assert rooms.room[0].tolist() == pytest.approx([4.396256, 2.557598, 4.073377], abs=1e-5)
    assert rooms.lamp_intensity.flatten().tolist() == pytest.approx(PINNED_INTENSITY, abs=1e-5)
    assert rooms.lamp_warmth.flatten().tolist() == pytest.approx(PINNED_WARMTH, abs=1e-5)


def test_simple_rooms_have_a_bed_and_nothing_optional():
    simple = draw(simplicity=1.0)
    for absent in (simple.sofa, simple.rug[:, 0], simple.curtain, simple.wardrobe[:, 0], simple.bench[:, 0]):
        assert not absent.any()
    assert not simple.wall_pattern.any()
    assert not simple.picture[:, :, 0].any()
    assert (simple.camera == simple.camera[0]).all()
    assert (simple.room == simple.room[0]).all()


def test_simple_rooms_keep_their_lamps_colours_and_times():
    simple = draw(simplicity=1.0)
    assert simple.lamp_kind[:, 1].unique().tolist() == [0, 1, 2]
    assert simple.time.unique().tolist() == [0, 1, 2]
    assert simple.lamp_shade[..., 0].std() > 0.2
    assert 0.2 < (simple.lamp_intensity[:, 0] == 0).float().mean() < 0.6


def test_factors_lie_in_their_ranges():
    rooms = draw(n=512)
    for name in ("wall", "accent", "floor", "rug_colors", "seat_color", "picture_colors", "lamp_shade", "lamp_base"):
        color = getattr(rooms, name)
        assert color.min() >= 0
        assert color.max() <= 1
    assert (rooms.lamp_present[:, 0] == 1).all()
    assert rooms.lamp_intensity.max() <= 1.15
    assert (rooms.lamp_intensity[rooms.lamp_present == 0] == 0).all()
    assert all(torch.isfinite(getattr(rooms, field.name).float()).all() for field in fields(rooms))


def test_every_second_table_lamp_has_a_stand():
    rooms = draw(n=512)
    needed = (rooms.lamp_kind[:, 1] == TABLE) & (rooms.lamp_present[:, 1] == 1)
    assert needed.any()
    assert (rooms.second_stand[needed] == 1).all()


def test_no_picture_hangs_over_the_window():
    rooms = draw(n=512)
    over_seat = rooms.picture[:, 0]
    both = (over_seat[:, 0] == 1) & (rooms.window[:, 0] == 1)
    gap = (over_seat[:, 1] - rooms.window[:, 1]).abs() - over_seat[:, 3] - rooms.window[:, 3]
    assert both.any()
    assert (gap[both] > 0).all()
