"""`unlit report` on the bundled text-to-image generator."""

from __future__ import annotations

import json

import pytest

from app.headless.report import _pair
from models.document.concept import Pair
from models.document.errors import UnlitError
from models.samples.catalogue import LAMP_ROOM, LAMP_ROOM_WORDS

UNIT = "up_blocks.1.attentions.0.transformer_blocks.0.attn2.to_out.0/1"
FAST = ("--seeds", "2", "--steps", "3", "--guidance", "1")


@pytest.fixture
def recipe(unlit, tmp_path):
    path = tmp_path / "r.json"
    assert unlit("edit", LAMP_ROOM_WORDS, "--unit", UNIT, "--gain", "0", "--out", path)[0] == 0
    return path


@pytest.fixture
def prompts(tmp_path):
    path = tmp_path / "prompts.txt"
    path.write_text("a bedroom with a lit lamp beside a bed at night\n[unrelated]\na blue bed at dusk\n")
    return path


def test_a_report_is_a_folder_and_a_short_table(unlit, tmp_path, recipe, prompts):
    to = tmp_path / "report"
    code, out, err = unlit(
        "report", LAMP_ROOM_WORDS, "--recipe", recipe, "--out", to, "--prompts", prompts, "--meant", "lit=unlit", *FAST
    )
    assert code == 0, err
    assert "show what is meant" in out
    assert "probe network" in out
    assert err.strip().endswith(f"Wrote {to}")
    assert {path.name for path in to.iterdir()} == {"report.json", "report.md", "edited.png", "unrelated.png"}
    request = json.loads((to / "report.json").read_bytes())["content"]["request"]
    assert [(case["role"], case.get("meant")) for case in request["cases"]] == [
        ("edited", "a bedroom with an unlit lamp beside a bed at night"), ("unrelated", None),
    ]  # fmt: skip
    assert (request["asked"]["steps"], request["seeds"]) == (3, 2)


def test_without_a_reader_it_says_what_is_not_known(unlit, tmp_path, recipe, prompts):
    to = tmp_path / "report"
    arguments = ("report", LAMP_ROOM_WORDS, "--recipe", recipe, "--out", to, "--prompts", prompts, *FAST)
    code, out, _ = unlit(*arguments, "--read-with", "pictures")
    assert code == 0
    assert "was not read" in out
    assert "show what is meant" not in out


def test_what_cannot_be_reported_is_one_sentence(unlit, tmp_path, recipe):
    def said(*arguments):
        code, _, err = unlit("report", *arguments, "--out", tmp_path / "report")
        assert code == 1
        assert not (tmp_path / "report").exists()
        return err.strip().splitlines()[-1]

    assert "another architecture" in said(LAMP_ROOM, "--recipe", recipe)
    assert "from what to what" in said(LAMP_ROOM_WORDS, "--recipe", recipe, "--meant", "unlit")
    assert "no CLIP" in said(LAMP_ROOM_WORDS, "--recipe", recipe, "--clip", tmp_path / "nothing")
    assert "where CLIP is" in said(LAMP_ROOM_WORDS, "--recipe", recipe, "--read-with", "clip")
    assert "cannot be read" in said(LAMP_ROOM_WORDS, "--recipe", recipe, "--prompts", tmp_path / "nothing.txt")


def test_a_style_generator_has_no_report(unlit, tmp_path):
    recipe = tmp_path / "r.json"
    assert unlit("edit", LAMP_ROOM, "--unit", "b8.conv1/0", "--gain", "0", "--out", recipe)[0] == 0
    code, _, err = unlit("report", LAMP_ROOM, "--recipe", recipe, "--out", tmp_path / "report")
    assert code == 1
    assert "has none" in err


def test_what_is_meant_is_said_with_an_equals_sign():
    assert _pair(" a lit lamp = an unlit lamp ") == Pair("a lit lamp", "an unlit lamp")
    assert _pair("lamp=") == Pair("lamp")
    for wrong in ("lamp", "=lamp", " = "):
        with pytest.raises(UnlitError):
            _pair(wrong)
