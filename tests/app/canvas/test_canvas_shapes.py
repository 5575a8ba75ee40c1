"""Rectangles and lines around things: what they cover."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.canvas.painting import Rect
from app.canvas.shapes import bounds, corners, polygon_coverage, rectangle

PLACE = st.tuples(st.floats(-20, 84), st.floats(-20, 84))


@given(PLACE, PLACE)
def test_a_rectangle_is_the_same_from_either_corner_and_stays_in_the_picture(one, other):
    rect = rectangle(start=one, end=other, width=64, height=64)
    assert rect == rectangle(start=other, end=one, width=64, height=64)
    assert rect == rect.within(width=64, height=64)


def test_a_rectangle_snaps_to_whole_pixels_and_has_one_at_least():
    assert rectangle(start=(2.4, 3.6), end=(9.6, 7.2), width=64, height=64) == Rect(2, 4, 10, 7)
    assert rectangle(start=(2.1, 3.1), end=(2.2, 3.2), width=64, height=64) == Rect(2, 3, 3, 4)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(1, 20), st.integers(1, 20))
def test_a_polygon_of_a_rectangle_covers_just_its_pixels(left, top, width, height):
    rect = Rect(left, top, left + width, top + height)
    around = rect.grown(3)
    coverage = polygon_coverage(points=corners(rect), rect=around)
    wanted = np.zeros_like(coverage)
    wanted[3:-3, 3:-3] = 255
    np.testing.assert_array_equal(coverage, wanted)


def test_the_covered_area_is_the_triangles_area():
    points = ((2.0, 3.0), (30.0, 7.0), (11.0, 29.0))
    rect = bounds(points=points, width=64, height=64)
    (ax, ay), (bx, by), (cx, cy) = points
    area = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
    assert polygon_coverage(points=points, rect=rect).sum() / 255 == pytest.approx(area, rel=0.01)


def test_a_line_that_goes_around_twice_leaves_no_hole():
    twice = (*corners(Rect(2, 2, 20, 20)), *corners(Rect(5, 5, 15, 15)))
    coverage = polygon_coverage(points=twice, rect=Rect(0, 0, 24, 24))
    assert (coverage[6:14, 6:14] == 255).all()


def test_what_lies_beside_the_picture_is_cut_off():
    points = ((-30.0, -30.0), (100.0, -30.0), (100.0, 100.0), (-30.0, 100.0))
    rect = bounds(points=points, width=64, height=64)
    assert rect == Rect(0, 0, 64, 64)
    assert (polygon_coverage(points=points, rect=rect) == 255).all()
    assert bounds(points=((70.0, 70.0), (80.0, 90.0), (90.0, 70.0)), width=64, height=64).empty
