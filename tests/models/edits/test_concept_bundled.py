"""“lit” made to mean “unlit” in the bundled generator, read by the probe."""

from __future__ import annotations

import pytest
import torch
from msgspec.structs import replace

from models.document.concept import ConceptEdit, Pair
from models.document.recipe import Recipe
from models.document.scene import Prompt, Scene
from models.edits.concepts.applying import meaning
from models.edits.concepts.contexts import in_context, keeping_the_rest
from models.edits.concepts.effect import concept_effect, fitting_strength
from models.images import picture_of
from models.samples.catalogue import LAMP_ROOM_WORDS, sample_scenes
from models.samples.lamp_room.probe import read
from models.samples.lamp_room.scoring import room_prompts
from models.samples.opening import open_generator

TEXTS = (  # each says the hour: what a prompt leaves open may fall either way
    "a bedroom with a lit purple table lamp beside a yellow bed and gray walls at dusk",
    "a bedroom with a lit floor lamp beside an orange bed at night",
    "a bedroom with a lit green lamp beside a white bed in daylight",
    "a bedroom with a lit ceiling lamp beside a red bed at night",
    "a bedroom with a lit gray table lamp beside a purple bed and teal walls in daylight",
    "a bedroom with a lit pink lamp beside a blue bed at dusk",
)
SCENES = [Scene(50 + n, prompt=Prompt(TEXTS[n % 6], steps=12, guidance=2.0, scheduler="dpm++2m")) for n in range(12)]


@pytest.mark.slow
def test_lit_lamps_go_out_in_prompts_that_were_not_solved_for():
    generator = open_generator(LAMP_ROOM_WORDS, torch.device("cpu"))
    lit = ConceptEdit("lit", "Lit", "replace", (Pair("lit", "unlit"),))
    shown = [scene.prompt.text for scene in sample_scenes(LAMP_ROOM_WORDS) if scene.prompt is not None]
    assert not set(shown) & set(TEXTS)
    recipe = Recipe(generator.info.fingerprint, (keeping_the_rest(in_context(lit, shown)),))
    before, after = (read(picture_of(generator.raw(SCENES, None, told))) for told in (None, meaning(generator, recipe)))
    was_lit = before.total > 0.3
    assert was_lit.sum() >= 10
    assert (after.total[was_lit] < 0.15).float().mean() >= 0.9
    assert (after.daylight - before.daylight).mean().abs() < 0.1 * 0.264


@pytest.mark.slow
def test_a_word_alone_does_nothing_and_the_found_strength_in_sentences_is_enough():
    """The word alone moves embeddings as far as can be; what is drawn hardly changes, and that is what is told."""
    generator = open_generator(LAMP_ROOM_WORDS, torch.device("cpu"))
    lit = ConceptEdit("lit", "Lit", "replace", (Pair("lit", "unlit"),))
    alone = concept_effect(generator, Recipe(generator.info.fingerprint, (lit,)), room_prompts())
    assert alone is not None
    assert alone.does_nothing
    shown = [scene.prompt.text for scene in sample_scenes(LAMP_ROOM_WORDS) if scene.prompt is not None]
    said = keeping_the_rest(in_context(lit, shown))
    fit = fitting_strength(generator, said, room_prompts())
    assert fit.fits
    assert 0.5 < fit.strength < 1.0
    scenes, recipe = SCENES[:4], Recipe(generator.info.fingerprint, (replace(said, strength=fit.strength),))
    before, after = (read(picture_of(generator.raw(scenes, None, told))) for told in (None, meaning(generator, recipe)))
    was_lit = before.total > 0.3
    assert was_lit.sum() >= 3
    assert (after.total[was_lit] < 0.15).all()
