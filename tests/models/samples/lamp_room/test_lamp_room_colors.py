"""From HSV to linear light."""

from __future__ import annotations

import colorsys
from dataclasses import fields

import torch
from hypothesis import given
from hypothesis import strategies as st

from models.samples.lamp_room.colors import COLORS, GAMMA, hsv_to_linear, in_linear_light

unit = st.floats(0, 1, width=32)


@given(unit, unit, unit)
def test_hsv_is_what_everyone_means_by_it(hue, saturation, value):
    expected = torch.tensor(colorsys.hsv_to_rgb(hue, saturation, value)) ** GAMMA
    assert torch.allclose(hsv_to_linear(torch.tensor([hue, saturation, value])), expected, atol=1e-5)


def test_every_colour_becomes_linear_and_nothing_else_changes(rooms):
    linear = in_linear_light(rooms)
    for field in fields(rooms):
        before, after = getattr(rooms, field.name), getattr(linear, field.name)
        if field.name in COLORS:
            assert torch.allclose(after, hsv_to_linear(before), atol=1e-6)
        else:
            assert after is before
