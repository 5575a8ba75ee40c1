"""Regions: kept without loss, grown, shrunk, softened, turned round, resized; damaged ones refused."""

from __future__ import annotations

import struct
import zlib

import cv2
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.document.errors import UnlitError
from models.document.region import LARGEST_SIDE, Region, check_region, png_size_is
from tests.support.sentences import assert_good_sentence

sizes = st.tuples(st.integers(1, 20), st.integers(1, 20))
masks = arrays.arrays(np.uint8, sizes)
hard_masks = arrays.arrays(np.bool_, sizes).map(lambda mask: mask.astype(np.uint8) * 255)


def disc(side=40, radius=10):
    y, x = np.mgrid[:side, :side] - (side - 1) / 2
    return Region.from_mask((x**2 + y**2 <= radius**2).astype(np.float32))


@given(mask=masks)
def test_levels_are_kept_without_loss(mask):
    region = Region.from_mask(mask)
    assert (region.height, region.width) == mask.shape
    assert np.array_equal(region.levels(), mask)
    again = msgspec.json.decode(msgspec.json.encode(region), type=Region)
    assert again == region
    assert np.array_equal(again.levels(), mask)


@given(mask=arrays.arrays(np.float32, sizes, elements=st.floats(0, 1, width=32)))
def test_floats_are_kept_to_half_a_level(mask):
    assert np.abs(Region.from_mask(mask).mask() - mask).max() <= 0.5 / 255 + 1e-6


def test_floats_out_of_range_are_clamped_and_truth_values_taken():
    assert Region.from_mask(np.array([[-1.0, 0.0, 1.0, 7.0]])).levels().tolist() == [[0, 0, 255, 255]]
    assert Region.from_mask(np.array([[True, False]])).levels().tolist() == [[255, 0]]


@given(mask=masks)
def test_the_area_is_the_mean_of_the_mask(mask):
    assert Region.from_mask(mask).area == pytest.approx(mask.mean() / 255, abs=1e-6)


@given(mask=masks)
def test_turned_round_twice_is_the_same(mask):
    region = Region.from_mask(mask)
    assert region.inverted().inverted() == region
    assert region.area + region.inverted().area == pytest.approx(1, abs=1e-6)


@given(mask=masks, pixels=st.integers(0, 4))
def test_growing_and_shrinking_mirror_each_other(mask, pixels):
    """To grow what is painted is to shrink everything else."""
    region = Region.from_mask(mask)
    assert region.grown(pixels) == region.inverted().grown(-pixels).inverted()
    assert (region.grown(pixels).levels() >= mask).all()
    assert (region.grown(-pixels).levels() <= mask).all()


@given(mask=hard_masks, pixels=st.integers(1, 3))
def test_growing_then_shrinking_only_fills_gaps_and_the_reverse_only_drops_specks(mask, pixels):
    padded = np.pad(mask, 2 * pixels)  # away from the edge of the picture, where outside is as the edge is
    region = Region.from_mask(padded)
    assert (region.grown(pixels).grown(-pixels).levels() >= padded).all()
    assert (region.grown(-pixels).grown(pixels).levels() <= padded).all()


def test_a_disc_grows_and_shrinks_by_so_many_pixels_all_round():
    region = disc(radius=10)
    for pixels in (-4, -1, 0, 3, 5):
        radius = np.sqrt(region.grown(pixels).area * 40 * 40 / np.pi)
        assert radius == pytest.approx(10 + pixels, abs=0.7)
    assert region.grown(0) == region


@given(mask=masks, sigma=st.floats(0, 8))
def test_a_softened_region_stays_between_its_darkest_and_brightest(mask, sigma):
    soft = Region.from_mask(mask).feathered(sigma)
    assert soft.levels().shape == mask.shape
    assert mask.min() <= soft.levels().min() <= soft.levels().max() <= mask.max()
    assert 0 <= soft.mask().min() <= soft.mask().max() <= 1


def test_a_softened_edge_is_soft_and_the_middle_stays():
    soft = disc(radius=12).feathered(2)
    assert disc().feathered(0) == disc()
    assert soft.mask()[20, 20] > 0.99
    row = soft.mask()[20]
    assert np.count_nonzero((row > 0.05) & (row < 0.95)) >= 8
    assert soft.area == pytest.approx(disc(radius=12).area, rel=0.02)


@given(mask=masks, width=st.integers(1, 50), height=st.integers(1, 50))
def test_a_resized_region_has_that_size_and_no_new_extremes(mask, width, height):
    region = Region.from_mask(mask).resized(width, height)
    assert region.levels().shape == (height, width)
    assert mask.min() <= region.levels().min() <= region.levels().max() <= mask.max()


@given(mask=masks, factor=st.integers(2, 4))
def test_smaller_is_the_mean_over_areas(mask, factor):
    height, width = mask.shape
    large = np.random.RandomState(0).randint(0, 256, (height * factor, width * factor)).astype(np.uint8)
    means = large.reshape(height, factor, width, factor).mean((1, 3))
    found = Region.from_mask(large).resized(width, height).levels()
    assert np.abs(found - means).max() <= 0.51


def test_the_same_size_is_the_same_region():
    assert disc().resized(40, 40) == disc()


# ---------------------------------------------------------------------------------------------------------- damaged
def png(width, height, rows: bytes, depth=8, colour=0) -> bytes:
    """A PNG by hand, which may say one size and hold another."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def assert_damaged(region):
    with pytest.raises(UnlitError, match="This region is damaged") as info:
        region.levels()
    assert_good_sentence(info.value)
    with pytest.raises(UnlitError):
        check_region(region, region.width)


GOOD = png(4, 3, bytes(15))


def test_a_picture_by_hand_is_read():
    assert np.array_equal(Region(4, 3, GOOD).levels(), np.zeros((3, 4)))


@pytest.mark.parametrize(
    "region",
    [
        Region(4, 4, GOOD),
        Region(3, 4, GOOD),
        Region(-4, 3, GOOD),
        Region(4, 3, b""),
        Region(4, 3, GOOD[:20]),
        Region(4, 3, b"GIF89a" + GOOD[6:]),
        Region(4, 3, GOOD[:12] + b"IDAT" + GOOD[16:]),
        Region(0, 0, png(0, 0, b"")),
        Region(2**31 - 1, 1, png(2**31 - 1, 1, bytes(100))),
        Region(LARGEST_SIDE + 1, 1, png(LARGEST_SIDE + 1, 1, bytes(LARGEST_SIDE + 2))),
        Region(4, 3, png(4, 3, bytes(15), depth=5)),
        Region(4, 3, GOOD[:33] + b"\xff" + GOOD[34:]),
        Region(4, 3, GOOD[:-1]),
        Region(4, 3, GOOD + b"more"),
    ],
    ids=[
        "4 x 4",
        "turned",
        "negative",
        "no bytes",
        "cut",
        "no PNG",
        "no header",
        "none",
        "huge",
        "wide",
        "odd depth",
        "4 GB in a chunk",
        "cut at the end",
        "more",
    ],
)
def test_a_region_that_lies_about_its_picture_is_damaged(region):
    assert_damaged(region)


@pytest.mark.parametrize(
    "region",
    [Region(100_000, 100_000, png(100_000, 100_000, b"")), Region(4, 3, GOOD[:33] + b"\xff" + GOOD[34:])],
    ids=["many pixels", "a chunk of 4 GB"],
)
def test_a_picture_that_says_it_is_huge_is_refused_before_memory_is_taken(monkeypatch, region):
    def never(*args):
        raise AssertionError("decoded")

    monkeypatch.setattr(cv2, "imdecode", never)
    assert_damaged(region)


@settings(max_examples=200)
@given(where=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_picture_is_a_mask_or_an_error(where, byte, cut):
    data = bytearray(disc().png)
    place = int(where * len(data))
    data[place] = byte
    region = Region(40, 40, bytes(data[:place] if cut else data))
    try:
        assert region.levels().shape == (40, 40)
        assert region.levels().dtype == np.uint8
    except UnlitError as error:
        assert_good_sentence(error)


@pytest.mark.parametrize(("colour", "depth", "bytes_a_pixel"), [(2, 8, 3), (0, 16, 2), (6, 8, 4)])
def test_other_kinds_of_png_are_read_as_grey(colour, depth, bytes_a_pixel):
    rows = (b"\0" + b"\xff" * 4 * bytes_a_pixel) * 3
    assert (Region(4, 3, png(4, 3, rows, depth, colour)).levels() == 255).all()


def test_the_size_is_read_from_the_first_bytes():
    assert png_size_is(GOOD, 4, 3)
    assert not png_size_is(GOOD, 3, 4)
    assert not png_size_is(GOOD[:23], 4, 3)


# ---------------------------------------------------------------------------------------------------------- checked
def test_a_region_of_the_picture_s_size_is_given_back():
    assert check_region(disc(), 40) == disc()


@pytest.mark.parametrize(
    ("region", "words"),
    [
        (disc(side=41), "41 x 41"),
        (Region.from_mask(np.zeros((40, 40), np.uint8)), "is empty"),
    ],
)
def test_a_region_that_cannot_be_searched_is_an_error(region, words):
    with pytest.raises(UnlitError, match=words) as info:
        check_region(region, 40)
    assert_good_sentence(info.value)


def test_the_faintest_stroke_is_not_empty_and_the_smallest_gap_not_full():
    mask = np.zeros((40, 40), np.uint8)
    mask[3, 3] = 1
    check_region(Region.from_mask(mask), 40)
    check_region(Region.from_mask(255 - mask), 40)


def test_the_smallest_and_the_largest_region_can_be_searched():
    pixel = np.zeros((40, 40), np.uint8)
    pixel[3, 4] = 1
    for mask in (pixel, np.full((40, 40), 255, np.uint8)):
        region = Region.from_mask(mask)
        assert check_region(region, 40) is region
