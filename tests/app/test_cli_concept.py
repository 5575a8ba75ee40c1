"""Words changed on the command line, from the recipe to the files that other programs open."""

from __future__ import annotations

import re

import pytest

from app.headless.concept import Wanted, concepts
from models.document.carried import carried_recipe
from models.document.concept import Pair, Share
from models.document.errors import UnlitError
from models.samples.catalogue import LAMP_ROOM, LAMP_ROOM_WORDS
from tests.support.sentences import assert_good_sentence

SENTENCES = ("a bedroom with a {} lamp beside a bed", "a bedroom with a {} red table lamp beside a blue bed at night")
IN = [part for sentence in SENTENCES for part in ("--in", sentence)]


def edits_of(wanted, preset=None, sentences=(), preserve=(), preserve_file=None, name="", **how):
    return concepts(wanted, how, preset, sentences, preserve, preserve_file, name)


# ---------------------------------------------------------------------------------------------- what options become
def test_each_kind_is_one_edit_and_each_debiased_text_one(tmp_path):
    table = tmp_path / "words.csv"
    table.write_text("from,to\nsofa,bench\nrug\n")
    wanted = Wanted(
        ("lamp=unlit lamp", "cat=dog"),
        ("van gogh",),
        ("blood",),
        ("doctor=woman:0.5, man:-0.25", "nurse=man:1"),
        (table,),
    )
    replaced, erased, moderated, doctor, nurse = edits_of(wanted, preserve=("a bed",))
    assert (replaced.kind, replaced.pairs) == (
        "replace", (Pair("lamp", "unlit lamp"), Pair("cat", "dog"), Pair("sofa", "bench")),
    )  # fmt: skip
    assert (erased.kind, erased.pairs) == ("erase", (Pair("van gogh"), Pair("rug")))
    assert (moderated.kind, moderated.name) == ("moderate", "Moderate blood")
    assert doctor.shares == (Share("woman", 0.5), Share("man", -0.25))
    assert nurse.pairs == (Pair("nurse"),)
    assert {edit.preserve for edit in (replaced, erased, moderated, doctor, nurse)} == {("a bed",)}


def test_a_preset_is_all_choices_and_an_option_goes_before_it(tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text("a dog\n\n a cat \n")
    (edit,) = edits_of(Wanted(erase=("lamp",)), "uce-2023", preserve_file=kept, ridge=0.1, name="Out")
    assert (edit.tokens, edit.preserve_tokens, edit.guide) == ("padding", "all", " ")
    assert edit.preserve == ("", "a dog", "a cat")
    assert (edit.ridge, edit.name) == (0.1, "Out")
    (newer,) = edits_of(Wanted(erase=("lamp",)), "uce-2025", tokens="last+end", rounds=2)
    assert (newer.tokens, newer.ridge, newer.rounds) == ("last+end", 0.5, 2)


def test_a_word_is_said_in_sentences_with_a_gap_or_with_the_word():
    (edit,) = edits_of(Wanted(("lit=unlit",)), sentences=("a {} lamp", "an old lamp, lit"))
    assert edit.pairs[1:] == (Pair("a lit lamp", "an unlit lamp"), Pair("an old lamp, lit", "an old lamp, unlit"))
    assert edit.tokens == "all"
    (last,) = edits_of(Wanted(("lit=unlit",)), sentences=("a {} lamp",), tokens="last")
    assert last.tokens == "last"


@pytest.mark.parametrize(
    ("wanted", "options", "said"),
    [
        (Wanted(), {}, "what is to be changed"),
        (Wanted(("lamp",)), {}, "from what to what"),
        (Wanted(("lamp=",)), {}, "from what to what"),
        (Wanted(("=lamp",)), {}, "from what to what"),
        (Wanted(erase=("lamp=bed",)), {}, "--replace"),
        (Wanted(erase=("  ",)), {}, "not a short text"),
        (Wanted(erase=("a" * 1001,)), {}, "not a short text"),
        (Wanted(debias=("doctor",)), {}, "attributes and shares"),
        (Wanted(debias=("doctor=woman",)), {}, "attributes and shares"),
        (Wanted(debias=("doctor=woman:half",)), {}, "attributes and shares"),
        (Wanted(debias=("doctor=woman:nan",)), {}, "attributes and shares"),
        (Wanted(debias=("doctor=woman:1000",)), {}, "attributes and shares"),
        (Wanted(("lit=unlit",)), {"sentences": ("a sofa",)}, "none of the words"),
        (Wanted(debias=("doctor=woman:1",)), {"sentences": ("a nurse",)}, "none of the words"),
        (Wanted(erase=("lamp",)), {"ridge": 0.0}, "--ridge is out of range"),
        (Wanted(erase=("lamp",)), {"scale": 1e9}, "--scale is out of range"),
        (Wanted(erase=("lamp",)), {"preserve_scale": -1.0}, "--preserve-scale is out of range"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(wanted, options, said):
    with pytest.raises(UnlitError, match=re.escape(said)) as caught:
        edits_of(wanted, **options)
    assert_good_sentence(caught.value)


# ------------------------------------------------------------------------------------------------ with the generator
def test_a_bare_word_that_does_nothing_says_so_and_how_to_say_it(unlit, tmp_path):
    recipe = tmp_path / "r.json"
    code, out, err = unlit("concept", LAMP_ROOM_WORDS, "--replace", "lit=unlit", "--out", recipe)
    assert code == 0
    assert "next to nothing" in err
    assert '--in "a bedroom with a {} yellow table lamp beside a blue bed at night"' in err
    assert re.search(r"Condition +5\.7e\+01", out)
    assert carried_recipe(recipe).concept_edits()[0].pairs == (Pair("lit", "unlit"),)


@pytest.mark.slow
def test_a_word_in_its_sentences_becomes_a_recipe_and_files_for_other_programs(unlit, tmp_path):
    """The strength is found; the recipe comes back out of the LoRA; --add keeps what was there."""
    recipe, again = tmp_path / "r.json", tmp_path / "again.json"
    found = unlit("concept", LAMP_ROOM_WORDS, "--replace", "lit=unlit", *IN, "--auto-strength", "--out", recipe)
    code, out, err = found
    assert code == 0
    assert "next to nothing" not in err
    assert "lit → unlit: " in err
    assert int(re.search(r"Gone +(\d+)%", out)[1]) > 40
    (edit,) = carried_recipe(recipe).concept_edits()
    assert 0.2 < edit.strength < 2
    for to in ("lora", "lora-peft", "uce"):
        path = tmp_path / f"{to}.safetensors"
        code, out, err = unlit("export", LAMP_ROOM_WORDS, "--recipe", recipe, "--to", to, "--out", path)
        assert code == 0, err
        difference = float(re.search(r"re-opened export: (\S+)", out)[1])
        assert difference < 1e-3
        assert carried_recipe(path) == carried_recipe(recipe)
    unit = ("--unit", "up_blocks.1.resnets.0.conv2/1", "--gain", "0", "--add")
    again.write_bytes(recipe.read_bytes())
    assert unlit("edit", LAMP_ROOM_WORDS, *unit, "--out", again)[0] == 0
    assert unlit("concept", LAMP_ROOM_WORDS, "--erase", "dusk", "--add", "--out", again)[0] == 0
    kinds = [type(each).__name__ for each in carried_recipe(again).edits]
    assert kinds == ["ConceptEdit", "UnitEdit", "ConceptEdit"]
    assert len({each.key for each in carried_recipe(again).edits}) == 3


@pytest.mark.parametrize(
    ("file", "options", "said"),
    [
        (LAMP_ROOM, ("--replace", "lamp=bed"), "not asked with words"),
        (LAMP_ROOM_WORDS, ("--replace", f"lamp={'unlit ' * 90}lamp"), "too long"),
        (LAMP_ROOM_WORDS, ("--erase", "lamp", "--pairs", "none.csv"), "cannot be read"),
        (LAMP_ROOM_WORDS, ("--erase", "lamp", "--preserve-file", "none.txt"), "no file"),
    ],
)
def test_errors_are_one_sentence_and_write_nothing(unlit, tmp_path, file, options, said):
    code, _, err = unlit("concept", file, *options, "--out", tmp_path / "r.json")
    assert code == 1
    assert err.startswith("unlit: ")
    assert len(err.strip().splitlines()) == 1
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_stylegan_is_no_lora(unlit, tmp_path):
    recipe, path = tmp_path / "r.json", tmp_path / "x.safetensors"
    assert unlit("edit", LAMP_ROOM, "--unit", "b32.conv0/3", "--gain", "0", "--out", recipe)[0] == 0
    code, _, err = unlit("export", LAMP_ROOM, "--recipe", recipe, "--to", "lora", "--out", path)
    assert (code, path.exists()) == (1, False)
    assert err.startswith("unlit: There is no format “lora” for it; choose one of genforce, native,")
