"""A word in the sentences it is used in."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from models.document.concept import ConceptEdit, Pair, Share
from models.edits.concepts.contexts import in_context, keeping_the_rest, out_of_context

PROMPTS = (
    "a bedroom with a lit lamp",
    "A lit lamp and a lit window",
    "a split lamp",
    "night",
    "a bedroom with a lit lamp",
)


def edit(source, target, kind="replace", **options):
    return ConceptEdit("a", "A", kind, (Pair(source, target),), **options)


def test_every_prompt_that_has_the_word_is_a_pair_and_articles_follow():
    found = in_context(edit("lit", "unlit"), PROMPTS)
    assert found.tokens == "all"
    assert found.pairs == (
        Pair("lit", "unlit"),
        Pair("a bedroom with a lit lamp", "a bedroom with an unlit lamp"),
        Pair("A lit lamp and a lit window", "An unlit lamp and an unlit window"),
    )


@pytest.mark.parametrize(
    ("pair", "text", "meant"),
    [
        (("old lamp", "lamp"), "an old lamp", "a lamp"),
        (("LAMP", "unlit lamp"), "the lamp, a lamp", "the lamp, a lamp"),
        (("a+b", "c"), "a+b or xa+b", "c or xa+b"),
        (("lit", ""), "a lit lamp", "a lamp"),
        (("unlit", ""), "An unlit lamp and an unlit orange lamp", "A lamp and an orange lamp"),
    ],
)
def test_one_text(pair, text, meant):
    if pair[0] == "LAMP":
        meant = "the unlit lamp, an unlit lamp"
    assert in_context(edit(*pair), [text]).pairs[1] == Pair(text, meant)


def test_without_a_prompt_that_has_the_word_it_is_the_edit_itself():
    for other in (edit("sofa", "bed"), edit("", "bed"), edit("sofa", "", "debias", shares=(Share("night", 1.0),))):
        assert in_context(other, PROMPTS) is other


def test_what_is_debiased_is_said_where_no_choice_was_made():
    bare = edit("lamp", "", "debias", shares=(Share("lit lamp", 0.0), Share("unlit lamp", 0.0)))
    prompts = ["a bed and a lamp", "a bed and a lit lamp", "a Lamp", "unlit: a lamp", "a split lamp", "a sofa"]
    dressed = in_context(bare, prompts)
    assert dressed.pairs == (
        Pair("lamp"), Pair("a bed and a lamp", "lamp"), Pair("a Lamp", "lamp"), Pair("a split lamp", "lamp"),
    )  # fmt: skip
    assert dressed.tokens == "all"
    assert keeping_the_rest(dressed) is dressed
    found, sentences = out_of_context(dressed)
    assert replace(found, tokens="last") == bare
    assert sentences == ("a bed and a lamp", "a Lamp", "a split lamp")


def test_the_rest_of_a_sentence_can_be_kept():
    found = keeping_the_rest(
        in_context(edit("unlit", "lit", preserve=("night",)), ["a bed and an unlit lamp", "a bed"])
    )
    assert found.preserve == ("night", "a bed and a lamp", "a bed and a lit lamp")
    assert found.preserve_tokens == "all"
    exchanged = replace(edit("unlit", "lit"), pairs=(Pair("unlit", "lit"), Pair("lit", "unlit")))
    both = keeping_the_rest(in_context(exchanged, ["an unlit lamp", "a lit lamp"]))
    assert both.preserve == ("a lamp",), "what is edited itself is not kept"
    bare = edit("unlit", "lit")
    assert keeping_the_rest(bare) is bare


def test_an_edit_comes_out_of_context_as_it_went_in():
    bare = ConceptEdit("a", "A", "replace", (Pair("lit", "unlit"), Pair("sofa", "bed")), preserve=("night",))
    for dressed in (in_context(bare, PROMPTS), keeping_the_rest(in_context(bare, PROMPTS))):
        found, sentences = out_of_context(dressed)
        assert replace(found, tokens="last", preserve_tokens="last") == bare
        assert sentences == ("a bedroom with a lit lamp", "A lit lamp and a lit window")
    assert out_of_context(bare) == (bare, ())


def test_a_pair_that_means_something_else_than_the_sentence_says_is_no_sentence():
    pairs = (Pair("lit", "unlit"), Pair("a lit lamp", "a dark lamp"))
    edit = ConceptEdit("a", "A", "replace", pairs)
    assert out_of_context(edit) == (edit, ())


def test_a_sentence_that_no_recipe_could_hold_is_left_out():
    long = "lit " + "night " * 170
    assert in_context(edit("lit", "unlit"), [long]).pairs == (Pair("lit", "unlit"),)
