"""Zooming and panning: what is under the pointer stays there, and the picture stays to be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.canvas import viewport as place
from app.canvas.painting import Rect
from app.canvas.viewport import Viewport

viewports = st.builds(
    Viewport,
    scale=st.floats(place.SMALLEST_SCALE, place.LARGEST_SCALE),
    left=st.floats(-5000, 5000),
    top=st.floats(-5000, 5000),
)
points = st.tuples(st.floats(-3000, 3000), st.floats(-3000, 3000))
sizes = st.tuples(st.integers(1, 4096), st.integers(1, 4096))


@given(viewports, points)
def test_there_and_back(viewport, at):
    seen = place.to_view(viewport=viewport, at=place.to_picture(viewport=viewport, at=at))
    assert seen == pytest.approx(at, abs=1e-6)


@given(viewports, points, st.floats(0.1, 10))
def test_zooming_keeps_the_place_under_the_pointer(viewport, at, factor):
    before = place.to_picture(viewport=viewport, at=at)
    after = place.to_picture(viewport=place.zoomed(viewport=viewport, factor=factor, at=at), at=at)
    assert after == pytest.approx(before, rel=1e-6, abs=1e-6)


@given(sizes, st.tuples(st.integers(200, 3000), st.integers(200, 3000)))
def test_fitted_shows_the_whole_picture(picture, view):
    viewport = place.fitted(picture=picture, view=view, margin=16, below=28)
    left, top = place.to_view(viewport=viewport, at=(0, 0))
    right, bottom = place.to_view(viewport=viewport, at=picture)
    if viewport.scale > place.SMALLEST_SCALE:
        assert left >= 15.9
        assert top >= 15.9
        assert right <= view[0] - 15.9
        assert bottom <= view[1] - 43.9


@given(viewports, sizes, sizes)
def test_some_of_the_picture_is_always_seen(viewport, picture, view):
    kept = place.kept_in_view(viewport=viewport, picture=picture, view=view)
    left, top = place.to_view(viewport=kept, at=(0, 0))
    right, bottom = place.to_view(viewport=kept, at=picture)
    assert right > 0
    assert bottom > 0
    assert left < view[0]
    assert top < view[1]


@given(viewports, st.integers(0, 500), st.integers(0, 500), st.integers(1, 500))
def test_a_rectangle_in_the_view_covers_the_one_in_the_picture(viewport, left, top, side):
    seen = place.rect_to_view(viewport=viewport, rect=Rect(left, top, left + side, top + side))
    corner = place.to_view(viewport=viewport, at=(left + side, top + side))
    assert seen.right >= corner[0]
    assert seen.bottom >= corner[1]
