"""Rooms in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from models.samples.lamp_room import LAMPS, relight, sample_factors
from models.samples.lamp_room.captions import captions, color_name


def unlit_lamps(rooms):
    return ((rooms.lamp_present == 1) & (rooms.lamp_intensity == 0)).sum(1).tolist()


@pytest.mark.parametrize("generator", [None, torch.Generator().manual_seed(1)], ids=["exact", "varied"])
def test_unlit_is_said_once_for_each_lamp_that_is_off(generator):
    rooms = sample_factors(300, torch.Generator().manual_seed(0))
    said = [text.split().count("unlit") for text in captions(rooms, generator)]
    assert said == unlit_lamps(rooms)
    assert set(said) == {0, 1, 2}


def test_every_present_lamp_is_named(rooms):
    said = [text.split().count("lamp") for text in captions(rooms, torch.Generator().manual_seed(0))]
    assert said == rooms.lamp_present.sum(1).int().tolist()


def test_a_caption_says_what_is_in_the_room():
    rooms = sample_factors(1, torch.Generator().manual_seed(0))
    rooms = replace(
        relight(rooms, torch.tensor([[1.0, 0.0]])),
        lamp_present=torch.ones(1, LAMPS),
        lamp_kind=torch.tensor([[0, 2]]),
        lamp_shade=torch.tensor([[[0.0, 0.9, 0.9], [0.07, 0.8, 0.8]]]),
        sofa=torch.zeros(1),
        seat_color=torch.tensor([[0.6, 0.8, 0.8]]),
        time=torch.tensor([2]),
    )
    expected = "a bedroom with a lit red table lamp and an unlit orange ceiling lamp beside a blue bed at night"
    assert captions(rooms) == [expected]


def test_a_lamp_turned_down_is_dim(rooms):
    texts = captions(relight(rooms, torch.full((len(rooms), LAMPS), 0.4)))
    assert all(" dim " in text and " lit " not in text for text in texts)


def test_varied_captions_are_decided_by_the_seed(rooms):
    one, again, other = (captions(rooms, torch.Generator().manual_seed(seed)) for seed in (5, 5, 6))
    assert one == again
    assert one != other
    assert one != captions(rooms)


@pytest.mark.parametrize(
    ("hsv", "name"),
    [
        ((0.3, 0.9, 0.1), "black"),
        ((0.3, 0.1, 0.9), "white"),
        ((0.3, 0.1, 0.5), "gray"),
        ((0.0, 0.9, 0.9), "red"),
        ((0.99, 0.9, 0.9), "red"),
        ((0.33, 0.9, 0.9), "green"),
        ((0.66, 0.9, 0.9), "blue"),
    ],
)
def test_colours_have_everyday_names(hsv, name):
    assert color_name(*hsv) == name
