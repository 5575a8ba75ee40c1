"""Recipes inside other files: what is read, and what is refused."""

from __future__ import annotations

import json

import numpy as np
import pytest

from models.document.carried import CARD, RECIPE, carried_recipe, is_addition
from models.document.errors import UnlitError
from models.document.formats import encode
from models.document.generator_info import Fingerprint
from models.document.pictures import RECIPE_TEXT, save_png
from models.document.recipe import Recipe, UnitEdit
from models.document.units import UnitId
from tests.support.sentences import assert_good_sentence

MADE = Recipe(Fingerprint("ab" * 32, "any"), (UnitEdit("k", "Lamp", (UnitId("b8.conv0", 3),), 0.25),))
TEXT = encode("recipe", MADE).decode()


def safetensors(path, metadata, **tensors):
    header = json.dumps({"__metadata__": metadata, **tensors}).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header + b"\0" * 8)
    return path


def test_it_is_read_from_its_own_file_a_picture_and_the_header_of_tensors(tmp_path):
    (tmp_path / "recipe.json").write_text(TEXT)
    save_png(np.zeros((4, 4, 3), np.uint8), tmp_path / "picture.png", {RECIPE_TEXT: TEXT})
    tensor = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}
    safetensors(tmp_path / "lora.safetensors", {RECIPE: TEXT, "format": "pt"}, up=tensor)
    for name in ("recipe.json", "picture.png", "lora.safetensors"):
        assert carried_recipe(tmp_path / name) == MADE


@pytest.mark.parametrize(
    ("metadata", "addition"), [({RECIPE: TEXT}, True), ({RECIPE: TEXT, CARD: "{}"}, False), ({"format": "pt"}, False)]
)
def test_a_whole_generator_is_no_addition(tmp_path, metadata, addition):
    path = safetensors(tmp_path / "a.safetensors", metadata)
    assert is_addition(path) is addition


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not an Unlit recipe"),
        (b"{}", "not an Unlit recipe"),
        (b"\x89PNG nothing", "not a picture"),
        (b"\xff" * 7 + b"\x00{}", "header is too large"),
        (b"\x09\0\0\0\0\0\0\0{", "header cannot be read"),
        (b"\x02\0\0\0\0\0\0\0{}", "carries no recipe"),
        (b"\x06\0\0\0\0\0\0\0{\xff\xfe\x00}}", "header cannot be read"),
        (b'\x14\0\0\0\0\0\0\0{"__metadata__": 12} ', "header cannot be read"),
        (b"\x88\x13\0\0\0\0\0\0" + b'{"a":' * 1000, "header cannot be read"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(tmp_path, data, said):
    path = tmp_path / "any.bin"
    path.write_bytes(data)
    with pytest.raises(UnlitError, match=said) as caught:
        carried_recipe(path)
    assert_good_sentence(caught.value)


def test_a_damaged_recipe_in_a_header_is_refused(tmp_path):
    with pytest.raises(UnlitError, match="not an Unlit recipe"):
        carried_recipe(safetensors(tmp_path / "a.safetensors", {RECIPE: "[]"}))


def test_what_is_not_there_or_too_large_is_refused(tmp_path, monkeypatch):
    with pytest.raises(UnlitError, match="no file"):
        carried_recipe(tmp_path / "none.json")
    with pytest.raises(UnlitError, match="cannot be read"):
        carried_recipe(tmp_path)
    monkeypatch.setattr("models.document.carried.LARGEST_RECIPE", 10)
    (tmp_path / "large.json").write_text(TEXT)
    with pytest.raises(UnlitError, match="too large"):
        carried_recipe(tmp_path / "large.json")
