"""The tint and the outline follow the mask, and a small change draws only a small part."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from app.canvas.overlay import KEEP, Overlay
from app.canvas.painting import Rect


def pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


def whole(mask: np.ndarray) -> Rect:
    return Rect(0, 0, mask.shape[1], mask.shape[0])


@settings(max_examples=15)
@given(st.integers(0, 30), st.integers(0, 40), st.integers(1, 12))
def test_drawing_a_part_gives_what_drawing_everything_gives(top, left, side):
    mask = np.zeros((36, 48), np.uint8)
    partly, wholly = Overlay(48, 36), Overlay(48, 36)
    mask[top : top + side, left : left + side] = 200
    partly.update(mask, Rect(left, top, left + side, top + side))
    wholly.update(mask, whole(mask))
    np.testing.assert_array_equal(pixels(partly.tint), pixels(wholly.tint))
    np.testing.assert_array_equal(pixels(partly.outline), pixels(wholly.outline))


def test_a_small_change_draws_a_small_part():
    overlay = Overlay(1024, 1024)
    mask = np.full((1024, 1024), 255, np.uint8)
    drawn = overlay.update(mask, Rect(100, 100, 120, 120))
    assert drawn.within(width=130, height=130) == drawn
    assert not pixels(overlay.tint)[200:].any()


@pytest.mark.parametrize("side", [64, 256, 1024])
def test_the_outline_is_round_the_painted_part_only(side):
    overlay = Overlay(side, side)
    mask = np.zeros((side, side), np.uint8)
    mask[side // 4 : side // 2, side // 4 : side // 2] = 255
    overlay.update(mask, whole(mask))
    alpha = pixels(overlay.outline)[..., 3]
    middle = 3 * overlay.tint.width() // 8
    assert alpha.any()
    assert not alpha[middle, middle]
    assert not alpha[: alpha.shape[0] // 5].any()
    assert pixels(overlay.tint)[middle, middle, 3] == 255


def test_nothing_painted_shows_nothing():
    overlay = Overlay(64, 64)
    overlay.update(np.zeros((64, 64), np.uint8), Rect(0, 0, 64, 64))
    assert not pixels(overlay.tint).any()
    assert not pixels(overlay.outline).any()
    assert overlay.update(np.zeros((64, 64), np.uint8), Rect(70, 70, 90, 90)).empty


def test_what_is_to_stay_is_striped_and_of_another_colour():
    region, keep = Overlay(64, 64), Overlay(64, 64, KEEP)
    mask = np.full((64, 64), 255, np.uint8)
    for overlay in (region, keep):
        overlay.update(mask, whole(mask))
    alpha = pixels(keep.tint)[..., 3]
    assert 0.4 < (alpha == 255).mean() < 0.6
    assert (pixels(region.tint)[..., 3] == 255).all()
    blue, green, _ = pixels(region.tint)[0, 0, :3].astype(int)
    keep_blue, keep_green, _ = pixels(keep.tint)[alpha == 255][0, :3].astype(int)
    assert blue > green
    assert keep_green > keep_blue
