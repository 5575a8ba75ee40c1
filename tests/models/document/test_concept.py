"""Concept edits as values: presets, pairs, tables of words, recipes that hold both kinds of edit."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.document.concept import ART_TEMPLATES, ConceptEdit, Pair, Share, parsed_pairs, read_pairs, with_preset
from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.generator_info import Fingerprint, GeneratorInfo
from models.document.migrations import migrated
from models.document.recipe import Recipe, UnitEdit, check_recipe
from models.document.units import UnitId
from tests.support.sentences import assert_good_sentence

BASE = Fingerprint("0" * 64, "diffusion")
INFO = GeneratorInfo("n", "SD", BASE, 64, (), 0, 0, 1, 1.0, prompts=True)
LIT = ConceptEdit("lit", "Lit", "replace", (Pair("lit", "unlit"), Pair("a lamp", "a dark lamp")))
UNIT = UnitEdit("u", "U", (UnitId("b4.conv1", 1),), gain=0.0)


def test_a_recipe_of_both_kinds_reads_back():
    fair = ConceptEdit("f", "F", "debias", (Pair("nurse"),), shares=(Share("man", 0.5),), null_space=True, rounds=2)
    recipe = Recipe(BASE, (UNIT, LIT, fair))
    assert decode("recipe", encode("recipe", recipe), Recipe) == recipe
    assert recipe.unit_edits() == (UNIT,)
    assert recipe.concept_edits() == (LIT, fair)
    assert set(recipe.changes()) == {UnitId("b4.conv1", 1)}


def test_a_recipe_of_format_1_held_edits_of_units():
    old = {"key": "u", "name": "U", "units": [{"layer": "b4.conv1", "index": 1}], "gain": 0.0}
    content = {"base": {"sha256": "0" * 64, "architecture": "diffusion"}, "edits": [old]}
    assert decode("recipe", json.dumps({"unlit": "recipe", "format": 1, "content": content}), Recipe).edits == (UNIT,)


@pytest.mark.parametrize("number", [1, 2])
def test_a_project_s_recipe_of_an_older_format_is_one_of_units(number):
    edit = {"key": "u", "name": "U", "units": []}
    made = migrated("project", number, {"recipe": {"base": {}, "edits": [edit]}})
    assert made["recipe"]["edits"] == [{**edit, "edit": "unit"}]


def test_concepts_are_those_that_are_solved():
    off, empty = replace(LIT, key="off", enabled=False), replace(LIT, key="empty", pairs=())
    assert Recipe(BASE, (off, empty, UNIT, replace(LIT, strength=0.0))).concepts() == ()
    named = replace(LIT, key="", name="", pairs=tuple(sorted(LIT.pairs)))
    assert Recipe(BASE, (off, LIT)).concepts() == (named,)
    held = Recipe(BASE, (LIT, replace(LIT, key="b", strength=0.0)))
    assert len(held.concepts()) == 2, "it holds its words beside another"


@given(order=st.permutations([LIT, replace(LIT, key="b", strength=0.5), replace(LIT, key="c", guide="x"), UNIT]))
def test_the_order_of_edits_is_not_in_concepts(order):
    assert Recipe(BASE, tuple(order)).concepts() == Recipe(BASE, tuple(sorted(order, key=str))).concepts()


def test_words_need_a_generator_that_is_asked_with_words():
    recipe = Recipe(BASE, (replace(LIT, enabled=False),))
    assert check_recipe(recipe, INFO) is recipe
    with pytest.raises(UnlitError, match="not asked with words") as caught:
        check_recipe(recipe, replace(INFO, prompts=False))
    assert_good_sentence(caught.value)


def test_targets_are_as_the_kind_has_them():
    edit = ConceptEdit("a", "A", "erase", (Pair("Van Gogh"), Pair("Monet", "photo")), guide="art")
    assert edit.meant() == (Pair("Van Gogh", "art"), Pair("Monet", "photo"))
    spoken = replace(edit, pairs=edit.pairs[:1], templates=ART_TEMPLATES).meant()
    assert len(spoken) == 6
    assert spoken[1] == Pair("painting by Van Gogh", "painting by art")
    said = Pair("a painting by Monet", "Monet")  # what is debiased, in a sentence
    assert replace(edit, kind="debias", pairs=(said,)).meant() == (said,)


def test_presets_are_the_programs_choices():
    edit = ConceptEdit("a", "A", "erase", (Pair("truck"),), preserve=("car",) * 3, guide=" ", rounds=3)
    new, old = with_preset(edit, "uce-2025"), with_preset(replace(edit, guide=""), "uce-2023")
    assert (new.tokens, new.preserve_tokens, new.weight_of_preserved, new.guide) == ("last", "last", 1.0, "")
    assert (old.tokens, old.preserve_tokens, old.preserve, old.guide) == ("padding", "all", ("", "car"), " ")
    assert old.weight_of_preserved == 0.5
    assert replace(old, preserve=("x",) * 40).weight_of_preserved == 0.1
    assert new.rounds == old.rounds == 0


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("lit,unlit\nlamp,unlit lamp\n", (Pair("lit", "unlit"), Pair("lamp", "unlit lamp"))),
        ("from,to\nlit,unlit", (Pair("lit", "unlit"),)),
        ("Source\r\nVan Gogh\r\n\r\nPicasso", (Pair("Van Gogh"), Pair("Picasso"))),
        ('"a, b";c', (Pair("a, b", "c"),)),
        ("a\tb, c", (Pair("a", "b, c"),)),
        ("lämp , 界 ", (Pair("lämp", "界"),)),
    ],
)
def test_a_table_of_words(text, pairs):
    assert parsed_pairs(text, "words.csv") == pairs


def test_thousands_of_words(tmp_path):
    path = tmp_path / "words.csv"
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(f"artist {n},art" for n in range(10_000)).encode())
    assert read_pairs(path)[9_999] == Pair("artist 9999", "art")
    assert len(read_pairs(path)) == 10_000


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no words"),
        (b"from,to\n", "no words"),
        (b"a,b,c", "Row 1 .* more than two"),
        (b"a,b\n,c", "Row 2 .* does not say"),
        (b"a" * 1001, "Row 1 .* short"),
        (b"a\x00b,c", "short|table"),
        (b'"a', "table"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a\n" * 100_001, "100,000 rows"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_table_that_cannot_be_read_is_one_sentence(tmp_path, data, says):
    path = tmp_path / "words.csv"
    path.write_bytes(data)
    with pytest.raises(UnlitError, match=says) as caught:
        read_pairs(path)
    assert_good_sentence(caught.value)


def test_a_missing_table_is_one_sentence(tmp_path):
    with pytest.raises(UnlitError) as caught:
        read_pairs(tmp_path / "none.csv")
    assert_good_sentence(caught.value)
