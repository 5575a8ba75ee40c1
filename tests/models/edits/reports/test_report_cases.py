"""Which prompts a report is about."""

from __future__ import annotations

from models.document.concept import ConceptEdit, Pair, Share
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe, UnitEdit
from models.document.report import Case, ReportRequest
from models.document.units import UnitId
from models.edits.concepts.contexts import in_context
from models.edits.reports.cases import cases_of, words

BASE = Fingerprint("0" * 64, "tiny")
LIT = ConceptEdit("lit", "Lit", "replace", (Pair("lit", "unlit"),))
SAID = in_context(LIT, ("a lit lamp beside a bed",))
DIM = UnitEdit("dim", "Dim", (UnitId("a", 0),), gain=0.0)
SHADES = ConceptEdit("d", "D", "debias", (Pair("lamp"),), (Share("a lit lamp", 0.1), Share("an unlit lamp", 0.1)))


def request(*edits, **options) -> ReportRequest:
    return ReportRequest(Recipe(BASE, edits), **options)


def parts(cases) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for case in cases:
        found.setdefault(case.role, []).append(case.text)
    return found


def test_what_the_recipe_names_is_edited_and_what_has_its_words_a_paraphrase():
    prompts = ("a lit lamp at night", "an unlit lamp", "a lamp at night", "a lit lamp beside a bed")
    cases = cases_of(request(SAID), prompts)
    assert parts(cases) == {
        "edited": ["a lit lamp beside a bed"], "paraphrases": ["a lit lamp at night"],
        "neighbours": ["an unlit lamp"], "unrelated": ["a lamp at night"],
    }  # fmt: skip
    meant = {case.text: case.meant for case in cases}
    assert meant["a lit lamp at night"] == "an unlit lamp at night"
    assert meant["an unlit lamp"] is None


def test_the_words_of_an_edit_in_context_are_the_shortest():
    assert words(request(SAID)) == (Pair("lit", "unlit"),)


def test_what_is_preserved_is_a_neighbour():
    kept = ConceptEdit("lit", "Lit", "replace", (Pair("lit", "unlit"),), preserve=("a lamp at night",))
    assert parts(cases_of(request(kept), ("a lamp at night", "a bed")))["neighbours"] == ["a lamp at night"]


def test_without_prompts_there_are_sentences_with_the_words_and_without():
    found = parts(cases_of(request(ConceptEdit("c", "C", "replace", (Pair("dog", "cat"),)))))
    assert found["edited"] == ["a photo of dog"]
    assert len(found["paraphrases"]) == len(found["unrelated"]) == 8
    assert all("dog" in text for text in found["paraphrases"])
    assert "a photo of cat" in found["neighbours"]
    assert not any("dog" in text or "cat" in text for text in found["unrelated"])


def test_the_prompt_that_the_generator_is_shown_with_is_edited_where_it_has_the_word():
    assert parts(cases_of(request(LIT), ("a lit bed",), "a lit lamp")) == {
        "edited": ["a lit lamp"], "paraphrases": ["a lit bed"],
    }  # fmt: skip


def test_an_erased_word_is_meant_to_be_gone():
    (case,) = cases_of(request(ConceptEdit("c", "C", "erase", (Pair("lamp"),)), cases=(Case("lamp"),)))
    assert case == Case("lamp", "edited", "")


def test_units_act_on_every_prompt_and_say_only_on_request_what_they_are_for():
    assert parts(cases_of(request(DIM), ("a lit lamp", "a bed"))) == {"edited": ["a lit lamp", "a bed"]}
    told = cases_of(request(DIM, meant=(Pair("lit", "unlit"),)), ("a lit lamp", "a bed", "an unlit lamp"))
    assert told == (
        Case("a lit lamp", "edited", "an unlit lamp"), Case("an unlit lamp", "neighbours"), Case("a bed", "unrelated"),
    )  # fmt: skip


def test_what_is_debiased_is_edited_without_another_meaning():
    assert cases_of(request(SHADES), ("a lamp",), "a lamp") == (Case("a lamp", "edited"),)


def test_given_prompts_keep_the_part_they_are_given():
    given = (Case("a lit lamp", "unrelated"), Case("a lit bed"), Case("a bed", meant="a sofa"))
    assert cases_of(request(SAID, cases=given)) == (
        Case("a lit lamp", "unrelated", "an unlit lamp"), Case("a lit bed", "edited", "an unlit bed"),
        Case("a bed", "unrelated", "a sofa"),
    )  # fmt: skip


def test_many_prompts_are_chosen_from_evenly():
    found = cases_of(request(DIM, most=3), [f"prompt {n}" for n in range(9)])
    assert [case.text for case in found] == ["prompt 0", "prompt 4", "prompt 8"]
