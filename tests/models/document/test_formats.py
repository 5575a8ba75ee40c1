"""Documents as JSON: read back, refused, never half believed."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.document.errors import UnlitError
from models.document.formats import FORMATS, decode, encode
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe, Span, UnitEdit
from models.document.region import Region
from models.document.scene import Latent, Scene
from models.document.units import UnitId
from tests.support.sentences import assert_good_sentence

BASE = Fingerprint("ab" * 32, "stylegan2 skip 16")
RECIPE = Recipe(BASE, (UnitEdit("k", "Lamp “α”", (UnitId("b8.conv0", 3),), 0.25, -1.5, False),))

units = st.builds(UnitId, st.text(max_size=12), st.integers(0, 2**31 - 1))
recipes = st.builds(
    Recipe,
    st.builds(Fingerprint, st.text(), st.text()),
    st.lists(
        st.builds(
            UnitEdit,
            st.text(),
            st.text(),
            st.lists(units, max_size=3).map(tuple),
            st.floats(-100, 100),
            st.floats(-1000, 1000),
            st.booleans(),
            st.none() | st.floats(0, 0.5).map(lambda start: Span(start, start + 0.5)),
            st.none() | st.integers(1, 9).map(lambda side: Region.from_mask(np.eye(side))),
            st.none() | st.tuples(*(st.floats(0, 1),) * 3),
        ),
        max_size=4,
    ).map(tuple),
)
scenes = st.builds(
    Scene,
    seed=st.integers(0, 2**32 - 1),
    psi=st.floats(-2, 2),
    noise=st.sampled_from(["const", "none", "random"]),
    class_index=st.none() | st.integers(0, 10**6),
    latent=st.none() | st.builds(Latent, st.sampled_from(["z", "w"]), st.just((2,)), st.binary(min_size=8, max_size=8)),
)


def refused(kind, data, type_) -> str:
    with pytest.raises(UnlitError) as info:
        decode(kind, data, type_)
    assert_good_sentence(info.value)
    return info.value.sentence


@given(recipe=recipes)
def test_recipes_read_back_exactly(recipe):
    assert decode("recipe", encode("recipe", recipe), Recipe) == recipe


@given(scene=scenes)
def test_scenes_read_back_exactly(scene):
    assert decode("scene", encode("scene", scene), Scene) == scene


def test_text_and_bytes_read_alike():
    data = encode("recipe", RECIPE)
    assert decode("recipe", data.decode(), Recipe) == decode("recipe", data, Recipe) == RECIPE


def test_a_document_says_its_kind_first_and_is_made_to_be_read():
    lines = encode("recipe", RECIPE).decode().splitlines()
    assert lines[1].strip() == '"unlit": "recipe",'
    assert "“α”" in encode("recipe", RECIPE).decode()


def envelope(**changes) -> bytes:
    return json.dumps(json.loads(encode("recipe", RECIPE)) | changes).encode()


def content(**changes) -> bytes:
    return envelope(content=json.loads(encode("recipe", RECIPE))["content"] | changes)


def edit(**changes) -> bytes:
    known = {"key": "k", "name": "n", "units": [], "gain": 1.0, "shift": 0.0}
    return content(edits=[known | changes])


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"{" * 100_000, b"[" * 10_000_000, b'{"unlit": "recipe"}', "\ud800"],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_document_says_so(data):
    assert refused("recipe", data, Recipe) == "This is not an Unlit recipe."


def test_another_kind_of_document_says_which():
    assert refused("recipe", encode("scene", Scene()), Recipe) == "This is not an Unlit recipe but an Unlit scene."
    assert "an Unlit x" in refused("recipe", envelope(unlit="x\n\x1b[0m" * 10_000), Recipe)


@pytest.mark.parametrize("number", [FORMATS["recipe"] + 1, 10**9, 2**63])
@pytest.mark.parametrize("inside", [{}, {"edits": "of another kind"}])
def test_a_document_of_a_newer_version_says_so(number, inside):
    newer = envelope(format=number, content=inside)
    assert "made with a newer version" in refused("recipe", newer, Recipe)


def test_the_newest_format_is_the_one_that_is_written():
    for kind, number in FORMATS.items():
        assert json.loads(encode(kind, Scene()))["format"] == number


@pytest.mark.parametrize(
    "data",
    [
        envelope(content=None),
        envelope(content=[]),
        envelope(content={}),
        content(edits={}),
        content(edits=[None]),
        content(base="ab"),
        edit(gain="1"),
        edit(gain=1e9),
        edit(gain=-101),
        edit(shift=1001),
        edit(gain=None),
        edit(gain=float("nan")),
        edit(gain=float("inf")),
        edit(gain=True),
        edit(units=[["b8.conv0", 1]]),
        edit(units=[{"layer": "b8.conv0", "index": 1.5}]),
        edit(units=[{"layer": "b8.conv0", "index": -1}]),
        edit(units=[{"layer": "b8.conv0", "index": 2**31}]),
        edit(units=[{"layer": "b8.conv0", "index": 10**30}]),
        edit(units=[{"layer": "b8.conv0", "index": 1}]).replace(b'"index": 1', b'"index": ' + b"9" * 10_000),
        edit(units=[{"layer": 8, "index": 1}]),
        edit(key=None),
        edit(enabled="yes"),
        edit().replace(b'"gain": 1.0', b'"gain": 1e400'),
        edit().replace(b'"gain": 1.0', b'"gain": ' + b"9" * 10_000),
        edit().replace(b'"units": []', b'"units": ' + b"[" * 5000 + b"]" * 5000),
    ],
    ids=lambda data: None,
)
def test_a_recipe_with_values_of_other_kinds_is_damaged(data):
    assert refused("recipe", data, Recipe).startswith(("This recipe is damaged", "This is not an Unlit recipe"))


def test_unknown_fields_are_left_aside():
    """A later version may add some without raising the format number."""
    assert decode("recipe", envelope(made="later"), Recipe) == RECIPE
    assert decode("recipe", content(note="later"), Recipe) == RECIPE


@settings(max_examples=300)
@given(where=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_recipe_is_a_recipe_or_an_error(where, byte, cut):
    data = bytearray(encode("recipe", RECIPE))
    place = int(where * len(data))
    data[place] = byte
    try:
        assert isinstance(decode("recipe", bytes(data[:place] if cut else data), Recipe), Recipe)
    except UnlitError as error:
        assert_good_sentence(error)
