"""Concept edits: previewed on embeddings, stood in, and baked, they are the same; and what must change nothing."""

from __future__ import annotations

from functools import cache

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from models.document.concept import ConceptEdit, Pair, Share
from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit
from models.document.render import RenderRequest
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.edits.bake import bake, touched
from models.edits.concepts.applying import asked_with_words, concept_weights, meaning
from models.edits.concepts.joint import projections, solved_edits
from models.edits.concepts.rows import aligned, edited_rows
from models.edits.preview import preview_raw
from models.generators.diffusion.text import Meaning
from tests.support.diffusion import diffusion_generator, sd_pipeline, sdxl_pipeline
from tests.support.generators import TINY, random_generator
from tests.support.sentences import assert_good_sentence

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation")  # of diffusers' schedulers
SCENE = Scene(seed=3, prompt=Prompt("a lit lamp beside the bed", "night", steps=2, guidance=3.0))
LIT = ConceptEdit("lit", "Lit", "replace", (Pair("lit", "unlit"),), preserve=("blue bed", "night"))
BED = ConceptEdit("bed", "Bed", "erase", (Pair("bed"), Pair("the blue bed")), guide="lamp", strength=0.7)
WIDE = replace(LIT, key="wide", pairs=(Pair("a lit lamp", "an unlit lamp"),), tokens="padding", preserve_tokens="all")
FAIR = ConceptEdit("fair", "Fair", "debias", (Pair("lamp"),), shares=(Share("blue", 0.4), Share("night", -0.2)))
EDITS = {"replace": (LIT,), "erase": (BED,), "padding": (WIDE,), "debias": (FAIR,), "all": (LIT, BED, WIDE, FAIR)}
ONE_SIDED = {
    "keys": (replace(LIT, sides="keys"),),
    "values": (replace(LIT, sides="values"), replace(BED, sides="values")),
    "mixed": (replace(LIT, sides="values"), BED),
    "tensor": (replace(WIDE, technique="tensor"), BED),
    "debias by layers": (replace(FAIR, technique="tensor"),),
}
UNIT = UnitEdit("off", "Off", (UnitId("up_blocks.1.resnets.0.conv2", 7),), gain=0.0)


@cache
def generator_of(name):
    generator = diffusion_generator(sdxl_pipeline() if name == "SDXL" else sd_pipeline())
    generator.info = replace(generator.info, prompts=True)
    return generator


def recipe_of(*edits, name="SD"):
    return Recipe(generator_of(name).info.fingerprint, tuple(edits))


def baked_raw(generator, recipe):
    new = {name.removeprefix("unet."): tensor for name, tensor in touched(generator, recipe).items()}
    return generator.raw([SCENE], None, Meaning(None, new))


@pytest.mark.parametrize("pipeline", ["SD", "SDXL"])
@pytest.mark.parametrize("edits", EDITS)
def test_the_edited_u_net_on_c_is_the_pristine_one_on_t_c(edits, pipeline):
    generator, recipe = generator_of(pipeline), recipe_of(*EDITS[edits], name=pipeline)
    found = meaning(generator, recipe)
    assert found is not None
    assert found.moves is not None
    assert not found.weights
    told, drawn = generator._texts.conditioning([generator.prompt(SCENE)]), torch.randn(2, 4, 16, 16)
    moved = generator._texts.conditioning([generator.prompt(SCENE)], found)
    untouched = generator.unet(drawn, 500, moved.embeds, added_cond_kwargs=told.added).sample
    pristine = generator.unet(drawn, 500, told.embeds, added_cond_kwargs=told.added).sample
    new = concept_weights(generator, recipe)
    for name, tensor in new.items():
        generator.unet.get_parameter(name.removeprefix("unet.")).data = tensor
    edited = generator.unet(drawn, 500, told.embeds, added_cond_kwargs=told.added).sample
    for name in new:
        generator.unet.get_parameter(name.removeprefix("unet.")).data = generator.tensors()[name]
    assert (edited - pristine).abs().max() > 1e-3
    torch.testing.assert_close(untouched, edited, rtol=0, atol=1e-5 * float(edited.abs().max()))


@pytest.mark.parametrize("edits", [*EDITS, *ONE_SIDED])
def test_preview_and_bake_are_the_same_picture_with_units_too(edits):
    generator, recipe = generator_of("SD"), recipe_of(UNIT, *{**EDITS, **ONE_SIDED}[edits])
    previewed = preview_raw(generator, RenderRequest(SCENE, recipe))
    torch.testing.assert_close(previewed, baked_raw(generator, recipe), rtol=0, atol=2e-4)
    assert (previewed - generator.raw([SCENE], recipe.changes())).abs().max() > 1e-3


@pytest.mark.parametrize("edits", ONE_SIDED)
def test_what_embeddings_cannot_say_stands_in_as_weights_and_goes_again(edits):
    generator, recipe = generator_of("SD"), recipe_of(*ONE_SIDED[edits])
    found, before = meaning(generator, recipe), generator.raw([SCENE])
    assert found is not None
    assert found.moves is None
    ends = {name.rsplit(".", 2)[1] for name in found.weights}
    assert ends == {"keys": {"to_k"}, "values": {"to_v"}}.get(edits, {"to_k", "to_v"})
    running = generator.sampling([SCENE], meaning=found)
    next(running)  # left half way
    for name, tensor in generator.unet.state_dict().items():
        assert torch.equal(tensor, generator.tensors()[f"unet.{name}"]), name
    assert torch.equal(generator.raw([SCENE]), before)


def test_baking_touches_the_projections_of_words_alone():
    generator = generator_of("SD")
    baked = bake(generator, recipe_of(*EDITS["all"]))
    changed = {name for name, tensor in baked.items() if tensor is not generator.tensors()[name]}
    assert changed == {*projections(generator, "keys"), *projections(generator, "values")}
    assert len(changed) == 14


def test_t_is_the_per_layer_solve_of_the_paper():
    """W' = (ridge W + sum s v* c^T + sum p W0 k k^T) (ridge I + ...)^-1, layer by layer, in float64."""
    generator, edit = generator_of("SD"), replace(WIDE, ridge=0.3, scale=1.7, preserve_scale=0.6)
    (rows,) = edited_rows(generator, edit)
    held = torch.cat([read.rows for read in generator.read(edit.preserve)]).double()
    for name, new in concept_weights(generator, recipe_of(edit)).items():
        old = generator.tensors()[name].double()
        target = (rows.source + rows.move) @ old.T
        left = 0.3 * old + 1.7 * target.T @ rows.source + 0.6 * old @ held.T @ held
        right = 0.3 * torch.eye(32) + 1.7 * rows.source.T @ rows.source + 0.6 * held.T @ held
        torch.testing.assert_close(new.double(), left @ torch.linalg.inv(right), rtol=0, atol=1e-5)


def test_attributes_are_said_in_the_sentence_that_says_the_word():
    """Of a bare word the attributes as they are; in a sentence each in the word's place, the rest alike."""
    generator = generator_of("SD")
    pairs = (Pair("lamp"), Pair("a lamp at night", "lamp"))
    fair = replace(FAIR, pairs=pairs, tokens="all")
    bare, said = edited_rows(generator, fair)
    whole = replace(FAIR, pairs=(Pair("a lamp at night"),), tokens="all")
    whole = replace(whole, shares=(Share("a blue at night", 0.4), Share("a night at night", -0.2)))
    (expected,) = edited_rows(generator, whole)
    torch.testing.assert_close(said.others, expected.others)
    torch.testing.assert_close(said.source, expected.source)
    (alone,) = edited_rows(generator, replace(fair, pairs=pairs[:1]))
    torch.testing.assert_close(bare.others, alone.others)


def test_the_paper_era_targets_of_each_layer():
    """u = Wc / |Wc| over the slice; tensor: Wg - <u, Wg> u. debias: Wc + a |v| u of one attribute after the other."""
    generator = generator_of("SD")
    for edit in (replace(WIDE, technique="tensor", preserve=()), replace(FAIR, technique="tensor", tokens="padding")):
        (rows,) = edited_rows(generator, edit)
        for name, new in concept_weights(generator, recipe_of(edit)).items():
            old = generator.tensors()[name].double()
            said = rows.source @ old.T
            if edit.kind == "debias":
                target = said.clone()
                for attribute, share in zip(rows.others, (0.4, -0.2), strict=True):
                    unit = attribute @ old.T
                    target += share * target.norm() * unit / unit.norm()
            else:
                meant = rows.others[0] @ old.T
                target = meant - (said * meant).sum() / said.norm() ** 2 * said
            left = 0.5 * old + target.T @ rows.source
            right = 0.5 * torch.eye(32) + rows.source.T @ rows.source
            torch.testing.assert_close(new.double(), left @ torch.linalg.inv(right), rtol=0, atol=1e-5)


def test_strength_0_is_the_generator_to_the_last_bit():
    generator, recipe = generator_of("SD"), recipe_of(replace(LIT, strength=0.0), replace(FAIR, enabled=False))
    assert meaning(generator, recipe) is None
    assert touched(generator, recipe) == {}
    assert torch.equal(preview_raw(generator, RenderRequest(SCENE, recipe)), generator.raw([SCENE]))


def test_preserving_alone_is_the_identity():
    edit = replace(LIT, pairs=(Pair("lit", "lit"),), preserve=("lamp", "night", "a blue bed"), preserve_tokens="all")
    found = meaning(generator_of("SD"), recipe_of(edit))
    assert found is not None
    assert found.moves is not None
    assert not found.moves.any()


def test_strength_is_a_straight_line_and_asks_for_no_new_solve():
    generator = generator_of("SD")
    one, half = (meaning(generator, recipe_of(replace(LIT, strength=s))) for s in (1.0, 0.5))
    torch.testing.assert_close(half.moves, one.moves / 2, rtol=1e-6, atol=1e-8)
    both = [solved_edits(generator, recipe_of(replace(LIT, strength=s), BED).concepts())["keys"] for s in (1.3, 1.4)]
    assert both[0].side is both[1].side
    assert meaning(generator, recipe_of(LIT)) is meaning(generator, recipe_of(replace(LIT, name="Other", key="b")))


@settings(max_examples=15)
@given(order=st.permutations([LIT, BED, WIDE, FAIR, UNIT]), turned=st.booleans())
def test_the_order_of_edits_does_not_matter_to_the_last_bit(order, turned):
    generator = generator_of("SD")
    edits = [replace(e, pairs=e.pairs[::-1]) if turned and isinstance(e, ConceptEdit) else e for e in order]
    found, wanted = (meaning(generator, recipe_of(*each)) for each in (edits, EDITS["all"]))
    assert torch.equal(found.moves, wanted.moves)


def test_preserved_words_move_less_and_in_the_null_space_not_at_all():
    generator = generator_of("SD")
    words = ("night", "the blue bed")
    far = {}
    for name, edit in {
        "free": replace(LIT, preserve=()),
        "weighed": replace(LIT, preserve=words, preserve_scale=20.0),
        "null": replace(LIT, preserve=words, null_space=True),
    }.items():
        moves = meaning(generator, recipe_of(edit)).moves
        far[name] = max(float((moves @ read.rows[read.last]).norm()) for read in generator.read(words))
        assert float((moves @ next(generator.read(("lit",))).rows[1]).norm()) > 0.5
    assert far["weighed"] < far["free"] / 5
    assert far["null"] < 1e-4 * far["free"]


def test_only_what_would_move_is_preserved():
    generator, words = generator_of("SD"), ("night", "the blue bed", "lamp", "lit lamp")
    moves = meaning(generator, recipe_of(replace(LIT, preserve=()))).moves
    rows = [read.rows[read.last] for read in generator.read(words)]
    far = torch.stack([(moves @ row).norm() / row.norm() for row in rows])
    chosen = tuple(word for word, moved in zip(words, far >= far.mean(), strict=True) if moved)
    assert 0 < len(chosen) < len(words)
    filtered = meaning(generator, recipe_of(replace(LIT, preserve=words, moving_only=True)))
    wanted = meaning(generator, recipe_of(replace(LIT, preserve=chosen)))
    torch.testing.assert_close(filtered.moves, wanted.moves, rtol=1e-5, atol=1e-6)


def test_templates_are_pairs_of_their_own():
    generator = generator_of("SD")
    short = replace(LIT, templates=("the {} lamp", "a {} bed"))
    long = replace(LIT, pairs=(*LIT.pairs, Pair("the lit lamp", "the unlit lamp"), Pair("a lit bed", "a unlit bed")))
    found, wanted = (meaning(generator, recipe_of(edit)) for edit in (short, long))
    torch.testing.assert_close(found.moves, wanted.moves, rtol=1e-5, atol=1e-6)


def test_erasing_again_leaves_less_that_leads_back():
    generator = generator_of("SD")
    once = replace(BED, strength=1.0, pairs=(Pair("bed"),))
    moves = [meaning(generator, recipe_of(replace(once, rounds=rounds))).moves for rounds in (0, 2)]
    assert (moves[1] - moves[0]).norm() > 0.01 * moves[0].norm()
    assert [torch.linalg.matrix_rank(each, rtol=1e-4).item() for each in moves] == [1, 3]


@pytest.mark.parametrize(("scope", "length"), [("last", 1), ("last+end", 2), ("padding", 73), ("all", 74)])
def test_tokens_are_aligned_at_the_last_word(scope, length):
    reads = list(generator_of("SD").read(("lit lamp", "a blue lamp", "the unlit lamp")))
    assert [read.last for read in reads] == [2, 3, 4]
    for rows, read in zip(aligned(reads, scope), reads, strict=True):
        assert len(rows) == length
        assert torch.equal(rows[int(scope == "all")], read.rows[read.last].double())


def test_what_two_sentences_begin_with_alike_stays_with_itself():
    said, meant = generator_of("SD").read(("the bed at a lit lamp", "the bed at a unlit lamp"))
    assert (said.last, meant.last) == (6, 7)
    source, target = aligned([said, meant], "all")
    assert torch.equal(source, said.rows[1:76].double())
    assert torch.equal(target, torch.cat([meant.rows[1:5], meant.rows[6:]]).double())
    torch.testing.assert_close(source[:4], target[:4], rtol=0, atol=1e-4)
    same = aligned([said, said], "all")
    assert torch.equal(same[0], said.rows[1:].double())


def test_an_empty_text_is_the_beginning():
    (read,) = generator_of("SD").read(("",))
    assert read.last == 0
    assert torch.equal(aligned([read], "last")[0][0], read.rows[0].double())


def test_thousands_of_texts_are_read_as_one_is():
    generator = generator_of("SDXL")
    texts = [f"a blue lamp {number}" for number in range(70)]
    for text, read in zip(texts, generator.read(texts), strict=True):
        assert read.rows.shape == (77, 48)
        if text.endswith("9"):
            (single,) = generator.read([text])
            assert single.last == read.last
            torch.testing.assert_close(single.rows, read.rows, rtol=0, atol=1e-4)


def test_a_generator_without_words_refuses_in_a_sentence():
    generator = random_generator(TINY, seed=0)
    recipe = Recipe(generator.info.fingerprint, (LIT,))
    for use in (lambda: bake(generator, recipe), lambda: preview_raw(generator, RenderRequest(Scene(0), recipe))):
        with pytest.raises(UnlitError, match="words") as caught:
            use()
        assert_good_sentence(caught.value)
    with pytest.raises(UnlitError, match="cross-attention") as caught:
        asked_with_words(generator)
    assert_good_sentence(caught.value)
