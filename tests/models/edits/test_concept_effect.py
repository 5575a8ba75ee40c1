"""What an edit does to pictures, told from single steps; and the strength that is found by it."""

from __future__ import annotations

import re

import pytest
import torch
from msgspec.structs import replace

from models.document.concept import ConceptEdit, Pair
from models.document.scene import Prompt, Scene
from models.edits.concepts import effect, sentences
from models.edits.concepts.applying import meaning
from models.edits.concepts.effect import concept_effect, fitting_strength
from models.edits.concepts.probes import PROBES
from models.edits.concepts.sentences import staying_sentences, telling_sentences
from tests.models.edits.test_concept_laws import BED, FAIR, LIT, generator_of, recipe_of

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation")  # of diffusers' schedulers
SAID, MEANT = "the blue bed at night", "the blue lamp at night"
PROMPTS = (SAID, "a lamp at night")
NEAR = replace(BED, pairs=(Pair("bed"), Pair(SAID, MEANT)), tokens="all", ridge=1e-4)


def found(*edits, name="SD", prompts=PROMPTS):
    return concept_effect(generator_of(name), recipe_of(*edits, name=name), prompts)


@pytest.mark.parametrize("pipeline", ["SD", "SDXL"])
def test_gone_is_how_near_a_sentence_is_drawn_to_what_it_is_to_mean(pipeline):
    whole = found(replace(NEAR, strength=1.0), name=pipeline)
    assert whole.gone > (0.95 if pipeline == "SD" else 0.5)  # SDXL also hears the whole text, which is not edited
    half = found(replace(NEAR, strength=0.3), name=pipeline)
    assert half.gone < whole.gone
    assert not whole.does_nothing
    assert found(replace(NEAR, strength=0.0), name=pipeline) is None


def test_it_is_what_the_u_net_predicts_in_single_steps_under_the_edit():
    generator, recipe = generator_of("SD"), recipe_of(NEAR)
    scene = Scene(0, prompt=Prompt(SAID, steps=6, guidance=1.0))
    said, meant, nothing = (generator.glimpsed(scene, text) for text in (SAID, MEANT, ""))
    told = meaning(generator, recipe)
    now, kept = (generator.glimpsed(scene, text, told) for text in (SAID, MEANT))
    gone = 1 - float((now - meant).norm() ** 2 / (said - meant).norm() ** 2)
    drift = float((kept - meant).norm() / (meant - nothing).norm())
    answer = concept_effect(generator, recipe, (SAID,))
    assert answer.gone == pytest.approx(gone, abs=1e-4)
    assert answer.drift == pytest.approx(drift, abs=1e-4)


def test_a_word_that_is_not_reached_in_its_sentence_does_nothing_and_is_to_be_said_in_one():
    answer = found(replace(LIT, strength=0.01))
    assert answer.does_nothing
    (sentence,) = answer.warnings
    assert "within the sentences" in sentence
    assert re.fullmatch(r"[A-Z].*\.", sentence)
    same = found(replace(LIT, pairs=(Pair("lit", "lit"),)))
    assert (same.gone, same.does_nothing) == (0.0, True)


def test_what_moves_other_sentences_far_is_warned_of(monkeypatch):
    monkeypatch.setattr(effect, "DESTROYS", 0.0)
    loud = found(replace(NEAR, strength=1.0))
    assert "pictures of other things will suffer" in loud.warnings[-1]
    monkeypatch.setattr(effect, "NOTHING", 2.0)
    monkeypatch.setattr(effect, "TOLERATED", 0.0)
    wrong = found(replace(NEAR, strength=1.0))
    assert not wrong.does_nothing
    assert "not as what they are to mean" in wrong.warnings[0]


def test_edits_of_one_side_and_of_debias_are_told_too():
    assert found(replace(NEAR, sides="values")).drift > 0
    assert found(FAIR).gone == pytest.approx(found(FAIR, prompts=()).gone)
    before = generator_of("SD").raw([Scene(1, prompt=Prompt("bed", steps=1, guidance=1.0))])
    assert torch.equal(generator_of("SD").raw([Scene(1, prompt=Prompt("bed", steps=1, guidance=1.0))]), before)


def test_sentences_are_prompts_with_the_word_or_the_pairs_themselves():
    generator = generator_of("SD")
    edit = ConceptEdit("a", "A", "replace", (Pair("lamp", "bed"), Pair("night", "day")))
    assert telling_sentences(generator, (edit,), ("a lamp", "the bed")) == (
        Pair("a lamp", "a bed"),
        Pair("night", "day"),
    )
    assert telling_sentences(generator, (FAIR,), PROMPTS) == ()
    telling = telling_sentences(generator, (edit,), tuple(f"a lamp {n}" for n in range(50)))
    assert len(telling) == sentences.FEW
    assert staying_sentences(generator, (edit,), telling) == tuple(pair.target for pair in telling)


def test_words_that_are_to_mean_nothing_are_told_too():
    answer = found(ConceptEdit("a", "A", "erase", (Pair("lamp"), Pair("bed")), guide=" "), prompts=())
    assert answer.drift > 0


def test_a_generator_of_many_words_is_told_by_photos_and_probes(monkeypatch):
    monkeypatch.setattr(sentences, "PARTS_OF_A_WORD", 100.0)
    generator = generator_of("SD")
    edit = ConceptEdit("a", "A", "erase", (Pair("dog"), Pair("the blue bed at night", "night")))
    telling = telling_sentences(generator, (edit,), ())
    assert telling == (Pair("a photo of dog", "a photo of"), Pair("the blue bed at night", "night"))
    staying = staying_sentences(generator, (edit,), telling)
    assert len(staying) <= sentences.FEW
    assert set(staying) <= set(PROBES) - {"a photo of a dog"}


def test_the_least_strength_at_which_it_is_gone(monkeypatch):
    monkeypatch.setattr(effect, "TOLERATED", 100.0)
    fit = fitting_strength(generator_of("SD"), NEAR, PROMPTS)
    assert fit.fits
    assert fit.gone >= effect.ENOUGH
    again = found(replace(NEAR, strength=fit.strength))
    assert (again.gone, again.drift) == pytest.approx((fit.gone, fit.drift), abs=1e-4)
    assert found(replace(NEAR, strength=0.8 * fit.strength)).gone < effect.ENOUGH
    assert "gone" in fit.sentence


def test_a_strength_is_held_back_where_other_sentences_drift(monkeypatch):
    free = fitting_strength(generator_of("SD"), NEAR, PROMPTS)
    monkeypatch.setattr(effect, "TOLERATED", 0.2 * free.drift)
    fit = fitting_strength(generator_of("SD"), NEAR, PROMPTS)
    assert not fit.fits
    assert fit.strength < free.strength
    assert fit.drift < 0.5 * free.drift
    assert "held" in fit.sentence


def test_what_never_goes_says_so():
    fit = fitting_strength(generator_of("SD"), replace(LIT, pairs=(Pair("lit", "lit"),)), PROMPTS)
    assert (fit.strength, fit.gone, fit.fits) == (0.0, 0.0, False)
    assert "never" in fit.sentence
