"""Documents of older formats read like today's."""

from __future__ import annotations

import json
import zipfile

import msgspec
import numpy as np
import pytest

from models.document.errors import UnlitError
from models.document.formats import decode
from models.document.generator_info import Fingerprint
from models.document.project import Project, load_project
from models.document.ranking import PaintedScene, RankedUnit, Ranking, RankRequest
from models.document.recipe import Recipe, UnitEdit
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import UnitId
from tests.support.sentences import assert_good_sentence

BASE = Fingerprint("0" * 64, "stylegan2 skip 16")
PAINTED = (PaintedScene(Scene(3, psi=0.7), Region.from_mask(np.eye(16, dtype=np.float32))),)
RANKED = RankedUnit(UnitId("b8.conv0", 1), 0.5, 0.25, 0.125, 0.75, 0.0625)
NOW = Ranking(BASE, RankRequest(PAINTED, "exhaustive"), ("b8.conv0",), (RANKED,), 0.0625, "0.1.0", complete=False)


def ranking_1() -> dict:
    """As version 0.1.0 wrote it, before estimates, spread and protected regions."""
    numbers = {name: getattr(RANKED, name) for name in ("effect", "inside", "outside", "share", "score")}
    painted = {"scene": msgspec.to_builtins(PAINTED[0].scene), "region": msgspec.to_builtins(PAINTED[0].region)}
    return {
        "base": msgspec.to_builtins(BASE),
        "evidence": [painted],
        "layers": ["b8.conv0"],
        "units": [{"unit": {"layer": "b8.conv0", "index": 1}, **numbers}],
        "chance": 0.0625,
        "version": "0.1.0",
        "method": "exhaustive",
        "complete": False,
    }


def project_1() -> dict:
    return {
        "generator_path": "sample:lamp_room",
        "base": msgspec.to_builtins(BASE),
        "recipe": msgspec.to_builtins(Recipe(BASE)),
        "scenes": [msgspec.to_builtins(PAINTED[0].scene)],
        "active": 0,
        "painted": ranking_1()["evidence"],
        "rankings": [ranking_1()],
    }


def document(kind: str, content: object, number: int = 1) -> bytes:
    return json.dumps({"unlit": kind, "format": number, "content": content}).encode()


def test_a_ranking_of_format_1_was_exhaustive_and_exact():
    assert decode("ranking", document("ranking", ranking_1()), Ranking) == NOW


def test_a_project_of_format_1_opens_with_its_rankings(tmp_path):
    path = tmp_path / "old.unlit"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.json", document("project", project_1()))
    scenes = (PAINTED[0].scene,)
    assert load_project(path) == Project("sample:lamp_room", BASE, Recipe(BASE), scenes, 0, PAINTED, (NOW,))


def test_a_project_of_format_1_without_rankings_opens():
    content = {name: value for name, value in project_1().items() if name != "rankings"}
    assert decode("project", document("project", content), Project).rankings == ()


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        3,
        "text",
        {**ranking_1(), "evidence": 3},
        {n: v for n, v in ranking_1().items() if n != "evidence"},
    ],
    ids=lambda content: str(content)[:30],
)
def test_a_damaged_ranking_of_format_1_is_one_sentence(content):
    with pytest.raises(UnlitError) as info:
        decode("ranking", document("ranking", content), Ranking)
    assert_good_sentence(info.value)
    assert "damaged" in info.value.sentence


@pytest.mark.parametrize("rankings", [None, 3, [None], [3], [[]]], ids=str)
def test_a_damaged_project_of_format_1_is_one_sentence(rankings):
    with pytest.raises(UnlitError) as info:
        decode("project", document("project", {**project_1(), "rankings": rankings}), Project)
    assert_good_sentence(info.value)


@pytest.mark.parametrize("number", [1, 2])
def test_edits_of_older_recipes_act_throughout(number):
    edit = {"key": "a", "name": "Lamp", "units": [{"layer": "b8.conv0", "index": 1}], "gain": 0.5}
    content = {"base": msgspec.to_builtins(BASE), "edits": [edit | ({"edit": "unit"} if number > 1 else {})]}
    expected = Recipe(BASE, (UnitEdit("a", "Lamp", (UnitId("b8.conv0", 1),), 0.5),))
    assert decode("recipe", document("recipe", content, number), Recipe) == expected


@pytest.mark.parametrize("span", [{"start": 0.5, "end": 0.5}, {"start": 2.0, "end": 3.0}, 3, {"end": "late"}])
def test_a_part_of_sampling_that_is_none_is_a_damaged_recipe(span):
    edit = {"edit": "unit", "key": "a", "name": "Lamp", "units": [], "span": span}
    content = {"base": msgspec.to_builtins(BASE), "edits": [edit]}
    with pytest.raises(UnlitError) as info:
        decode("recipe", document("recipe", content, 3), Recipe)
    assert_good_sentence(info.value)
    assert "damaged" in info.value.sentence
