"""Stamps touch only what they say, stay in range, and can be taken back."""

from __future__ import annotations

import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.canvas.painting import Dab, Rect, lay_over, stamp_segment
from app.canvas.stroke import Stroke

HEIGHT, WIDTH = 40, 56
places = st.floats(-80, 140, allow_nan=False)
dabs = st.builds(Dab, x=places, y=places, radius=st.floats(0.2, 60))
softnesses = st.floats(0, 1)
masks = st.integers(0, 2**32 - 1).map(
    lambda seed: np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH), np.uint8)
)


def stamped(start, end, softness):
    coverage = np.zeros((HEIGHT, WIDTH), np.uint8)
    return coverage, stamp_segment(coverage=coverage, start=start, end=end, softness=softness)


@given(dabs, dabs, softnesses)
def test_the_rectangle_holds_every_changed_pixel(start, end, softness):
    coverage, rect = stamped(start, end, softness)
    outside = coverage.copy()
    if not rect.empty:
        outside[rect.slices] = 0
        assert 0 <= rect.left < rect.right <= WIDTH
        assert 0 <= rect.top < rect.bottom <= HEIGHT
    assert not outside.any()


@given(dabs, places, places, softnesses)
def test_well_inside_is_full_and_well_outside_is_nothing(start, x, y, softness):
    end = Dab(x, y, start.radius)
    coverage, _ = stamped(start, end, softness)
    rows, columns = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    edge = max(1.0, softness * start.radius)
    nearest = np.full((HEIGHT, WIDTH), np.inf)
    for part in np.linspace(0, 1, 400):
        here = start.x + part * (end.x - start.x), start.y + part * (end.y - start.y)
        nearest = np.minimum(nearest, np.hypot(columns - here[0], rows - here[1]))
    assert (coverage[nearest < start.radius - edge / 2 - 0.01] >= 254).all()
    assert not coverage[nearest > start.radius + edge / 2 + 0.5].any()


@given(dabs, dabs, softnesses)
def test_drawing_the_same_again_adds_nothing(start, end, softness):
    coverage, _ = stamped(start, end, softness)
    once = coverage.copy()
    stamp_segment(coverage=coverage, start=start, end=end, softness=softness)
    np.testing.assert_array_equal(coverage, once)


@given(masks, dabs, dabs, softnesses)
def test_painting_only_adds_and_erasing_only_takes(before, start, end, softness):
    coverage, rect = stamped(start, end, softness)
    painted, erased = before.copy(), before.copy()
    lay_over(before=before, coverage=coverage, mask=painted, rect=rect, subtract=False)
    lay_over(before=before, coverage=coverage, mask=erased, rect=rect, subtract=True)
    assert (painted >= before).all()
    assert (erased <= before).all()
    np.testing.assert_array_equal(painted, np.maximum(before, coverage))


@given(masks, dabs, dabs)
def test_erasing_the_same_stroke_leaves_nothing_above_what_was(before, start, end):
    mask = before.copy()
    for subtract in (False, True):
        stroke = Stroke(mask, subtract=subtract)
        stroke.extend(start)
        stroke.extend(end)
    assert (mask <= before).all()


def test_a_stroke_is_the_same_however_fine_its_steps():
    coarse, fine = np.zeros((64, 64), np.uint8), np.zeros((64, 64), np.uint8)
    for mask, steps in ((coarse, 1), (fine, 50)):
        stroke = Stroke(mask, subtract=False)
        for i in range(steps + 1):
            stroke.extend(Dab(10 + 40 * i / steps, 20 + 20 * i / steps, 6))
    assert np.abs(coarse.astype(int) - fine).max() <= 2


def test_a_brush_of_one_pixel_paints_one_pixel():
    coverage = np.zeros((8, 8), np.uint8)
    dab = Dab(3.5, 4.5, 0.5)
    stamp_segment(coverage=coverage, start=dab, end=dab, softness=0.25)
    assert coverage[4, 3] == 255
    assert np.count_nonzero(coverage > 127) == 1


def test_rectangles():
    rect = Rect(2, 3, 6, 7)
    assert rect.grown(2) == Rect(0, 1, 8, 9)
    assert rect.grown(4).within(width=8, height=8) == Rect(0, 0, 8, 8)
    assert rect.scaled(3) == Rect(6, 9, 18, 21)
    assert Rect(5, 0, 5, 9).empty


def test_a_segment_takes_less_than_8_ms_at_1024_pixels():
    stroke = Stroke(np.zeros((1024, 1024), np.uint8), subtract=False)
    times = []
    for i in range(30):
        begun = time.perf_counter()
        stroke.extend(Dab(100 + 20 * i, 200 + 15 * i, 41))
        times.append(time.perf_counter() - begun)
    assert np.median(times) < 0.008
