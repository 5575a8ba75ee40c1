"""One click selects the thing under it: by what is seen there, by its colour, up to its edge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.document.scene import Scene
from models.images import picture_of, to_uint8
from models.samples.catalogue import LAMP_ROOM, sample_scenes
from models.samples.lamp_light import lamp_region
from models.samples.opening import open_generator
from models.search.seeing import CHANNELS, seen
from models.search.selecting import Likeness, refine, similarity

GREY, RED = (90, 90, 90), (200, 40, 30)


def room(side: int = 64) -> tuple[np.ndarray, np.ndarray]:
    """Features and a picture with two red squares; the generator sees that they are different things."""
    unit = side // 16
    picture = np.full((side, side, 3), GREY, np.uint8)
    features = np.zeros((3, 16, 16), np.float32)
    features[0] = 1
    for number, (row, column) in enumerate(((3, 3), (9, 9)), start=1):
        picture[row * unit : (row + 4) * unit, column * unit : (column + 4) * unit] = RED
        features[:, row : row + 4, column : column + 4] = np.eye(3)[number][:, None, None]
    return features, picture


@pytest.mark.parametrize("side", [64, 1024])
def test_a_click_selects_the_thing_under_it_and_nothing_else(side):
    features, picture = room(side)
    mask = Likeness(features, picture, (side * 5 / 16, side * 5 / 16)).mask()
    assert mask.shape == (side, side)
    wanted = np.zeros((side, side), bool)
    wanted[3 * side // 16 : 7 * side // 16, 3 * side // 16 : 7 * side // 16] = True
    both = (mask > 127) & wanted
    assert both.sum() > 0.9 * ((mask > 127) | wanted).sum()


def test_colour_draws_the_edge_that_coarse_features_cannot():
    features, picture = room()
    coarse = features[:, ::4, ::4]
    mask = Likeness(coarse, picture, (44.0, 44.0)).mask()
    assert (mask[picture[..., 0] < 200] > 127).mean() < 0.01
    assert (mask[36:52, 36:52] > 127).mean() > 0.75


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 63.99), st.floats(0, 63.99), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_threshold_never_takes_less_before_the_edge_is_drawn(x, y, one, other):
    features, picture = room()
    likeness = Likeness(features, picture, (x, y))
    low, high = sorted((one, other))
    assert not ((likeness.levels >= 1 - low) & ~(likeness.levels >= 1 - high)).any()
    assert likeness.mask(low).any()


def test_the_same_click_is_the_same_region():
    features, picture = room()
    noisy = np.clip(picture + np.random.default_rng(0).normal(0, 12, picture.shape), 0, 255).astype(np.uint8)
    first, second = (Likeness(features, noisy, (20.0, 20.0)).mask(0.5) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_refining_moves_the_edge_to_the_colours_edge_and_no_further():
    _, picture = room()
    grown = np.zeros((64, 64), bool)
    grown[11:29, 11:29] = True  # a pixel too wide on every side
    refined = refine(picture, grown)
    assert (refined == (picture[..., 0] == 200))[:32, :32].mean() > 0.99
    assert not refined[40:].any()


def test_everything_alike_is_everything():
    assert refine(np.full((32, 32, 3), 90, np.uint8), np.ones((32, 32), bool)).all()
    assert Likeness(np.zeros((4, 8, 8)), np.full((32, 32, 3), 90, np.uint8), (3.0, 3.0)).mask(1.0).all()


def test_similarity_is_1_where_it_is_asked():
    features = np.random.default_rng(1).normal(size=(12, 8, 8))
    near = similarity(features, at=(2.5 / 8, 5.5 / 8))
    assert near[5, 2] == pytest.approx(1, abs=1e-5)
    assert near.max() <= 1 + 1e-5


@pytest.fixture(scope="module")
def lamp_room():
    return open_generator(LAMP_ROOM)


def test_a_click_on_a_lamp_of_the_bundled_room_selects_that_lamp(lamp_room):
    for scene in sample_scenes(LAMP_ROOM)[:6]:
        picture = to_uint8(picture_of(lamp_room.raw([scene])))
        region = lamp_region(picture)
        if region is None:
            continue
        rows, columns = np.nonzero(picture.mean(2) == picture.mean(2)[region.levels() > 200].max())
        mask = Likeness(seen(lamp_room, scene), picture, (columns[0] + 0.5, rows[0] + 0.5)).mask()
        assert 0.005 < (mask > 0).mean() < 0.04
        assert (region.levels()[mask > 127] > 0).mean() > 0.8


def test_what_is_sent_keeps_the_angles(lamp_room):
    scene = Scene(60, 0.7)
    small, whole = seen(lamp_room, scene), lamp_room.features(scene).numpy()
    assert small.dtype == np.float16
    assert small.shape == (CHANNELS, *whole.shape[1:])
    at = (0.3, 0.6)
    assert np.abs(similarity(small, at) - similarity(whole, at)).mean() < 0.02
