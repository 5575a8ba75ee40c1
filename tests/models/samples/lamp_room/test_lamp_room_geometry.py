"""Rooms as solids."""

from __future__ import annotations

import torch

from models.samples.lamp_room import LAMPS, sample_factors
from models.samples.lamp_room.factors import PENDANT, TABLE
from models.samples.lamp_room.geometry import ARM, BENCH, CUSHIONS, SEAT, STAND_A, WARDROBE, build_solids, shade_span


def drawn(n=256):
    factors = sample_factors(n, torch.Generator().manual_seed(2))
    return factors, build_solids(factors)


def test_absent_things_are_below_the_floor():
    factors, solids = drawn()
    for box, present in ((ARM, factors.sofa), (WARDROBE, factors.wardrobe[:, 0]), (BENCH, factors.bench[:, 0])):
        assert torch.equal(solids.boxes[:, box, 1] > 0, present > 0)
    shades = solids.frusta[:, 1::2, 2]  # the bottom of each
    assert torch.equal(shades > 0, (factors.lamp_present > 0) & (factors.lamp_globe == 0))
    globes = solids.rounds[:, CUSHIONS + LAMPS :, 1]
    assert torch.equal(globes > 0, (factors.lamp_present > 0) & (factors.lamp_globe > 0))


def test_everything_present_fits_between_floor_and_ceiling():
    factors, solids = drawn()
    lower, upper = solids.bounds()
    present = upper[..., 1] > 0
    assert (lower[..., 1][present] > -0.05).all()
    assert (upper[..., 1] <= factors.room[:, 1:2] + 1e-4).all()
    assert (lower <= upper).all()
    assert (upper[..., 2][:, SEAT] <= factors.room[:, 2]).all()


def test_table_lamps_stand_on_their_stands():
    factors, solids = drawn()
    on_table = factors.lamp_kind[:, 0] == TABLE
    top = (solids.boxes + solids.box_halves)[:, STAND_A, 1]
    assert torch.allclose(factors.lamp_position[on_table, 0, 1], top[on_table])
    reach = (factors.lamp_position[:, 0, 0] - solids.boxes[:, STAND_A, 0]).abs()
    assert (reach[on_table] < solids.box_halves[on_table, STAND_A, 0]).all()


def test_shades_hang_below_the_ceiling_or_stand_above_the_foot():
    factors, _ = drawn()
    for lamp in range(LAMPS):
        bottom, top = shade_span(factors, lamp)
        foot, hangs = factors.lamp_position[:, lamp, 1], factors.lamp_kind[:, lamp] == PENDANT
        assert torch.allclose(top - bottom, factors.lamp_shape[:, lamp, 2], atol=1e-5)
        assert torch.where(hangs, foot - top, bottom - foot).min() > 0.1
