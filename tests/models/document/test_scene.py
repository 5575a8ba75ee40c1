"""Scenes and given latents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.scene import Latent, Scene
from tests.support.sentences import assert_good_sentence

shapes = st.integers(1, 6).map(lambda n: (n,)) | st.tuples(st.integers(1, 4), st.integers(1, 6))


@given(array=arrays.arrays(np.float32, shapes, elements=st.floats(width=32, allow_nan=False, allow_infinity=False)))
def test_a_latent_is_kept_to_the_last_bit(array):
    scene = Scene(latent=Latent.from_array("w", array))
    again = decode("scene", encode("scene", scene), Scene)
    assert again == scene
    assert again.latent.array().tobytes() == array.tobytes()
    assert again.latent.array().shape == array.shape


@pytest.mark.parametrize("dtype", ["<f8", ">f4", "<f2"])
def test_other_precisions_become_float32(dtype):
    array = np.array([[0.5, -2.0], [1.0, 3.25]], dtype).T  # not contiguous either
    latent = Latent.from_array("w", array)
    assert latent.array().dtype == np.float32
    assert np.array_equal(latent.array(), array)


@pytest.mark.parametrize(
    "array",
    [
        np.array([np.nan, 1.0]),
        np.array([np.inf]),
        np.array([1e300]),
        np.array([1, 2]),
        np.array([True]),
        np.array(["a"]),
        np.array([None]),
        np.array([1j]),
        np.array(1.0),
        np.zeros((1, 2, 3)),
        np.zeros(0),
        np.zeros((3, 0)),
    ],
    ids=str,
)
@pytest.mark.filterwarnings("error")
def test_what_is_no_latent_is_refused(array):
    with pytest.raises(UnlitError, match="finite floating-point numbers") as info:
        Latent.from_array("z", array)
    assert_good_sentence(info.value)


@pytest.mark.parametrize(
    ("shape", "data"),
    [
        ((2,), b""),
        ((2,), bytes(7)),
        ((-2,), bytes(8)),
        ((-1, -1), bytes(4)),
        ((0,), b""),
        ((), bytes(4)),
        ((2**32, 2**32), b""),
        ((2**62, 4), b""),
        ((1, 1, 2), bytes(8)),
        ((1,) * 5000, bytes(4)),
        ((2,), np.array([1, np.nan], "<f4").tobytes()),
        ((2,), np.array([1, np.inf], "<f4").tobytes()),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_latent_from_a_damaged_file_is_an_error(shape, data):
    with pytest.raises(UnlitError, match="damaged") as info:
        Latent("w", shape, data).array()
    assert_good_sentence(info.value)


@pytest.mark.parametrize(
    "bad", ['"seed": -1', '"seed": 4294967296', '"psi": 3', '"noise": "loud"', '"class_index": -1']
)
def test_a_scene_out_of_range_cannot_be_read(bad):
    with pytest.raises(UnlitError):
        decode("scene", f'{{"unlit": "scene", "format": 1, "content": {{{bad}}}}}', Scene)


def test_titles_say_which():
    assert Scene(85).title == "Scene 85"
    assert Scene(latent=Latent.from_array("w", np.zeros(2, np.float32))).title == "Own w"


def test_equal_scenes_are_one():
    assert Scene(1, psi=0.5) == Scene(1, psi=0.5)
    assert len({Scene(1), Scene(1), Scene(2), Scene(1, noise="none")}) == 3
