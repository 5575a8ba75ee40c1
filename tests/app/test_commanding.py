"""What the studio copies as commands does the same."""

from __future__ import annotations

import shlex
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.commanding import edit_commands, export_command, plain, search_command
from models.document.formats import decode, encode
from models.document.ranking import PaintedScene, Ranking, RankRequest
from models.document.recipe import Recipe, UnitEdit
from models.document.region import Region
from models.document.scene import Scene, Toward
from models.document.units import UnitId
from tests.support.generators import random_generator, write_random

GENERATOR = random_generator()


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return write_random(tmp_path_factory.mktemp("random") / "a room.safetensors")


def run(unlit, line):
    program, *words = shlex.split(line)
    assert program == "unlit"
    code, _, err = unlit(*words)
    assert code == 0, err


def test_the_commands_write_the_same_recipe_and_save_the_same_generator(unlit, file, tmp_path):
    edits = (
        UnitEdit("a", "The “lamp”, 1", (UnitId("b8.conv1", 1), UnitId("b8.conv0", 0)), gain=0.1),
        UnitEdit("b", "--window", (UnitId("b16.conv1", 2),), shift=-3.25),
    )
    recipe = Recipe(GENERATOR.info.fingerprint, edits)
    assert plain(recipe)
    to, edited = tmp_path / "my recipe.json", tmp_path / "edited.safetensors"
    for line in (*edit_commands(str(file), recipe, to), export_command(str(file), to, edited)):
        run(unlit, line)
    written = decode("recipe", to.read_bytes(), Recipe)
    assert written.changes() == recipe.changes()
    assert [edit.name for edit in written.edits] == [edit.name for edit in edits]
    assert edited.exists()


def test_what_commands_cannot_say_is_not_plain():
    edit = UnitEdit("a", "Lamp", (UnitId("b8.conv1", 1),), 0.5)
    assert plain(Recipe(GENERATOR.info.fingerprint, (edit,)))
    assert not plain(Recipe(GENERATOR.info.fingerprint, (edit, replace(edit, key="b", enabled=False))))


def test_a_search_is_done_again_with_everything_it_had(unlit, file, tmp_path):
    mask = np.zeros((16, 16), np.uint8)
    mask[3:9, 4:10] = 200
    painted = (
        PaintedScene(Scene(3, 0.6, toward=Toward(9, 0.25)), Region.from_mask(mask), keep=Region.from_mask(255 - mask)),
        PaintedScene(Scene(4, noise="none"), Region.from_mask(mask)),
    )
    request = RankRequest(painted, "exhaustive", seed=5)
    search, to = tmp_path / "search.json", tmp_path / "found.json"
    search.write_bytes(encode("search", request))
    run(unlit, search_command(str(file), search, to))
    found = decode("ranking", to.read_bytes(), Ranking)
    assert found.request == request
    run(unlit, search_command(str(file), to, tmp_path / "again.json"))
    assert decode("ranking", (tmp_path / "again.json").read_bytes(), Ranking) == found


@pytest.mark.parametrize("options", [(), ("--like", "SEARCH", "--region", "MASK")])
def test_a_search_is_given_one_way(unlit, file, tmp_path, options):
    given = {"SEARCH": tmp_path / "search.json", "MASK": tmp_path / "mask.png"}
    given["SEARCH"].write_bytes(encode("search", RankRequest(())))
    from PIL import Image

    Image.fromarray(np.full((16, 16), 255, np.uint8)).save(given["MASK"])
    code, _, err = unlit("rank", file, *(given.get(word, word) for word in options), "--out", tmp_path / "x.csv")
    assert code == 1
    assert "Give the regions of the scenes" in err


def test_what_is_no_search_says_so(unlit, file, tmp_path):
    path = tmp_path / "recipe.json"
    path.write_bytes(encode("recipe", Recipe(GENERATOR.info.fingerprint)))
    code, _, err = unlit("rank", file, "--like", path, "--out", tmp_path / "x.csv")
    assert code == 1
    assert "not an Unlit search" in err


@settings(max_examples=50)
@given(name=st.text(min_size=1, max_size=30).filter(lambda text: "\x00" not in text), gain=st.floats(-100, 100))
def test_a_line_is_read_by_the_shell_as_it_was_meant(name, gain):
    recipe = Recipe(GENERATOR.info.fingerprint, (UnitEdit("a", name, (UnitId("b8.conv1", 1),), gain),))
    (line,) = edit_commands("a b.safetensors", recipe, Path("r.json"))
    words = shlex.split(line)
    assert words[words.index("--name") + 1] == name
    assert float(words[words.index("--gain") + 1]) == gain
    assert words[-1] == "r.json"
