"""The command line with a generator that is asked with words."""

from __future__ import annotations

import json

import cv2
import numpy as np
import pytest
from msgspec.structs import replace
from PIL import Image

from app.headless.scenes import Asked, size_of
from models.document.errors import UnlitError
from models.document.scene import Prompt, Scene
from models.samples.catalogue import LAMP_ROOM, LAMP_ROOM_WORDS
from tests.support.transformers import tiny_transformer

ASKED = ("--prompt", "a bedroom with a lit red lamp beside a blue bed at night", "--steps", "4", "--seed", "3")


@pytest.fixture
def info():
    from app.engine.fake import INFO

    return replace(INFO, prompts=True, defaults=Prompt("a room", steps=7, guidance=2.0, scheduler="ddim"))


def test_what_is_left_out_is_as_the_generator_is_asked(info):
    assert Asked().scenes(info) == (Scene(0, prompt=info.defaults),)
    asked = Asked((3, 4), prompt="a lamp", negative="a rug", steps=2, guidance=1.0, scheduler="euler", size="64x32")
    prompt = Prompt("a lamp", "a rug", 2, 1.0, "euler", 64, 32)
    assert asked.scenes(info) == (Scene(3, prompt=prompt), Scene(4, prompt=prompt))
    assert Asked(guidance=0.0).scenes(info)[0].prompt.guidance == 0.0


@pytest.mark.parametrize(
    ("asked", "named"),
    [(Asked(psi=1.0), "--psi"), (Asked(noise="none"), "--noise"), (Asked(class_index=0), "--class")],
)
def test_options_of_style_are_refused_where_words_are_asked(info, asked, named):
    with pytest.raises(UnlitError, match=named):
        asked.scenes(info)


@pytest.mark.parametrize(
    ("option", "named"), [({"prompt": "a room"}, "--prompt"), ({"steps": 3}, "--steps"), ({"size": "8x8"}, "--size")]
)
def test_options_of_words_are_refused_where_there_are_none(info, option, named):
    with pytest.raises(UnlitError, match=named):
        Asked(**option).scenes(replace(info, prompts=False))


@pytest.mark.parametrize("text", ["", "64", "0x64", "64x", "9999x9999", "sixty x four"])
def test_what_is_no_size_is_refused(text):
    with pytest.raises(UnlitError, match="not a size"):
        size_of(text)


def test_a_size_may_be_written_as_people_do():
    assert size_of("512x768") == size_of(" 512 × 768 ") == size_of("512X768") == (512, 768)


def test_inspect_tells_of_prompts_and_kinds(unlit):
    code, out, _ = unlit("inspect", LAMP_ROOM_WORDS)
    assert code == 0
    assert "2,432 in 7 feed-forward layers" in out
    assert "prompts and seeds" in out
    code, out, _ = unlit("inspect", LAMP_ROOM_WORDS, "--json")
    card = json.loads(out)
    assert card["prompts"]
    assert card["units"] == 3608


def test_render_edit_and_export(unlit, tmp_path):
    recipe, plain, edited, again = (tmp_path / name for name in ("r.json", "plain.png", "edited.png", "again.png"))
    unit = "up_blocks.1.attentions.0.transformer_blocks.0.attn2.to_out.0/1"
    assert unlit("edit", LAMP_ROOM_WORDS, "--unit", unit, "--gain", "0", "--out", recipe)[0] == 0
    assert unlit("render", LAMP_ROOM_WORDS, *ASKED, "--out", plain)[0] == 0
    assert unlit("render", LAMP_ROOM_WORDS, *ASKED, "--recipe", recipe, "--out", edited)[0] == 0
    code, out, _ = unlit("export", LAMP_ROOM_WORDS, "--recipe", recipe, "--out", tmp_path / "folder")
    assert code == 0
    assert "diffusers" in out
    assert (tmp_path / "folder" / "model_index.json").is_file()
    assert unlit("render", tmp_path / "folder", *ASKED, "--out", again)[0] == 0
    pictures = {path.stem: np.asarray(Image.open(path)).astype(int) for path in (plain, edited, again)}
    assert np.abs(pictures["plain"] - pictures["edited"]).max() > 10
    assert np.abs(pictures["again"] - pictures["edited"]).max() <= 1


def test_a_head_has_no_shift(unlit, tmp_path):
    head = "mid_block.attentions.0.transformer_blocks.0.attn1.to_out.0/1"
    code, _, err = unlit("edit", LAMP_ROOM_WORDS, "--unit", head, "--shift", "2", "--out", tmp_path / "r.json")
    assert code == 1
    assert err.strip().endswith("but not shifted.")
    assert not (tmp_path / "r.json").exists()


def test_an_edit_of_a_part_of_sampling_is_shown_and_not_baked(unlit, tmp_path):
    recipe, plain, early, out = (tmp_path / name for name in ("r.json", "plain.png", "early.png", "out"))
    edit = ("edit", LAMP_ROOM_WORDS, "--unit", "mid_block.resnets.0.conv2/3", "--gain", "0", "--out", recipe)
    assert unlit(*edit, "--until", "0.5", "--name", "Early")[0] == 0
    assert json.loads(recipe.read_bytes())["content"]["edits"][0]["span"] == {"start": 0.0, "end": 0.5}
    assert unlit("render", LAMP_ROOM_WORDS, *ASKED, "--out", plain)[0] == 0
    assert unlit("render", LAMP_ROOM_WORDS, *ASKED, "--recipe", recipe, "--out", early)[0] == 0
    assert plain.read_bytes() != early.read_bytes()
    code, _, err = unlit("export", LAMP_ROOM_WORDS, "--recipe", recipe, "--out", out)
    assert code == 1
    assert "“Early” acts in a part of sampling only" in err
    assert not out.exists()
    assert unlit("export", LAMP_ROOM_WORDS, "--recipe", recipe, "--out", out, "--without-limits")[0] == 0


@pytest.mark.parametrize(
    ("file", "part", "said"),
    [
        (LAMP_ROOM_WORDS, ("--from", "0.5", "--until", "0.5"), "no part of sampling"),
        (LAMP_ROOM, ("--until", "0.5"), "in one step"),
    ],
)
def test_no_part_of_sampling_is_said(unlit, tmp_path, file, part, said):
    unit = "b8.conv1/3" if file == LAMP_ROOM else "mid_block.resnets.0.conv2/3"
    code, _, err = unlit("edit", file, "--unit", unit, "--gain", "0", *part, "--out", tmp_path / "r.json")
    assert code == 1
    assert said in err
    assert not (tmp_path / "r.json").exists()


def test_rank_finds_units_under_a_prompt_and_group_has_no_way_for_heads(unlit, tmp_path):
    mask = np.zeros((64, 64), np.uint8)
    mask[26:42, 4:24] = 255
    cv2.imwrite(str(tmp_path / "mask.png"), mask)
    ranking = tmp_path / "ranking.json"
    fast = ("--probes", "1", "--shortlist", "8", "--top", "3")
    arguments = ("rank", LAMP_ROOM_WORDS, *ASKED, "--region", tmp_path / "mask.png", "--out", ranking, *fast)
    code, out, _ = unlit(*arguments)
    assert code == 0
    assert "Strongest of 3,608 units" in out
    code, _, err = unlit("group", LAMP_ROOM_WORDS, "--ranking", ranking, "--most", "2", "--out", tmp_path / "g.json")
    assert code == 0, err
    assert json.loads((tmp_path / "g.json").read_bytes())


def test_words_writes_where_each_word_looks(unlit, tmp_path):
    code, _, err = unlit("words", LAMP_ROOM_WORDS, "--prompt", "a lit lamp", "--steps", "3", "--out", tmp_path / "w")
    assert code == 0
    assert "3 words" in err
    assert (tmp_path / "w" / "picture.png").is_file()
    mask = np.asarray(Image.open(tmp_path / "w" / "03-lamp-mask.png"))
    assert mask.shape[:2] == (64, 64)
    assert mask.max() == 255


def test_words_needs_words(unlit, tmp_path):
    code, _, err = unlit("words", LAMP_ROOM, "--out", tmp_path / "w")
    assert code == 1
    assert err.strip() == "unlit: This generator is not asked with words."
    code, _, err = unlit("render", LAMP_ROOM_WORDS, "--psi", "0.5", "--out", tmp_path / "x.png")
    assert code == 1
    assert err.strip().endswith("leave out --psi.")


@pytest.mark.parametrize("kind", ["sd3", "flux"])
def test_a_transformer_draws_and_says_that_it_cannot_be_edited(unlit, tmp_path, kind):
    folder = tiny_transformer(kind, tmp_path / "tiny")
    code, out, _ = unlit("inspect", folder)
    assert code == 0
    assert "none; it only draws here" in out
    picture = tmp_path / "x.png"
    asked = ("--prompt", "a lamp", "--steps", "2", "--size", "16x16")
    assert unlit("render", folder, *asked, "--out", picture)[0] == 0
    assert Image.open(picture).size == (16, 16)
    code, _, err = unlit("words", folder, *asked, "--out", tmp_path / "w")
    assert code == 1
    assert err.strip().endswith("which only draws here.")
    mask = np.zeros((8, 8), np.uint8)
    mask[2:5, 2:5] = 255
    cv2.imwrite(str(tmp_path / "mask.png"), mask)
    found = ("--region", tmp_path / "mask.png", "--resize", "--out", tmp_path / "r.csv")
    code, _, err = unlit("rank", folder, "--prompt", "a lamp", "--steps", "2", *found)
    assert code == 1
    assert err.strip().endswith("cannot be searched or edited yet.")
