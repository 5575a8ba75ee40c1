"""Picture files: what is inside them, and masks read from whatever people have."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from models.document.errors import UnlitError
from models.document.formats import encode
from models.document.generator_info import Fingerprint
from models.document.pictures import (
    RECIPE_TEXT,
    SCENE_TEXT,
    contact_sheet,
    png_bytes,
    read_recipe_from_png,
    read_region,
    read_thumbnail,
    save_png,
    thumbnail_png,
)
from models.document.recipe import Recipe, UnitEdit
from models.document.region import LARGEST_SIDE
from models.document.scene import Scene
from models.document.units import UnitId
from tests.support.sentences import assert_good_sentence

NOISE = np.random.RandomState(0).randint(0, 256, (12, 16, 3)).astype(np.uint8)
RAMP = np.arange(256, dtype=np.uint8).reshape(16, 16)
RECIPE = Recipe(Fingerprint("a" * 64, "b"), (UnitEdit("k", "Lämp 界", (UnitId("b4.conv1", 0),), 0.5),))


def saved(path, levels, format_="PNG", **options):
    image = levels if isinstance(levels, Image.Image) else Image.fromarray(levels)
    image.save(path, format_, **options)
    return path


# ---------------------------------------------------------------------------------------------------------- written
@pytest.mark.parametrize("levels", [NOISE, RAMP], ids=["colours", "grey"])
def test_a_png_holds_the_very_levels_and_texts(tmp_path, levels):
    texts = {RECIPE_TEXT: encode("recipe", RECIPE).decode(), SCENE_TEXT: encode("scene", Scene(3)).decode()}
    save_png(levels, tmp_path / "a.png", texts)
    with Image.open(tmp_path / "a.png") as image:
        assert np.array_equal(np.asarray(image), levels)
        assert image.text == texts
    assert read_recipe_from_png(tmp_path / "a.png") == RECIPE


def test_a_picture_without_a_recipe_and_no_picture_are_errors(tmp_path):
    save_png(NOISE, tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"no picture")
    for name, words in (("a.png", "without a recipe"), ("b.png", "not a picture"), ("c.png", "c.png")):
        with pytest.raises(UnlitError, match=words) as info:
            read_recipe_from_png(tmp_path / name)
        assert_good_sentence(info.value)


def test_a_picture_in_a_folder_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(UnlitError) as info:
        save_png(NOISE, tmp_path / "gone" / "a.png")
    assert info.value.kind == "disk"


def test_a_sheet_lays_pictures_out_row_by_row():
    pictures = [np.full((160, 160, 3), 50 + i, np.uint8) for i in range(5)]
    sheet = contact_sheet(pictures, columns=2, gap=4)
    assert sheet.shape == (3 * 164 + 4, 2 * 164 + 4, 3)
    for i in range(5):
        row, column = divmod(i, 2)
        tile = sheet[row * 164 + 4 : row * 164 + 164, column * 164 + 4 : column * 164 + 164]
        assert (tile == 50 + i).all()
    assert (sheet == 40).sum() == sheet.size - 5 * 160 * 160 * 3


def test_small_pictures_on_a_sheet_are_enlarged_pixel_by_pixel():
    sheet = contact_sheet([NOISE[:, :12]], columns=1, gap=0, side=24)
    assert np.array_equal(sheet, NOISE[:, :12].repeat(2, 0).repeat(2, 1))


def test_a_thumbnail_is_small_and_reads_back():
    large = np.full((1000, 500, 3), 77, np.uint8)
    small = read_thumbnail(thumbnail_png(large))
    assert small is not None
    assert small.shape == (256, 128, 3)
    assert (small == 77).all()
    again = read_thumbnail(thumbnail_png(NOISE))
    assert np.array_equal(again, NOISE)


@pytest.mark.parametrize(
    "data", [b"", b"no picture", png_bytes(NOISE)[:60], png_bytes(np.zeros((1, 1025, 3), np.uint8))]
)
def test_a_thumbnail_that_is_none_is_left_out(data):
    assert read_thumbnail(data) is None


# ------------------------------------------------------------------------------------------------------------- read
def levels_of(path) -> np.ndarray:
    return read_region(path).levels()


@pytest.mark.parametrize("format_", ["PNG", "BMP", "TIFF", "GIF", "WEBP"])
def test_brightness_is_the_mask_under_any_name(tmp_path, format_):
    options = {"lossless": True} if format_ == "WEBP" else {}
    image = Image.fromarray(RAMP)
    path = saved(tmp_path / "mask", image.convert("RGB") if format_ == "WEBP" else image, format_, **options)
    assert np.abs(levels_of(path).astype(int) - RAMP).max() <= 1


def test_a_jpeg_is_read(tmp_path):
    path = saved(tmp_path / "mask.jpg", np.kron(np.eye(2, dtype=np.uint8), np.full((16, 16), 255, np.uint8)), "JPEG")
    assert levels_of(path)[8, 8] > 250
    assert levels_of(path)[8, 24] < 5


def test_colours_are_read_by_their_brightness(tmp_path):
    white_black = np.zeros((2, 2, 3), np.uint8)
    white_black[0] = 255
    assert levels_of(saved(tmp_path / "a.png", white_black)).tolist() == [[255, 255], [0, 0]]


def with_alpha(mode: str) -> Image.Image:
    image = Image.fromarray(np.full((16, 16, 3), 200, np.uint8)).convert(mode)
    image.putalpha(Image.fromarray(RAMP))
    return image


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_transparency_is_the_mask_where_there_is_any(tmp_path, mode):
    assert np.array_equal(levels_of(saved(tmp_path / "a.png", with_alpha(mode))), RAMP)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparency_that_hides_nothing_is_left_aside(tmp_path, mode):
    image = Image.fromarray(RAMP).convert(mode)
    assert image.getchannel("A").getextrema() == (255, 255)
    assert np.array_equal(levels_of(saved(tmp_path / "a.png", image)), RAMP)


def test_a_palette_is_read_by_its_colours_or_its_transparency(tmp_path):
    image = Image.new("P", (2, 1))
    image.putpalette([0, 0, 0, 255, 255, 255])
    image.putpixel((1, 0), 1)
    assert levels_of(saved(tmp_path / "a.png", image)).tolist() == [[0, 255]]
    assert levels_of(saved(tmp_path / "b.png", image, transparency=1)).tolist() == [[255, 0]]


def test_black_and_white_of_one_bit_is_read(tmp_path):
    image = Image.fromarray(RAMP > 127)
    assert image.mode == "1"
    assert np.array_equal(levels_of(saved(tmp_path / "a.png", image)), (RAMP > 127) * 255)


def test_sixteen_bits_are_scaled_and_not_cut_off(tmp_path):
    deep = RAMP.astype(np.uint16) * 257
    assert np.array_equal(levels_of(saved(tmp_path / "a.png", deep)), RAMP)
    assert np.array_equal(levels_of(saved(tmp_path / "a.tiff", deep, "TIFF")), RAMP)


def test_floats_are_taken_from_zero_to_one(tmp_path):
    values = RAMP.astype(np.float32) / 255
    values[0, 0] = np.nan
    assert np.array_equal(levels_of(saved(tmp_path / "a.tiff", values, "TIFF")), RAMP)


def test_one_pixel_is_a_region(tmp_path):
    assert levels_of(saved(tmp_path / "a.png", np.array([[255]], np.uint8))).tolist() == [[255]]


def refused(path) -> str:
    with pytest.raises(UnlitError) as info:
        read_region(path)
    assert_good_sentence(info.value)
    return info.value.sentence


def test_a_side_too_long_is_an_error(tmp_path):
    path = saved(tmp_path / "a.png", Image.new("L", (LARGEST_SIDE + 1, 1)))
    assert refused(path) == f"“a.png” is too large for a region: {LARGEST_SIDE + 1} x 1."


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [10_000, 50_000])
def test_a_small_file_that_unpacks_to_gigabytes_is_refused_before_it_does(tmp_path, side):
    bomb = bytearray(png_bytes(RAMP))
    bomb[16:24] = side.to_bytes(4, "big") * 2
    bomb[29:33] = zlib.crc32(bomb[12:29]).to_bytes(4, "big")
    (tmp_path / "a.png").write_bytes(bomb)
    refused(tmp_path / "a.png")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
        png_bytes(NOISE)[:200],
        bytes(500),
    ],
    ids=["empty", "text", "a program (EPS)", "cut off", "zeros"],
)
def test_what_is_no_picture_is_an_error(tmp_path, content):
    (tmp_path / "a.png").write_bytes(content)
    assert refused(tmp_path / "a.png") == "“a.png” is not a picture that can be read."


def test_a_missing_file_and_a_folder_are_errors(tmp_path):
    assert refused(tmp_path / "a.png") == "There is no file “a.png”."
    refused(tmp_path)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("scratch") / "a.png"


def encoded(format_, image) -> bytes:
    data = io.BytesIO()
    image.save(data, format_)
    return data.getvalue()


WHOLE = [
    encoded("PNG", with_alpha("RGB")),
    encoded("PNG", Image.fromarray(RAMP).convert("P")),
    encoded("JPEG", Image.fromarray(NOISE)),
    encoded("WEBP", Image.fromarray(NOISE)),
    encoded("GIF", Image.fromarray(RAMP)),
    encoded("BMP", Image.fromarray(NOISE)),
]


@settings(max_examples=300)
@given(
    data=st.sampled_from(WHOLE),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4),
    cut=st.booleans(),
)
@pytest.mark.filterwarnings("ignore")
def test_a_damaged_picture_is_a_region_or_an_error(scratch, data, changes, cut):
    damaged = bytearray(data)
    for where, byte in changes:
        damaged[int(where * len(data))] = byte
    scratch.write_bytes(damaged[: int(changes[0][0] * len(data))] if cut else damaged)
    try:
        region = read_region(scratch)
        assert region.levels().shape == (region.height, region.width)
    except UnlitError as error:
        assert_good_sentence(error)
