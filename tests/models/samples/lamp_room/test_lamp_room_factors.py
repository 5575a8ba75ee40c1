"""Factors: slicing and relighting."""

from __future__ import annotations

from dataclasses import fields

import torch

from models.samples.lamp_room.factors import LAMPS, relight


def test_relight_changes_nothing_but_the_intensity(rooms):
    relit = relight(rooms, torch.full((len(rooms), LAMPS), 0.5))
    for field in fields(rooms):
        if field.name != "lamp_intensity":
            assert getattr(relit, field.name) is getattr(rooms, field.name)
    assert relit.lamp_intensity.unique().tolist() == [0.0, 0.5]


def test_absent_lamps_stay_dark(rooms):
    relit = relight(rooms, torch.ones(len(rooms), LAMPS))
    assert torch.equal(relit.lamp_intensity, rooms.lamp_present)
    assert (rooms.lamp_present[:, 1] == 0).any()


def test_rooms_are_taken_by_slice_by_mask_and_by_number(rooms):
    assert len(rooms) == 24
    for rows in (slice(3, 5), torch.tensor([3, 4]), (torch.arange(24) // 2 == 2) | (torch.arange(24) == 3)):
        some = rooms[rows]
        assert torch.equal(some.camera[0], rooms.camera[3])
        assert all(getattr(some, field.name).shape[0] == len(some) for field in fields(some))
