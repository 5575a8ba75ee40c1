"""Edits of a part of sampling: previewed where they act, joined with the others, never baked."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.document.bakeable import without_limits
from models.document.errors import UnlitError
from models.document.recipe import Recipe, Span, UnitEdit
from models.document.render import RenderRequest
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.edits.bake import bake, touched
from models.edits.export import export_generator
from models.edits.low_rank import recipe_factors
from models.edits.preview import preview_raw
from tests.support.diffusion import diffusion_generator
from tests.support.sentences import assert_good_sentence

SCENE = Scene(seed=3, prompt=Prompt("a lit lamp beside the bed", steps=4, guidance=3.0))
BLOCK = "down_blocks.1.attentions.0.transformer_blocks.0"
UNITS = (
    UnitId(f"{BLOCK}.ff.net.2", 3),
    UnitId(f"{BLOCK}.attn2.to_out.0", 1),
    UnitId("up_blocks.1.resnets.0.conv2", 7),
    UnitId("mid_block.attentions.0.transformer_blocks.0.ff.net.2", 100),
)


@cache
def generator():
    return diffusion_generator()


def recipe(*edits) -> Recipe:
    return Recipe(generator().info.fingerprint, edits)


def raw(*edits, scene=SCENE):
    return preview_raw(generator(), RenderRequest(scene, recipe(*edits)))


def edit(key, gain=0.0, span=None, units=UNITS, **values):
    return UnitEdit(key, key, units, gain, span=span, **values)


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.floats(0, 1), min_size=1, max_size=3, unique=True), gain=st.floats(-2, 3))
def test_parts_that_make_up_the_whole_act_throughout(cuts, gain):
    ends = sorted({0.0, *cuts, 1.0})
    parts = [edit(str(n), gain, Span(*part)) for n, part in enumerate(pairwise(ends))]
    assert torch.equal(raw(*parts), raw(edit("whole", gain)))


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_order_of_edits_does_not_matter_to_the_last_bit(data):
    spans = st.none() | st.sampled_from([Span(0.0, 0.5), Span(0.3, 1.0), Span(0.3, 0.8)])
    some = st.lists(st.sampled_from(UNITS), min_size=1, max_size=2).map(tuple)
    drawn = data.draw(st.lists(st.tuples(spans, some, st.sampled_from([0.3, 0.7, 1.9])), min_size=2, max_size=4))
    edits = [edit(str(n), gain, span, units) for n, (span, units, gain) in enumerate(drawn)]
    shuffled = data.draw(st.permutations(edits))
    assert torch.equal(raw(*edits), raw(*shuffled))


def test_where_parts_overlap_gains_multiply_and_shifts_add():
    hidden = UNITS[:1]
    joint = raw(
        edit("one", 0.5, Span(0.0, 1.0), hidden, shift=2.0), edit("other", 3.0, Span(0.0, 1.0), hidden, shift=1)
    )
    wanted = raw(edit("both", 1.5, None, hidden, shift=3.0))
    assert torch.equal(joint, wanted)
    beside = raw(edit("throughout", 0.5, None, hidden), edit("a part", 3.0, Span(0.0, 1.0), hidden))
    torch.testing.assert_close(beside, raw(edit("both", 1.5, None, hidden)), rtol=0, atol=1e-6)


def test_the_noisy_part_is_the_first():
    steps = list(generator().sampling([SCENE]))
    early = recipe(edit("a", 0.0, Span(0.0, 0.25)))
    first, *_ = generator().sampling([SCENE], early.changes(), early.timed_changes())
    assert not torch.equal(first.latents, steps[0].latents)
    late = recipe(edit("a", 0.0, Span(0.25, 1.0)))
    first, second, *_ = generator().sampling([SCENE], late.changes(), late.timed_changes())
    assert torch.equal(first.latents, steps[0].latents)
    assert not torch.equal(second.latents, steps[1].latents)


def test_a_part_without_a_step_changes_nothing():
    assert torch.equal(raw(edit("a", 0.0, Span(0.01, 0.02))), raw())
    assert not torch.equal(raw(edit("a", 0.0, Span(0.0, 0.02))), raw())


@pytest.mark.parametrize("use", ["bake", "touched", "lora", "uce"])
def test_it_is_never_baked(use, tmp_path):
    limited = recipe(edit("plain", 0.5), edit("Early lamp", 0.0, Span(0.0, 0.5)))
    uses = {
        "bake": lambda: bake(generator(), limited),
        "touched": lambda: touched(generator(), limited),
        "lora": lambda: recipe_factors(generator(), limited),
        "uce": lambda: export_generator(generator(), limited, tmp_path / "x.safetensors", (), to="uce"),
    }
    with pytest.raises(UnlitError, match="Early lamp") as info:
        uses[use]()
    assert_good_sentence(info.value)
    assert list(tmp_path.iterdir()) == []
    assert bake(generator(), without_limits(limited)).keys() == generator().tensors().keys()
