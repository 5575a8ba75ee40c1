"""Lamps found in pictures painted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from models.samples.lamp_light import lamp_region

WARM_LIGHT, COOL_LIGHT, DIM = (255, 220, 170), (215, 225, 255), (60, 50, 50)


def room(*spots: tuple[int, int, int, tuple[int, int, int]], side: int = 64) -> np.ndarray:
    """A dark picture with squares: top, left, side, colour."""
    picture = np.full((side, side, 3), 25, np.uint8)
    for top, left, size, colour in spots:
        picture[top : top + size, left : left + size] = colour
    return picture


def test_a_warm_bright_spot_is_a_lamp_and_its_region_a_little_larger():
    region = lamp_region(room((20, 30, 8, WARM_LIGHT)))
    assert region is not None
    mask = region.mask()
    assert mask.shape == (64, 64)
    assert mask[20:28, 30:38].min() > 0.8
    assert 64 < mask.sum() < 130
    assert mask[:15].max() == mask[:, :25].max() == 0


def test_two_lamps_are_both_in_the_region():
    region = lamp_region(room((10, 10, 8, WARM_LIGHT), (40, 40, 8, WARM_LIGHT)))
    assert region is not None
    assert region.mask()[14, 14] == region.mask()[44, 44] == 1


@pytest.mark.parametrize(
    "spots",
    [(), ((20, 20, 8, COOL_LIGHT),), ((20, 20, 8, DIM),), ((20, 20, 1, WARM_LIGHT),), ((5, 5, 40, WARM_LIGHT),)],
    ids=["dark", "a window by day", "dim", "a glint", "a wall in the sun"],
)
def test_what_is_no_lamp_is_not_taken_for_one(spots):
    assert lamp_region(room(*spots)) is None
