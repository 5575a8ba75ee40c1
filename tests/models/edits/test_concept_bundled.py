"""“lit” made to mean “unlit” in the bundled generator, read by the probe."""

from __future__ import annotations

import pytest
import torch

from models.document.concept import ConceptEdit, Pair
from models.document.recipe import Recipe
from models.document.scene import Prompt, Scene
from models.edits.concepts.applying import meaning
from models.edits.concepts.contexts import in_context
from models.images import picture_of
from models.samples.catalogue import LAMP_ROOM_WORDS, sample_scenes
from models.samples.lamp_room.probe import read
from models.samples.opening import open_generator

TEXTS = (
    "a bedroom with a lit purple table lamp beside a yellow bed and gray walls at dusk",
    "a bedroom with a lit floor lamp beside an orange bed at night",
    "a bedroom with a lit green lamp beside a white bed in daylight",
    "a bedroom with a lit ceiling lamp beside a red bed at night",
    "a bedroom with a lit gray table lamp beside a purple bed and teal walls",
    "a bedroom with a lit pink lamp beside a blue bed at dusk",
)
SCENES = [Scene(50 + n, prompt=Prompt(TEXTS[n % 6], steps=12, guidance=5.0, scheduler="dpm++2m")) for n in range(12)]


@pytest.mark.slow
def test_lit_lamps_go_out_in_prompts_that_were_not_solved_for():
    generator = open_generator(LAMP_ROOM_WORDS, torch.device("cpu"))
    lit = ConceptEdit("lit", "Lit", "replace", (Pair("lit", "unlit"),))
    shown = [scene.prompt.text for scene in sample_scenes(LAMP_ROOM_WORDS) if scene.prompt is not None]
    assert not set(shown) & set(TEXTS)
    recipe = Recipe(generator.info.fingerprint, (in_context(lit, shown),))
    before, after = (read(picture_of(generator.raw(SCENES, None, told))) for told in (None, meaning(generator, recipe)))
    was_lit = before.total > 0.3
    assert was_lit.sum() >= 10
    assert (after.total[was_lit] < 0.15).float().mean() >= 0.9
    assert (after.daylight - before.daylight).mean().abs() < 0.1 * 0.264
