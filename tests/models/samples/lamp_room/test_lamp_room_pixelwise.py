"""Arithmetic on pictures of rooms."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from models.samples.lamp_room.pixelwise import lookup, maybe, mix, over, smoothstep, window_of


@given(st.sets(st.tuples(st.integers(0, 1), st.integers(0, 3), st.integers(0, 6), st.integers(0, 6)), min_size=1))
def test_a_window_holds_every_flag_and_is_the_smallest(places):
    flags = torch.zeros(2, 4, 7, 7, dtype=torch.bool)
    for place in places:
        flags[place] = True
    rows, columns = window_of(flags)
    assert flags[..., rows, columns].sum() == flags.sum()
    assert (rows.start, rows.stop) == (min(p[2] for p in places), max(p[2] for p in places) + 1)
    assert (columns.start, columns.stop) == (min(p[3] for p in places), max(p[3] for p in places) + 1)


def test_the_window_of_nothing_is_empty():
    nothing = torch.zeros(1, 4, 5, 5, dtype=torch.bool)
    assert nothing[(..., *window_of(nothing))].numel() == 0
    assert not maybe(nothing)


def test_smoothstep_goes_up_or_down():
    x = torch.tensor([-1.0, 0.0, 0.5, 1.0, 2.0])
    assert smoothstep(0, 1, x).tolist() == [0, 0, 0.5, 1, 1]
    assert smoothstep(1, 0, x).tolist() == [1, 1, 0.5, 0, 0]


def test_lookup_reads_each_rooms_own_table():
    table = torch.arange(12.0).view(2, 2, 3)
    number = torch.tensor([[[[0, 2]]], [[[1, 1]]]])
    first, second = lookup(table, number)
    assert first.tolist() == [[[[0, 2]]], [[[7, 7]]]]
    assert second.tolist() == [[[[3, 5]]], [[[10, 10]]]]


def test_colours_are_mixed_and_covered():
    black, white = torch.zeros(1, 3, 1, 1, 1), torch.ones(1, 3, 1, 1, 1)
    amount = torch.tensor([0.0, 0.25, 1.0]).view(1, 1, 1, 3)
    mixed = mix(black, white, amount)
    assert mixed[0, 0, 0, 0].tolist() == [0, 0.25, 1]
    assert over(mixed, white, amount == 0)[0, 2, 0, 0].tolist() == [1, 0.25, 1]
