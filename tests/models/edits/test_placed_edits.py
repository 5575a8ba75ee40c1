"""Edits of a part of the picture ("only this lamp"): where they act, how they join with others, never baked."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.document.bakeable import without_limits
from models.document.errors import UnlitError
from models.document.recipe import Change, PlacedChanges, Recipe, Span, UnitEdit
from models.document.region import Region
from models.document.render import RenderRequest
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.edits.bake import bake
from models.edits.export import export_generator
from models.edits.preview import preview_raw
from models.generators.diffusion.places import grid
from models.generators.places import Frame, mask_at
from models.generators.stylegan2.config import StyleGAN2Config
from tests.support.diffusion import diffusion_generator
from tests.support.generators import random_generator
from tests.support.sentences import assert_good_sentence
from tests.support.stylegan3 import designed, random_generator3

WIDE = StyleGAN2Config(z_dim=6, w_dim=8, channels=(6, 6, 6, 6), mapping_layers=2)  # 32 x 32
PROMPTED = Scene(seed=3, prompt=Prompt("a lit lamp beside the bed", steps=2, guidance=3.0))
BLOCK = "up_blocks.2.attentions.0.transformer_blocks.0"
MADE = {
    "stylegan2": lambda: random_generator(WIDE, seed=4),
    "stylegan3": lambda: random_generator3(designed(32), seed=4),
    "diffusion": diffusion_generator,
}
NAMES = list(MADE)


@cache
def generator_of(name):
    return MADE[name]()


def scene_of(name) -> Scene:
    return PROMPTED if name == "diffusion" else Scene(2)


@cache
def units_of(name) -> tuple[UnitId, ...]:
    if name == "diffusion":
        return (
            UnitId(f"{BLOCK}.ff.net.2", 3),
            UnitId(f"{BLOCK}.ff.net.2", 50),
            UnitId("up_blocks.2.resnets.1.conv2", 7),
        )
    layers = [layer for layer in generator_of(name).info.layers if layer.kind == "conv"]
    return tuple(UnitId(layer.name, index) for layer in layers[-3:] for index in (0, 2))


def side_of(name) -> int:
    return generator_of(name).info.resolution


def region_of(name, left=0.0, right=1.0) -> Region:
    """From the left edge of the picture to the right one: a vertical stripe."""
    side = side_of(name)
    mask = np.zeros((side, side), np.float32)
    mask[:, round(left * side) : round(right * side)] = 1
    return Region.from_mask(mask)


def raw(name, *edits, scene=None):
    generator = generator_of(name)
    recipe = Recipe(generator.info.fingerprint, edits)
    return preview_raw(generator, RenderRequest(scene or scene_of(name), recipe))


def edit(name, key="a", gain=0.0, shift=0.0, **values):
    return UnitEdit(key, key, values.pop("units", units_of(name)), gain, shift, **values)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_region_changes_nothing_to_the_last_bit(name):
    nothing = region_of(name, 0, 0)
    assert torch.equal(raw(name, edit(name, shift=3.0, region=nothing)), raw(name))
    both = raw(name, edit(name, "b", 0.5), edit(name, region=nothing))
    assert torch.equal(both, raw(name, edit(name, "b", 0.5)))


@pytest.mark.parametrize("name", ["stylegan2", "stylegan3"])
def test_the_whole_picture_as_a_region_is_not_the_edit_without_one(name):
    """Demodulation keeps to the unedited style, so what is left is not made stronger."""
    full, everywhere, before = raw(name, edit(name, region=region_of(name))), raw(name, edit(name)), raw(name)
    assert (full - before).abs().mean() > 0.01
    assert (full - everywhere).abs().mean() > 0.01


def test_of_what_is_not_demodulated_it_is():
    """Colour knobs, and units of diffusion: columns of weights, which a region only weighs."""
    torgb = (UnitId("b32.torgb", 1),)
    region = region_of("stylegan2")
    placed, plain = (raw("stylegan2", edit("stylegan2", units=torgb, region=each)) for each in (region, None))
    torch.testing.assert_close(placed, plain, rtol=0, atol=1e-5)
    placed, plain = (
        raw("diffusion", edit("diffusion", gain=-2.0, region=each)) for each in (region_of("diffusion"), None)
    )
    torch.testing.assert_close(placed, plain, rtol=0, atol=1e-4)


@pytest.mark.parametrize("name", ["stylegan2", "stylegan3"])
def test_far_from_the_region_little_changes(name):
    """The last layers only look around the corner: the other half of the picture stays nearly as it was."""
    side = side_of(name)
    change = (raw(name, edit(name, region=region_of(name, 0.0, 0.25))) - raw(name)).abs().mean((0, 1, 2))
    near, far = float(change[: side // 4].mean()), float(change[side * 3 // 4 :].mean())
    assert near > 0.01
    assert far < 0.1 * near


def test_of_one_step_of_diffusion_the_change_is_strongest_in_the_region():
    scene = Scene(seed=3, prompt=Prompt("a lamp", steps=1, guidance=1.0))
    region = region_of("diffusion", 0.0, 0.25)
    units = (UnitId("up_blocks.2.resnets.1.conv2", 7),)
    change = raw("diffusion", edit("diffusion", gain=-20.0, units=units, region=region), scene=scene)
    change = (change - raw("diffusion", scene=scene)).abs().mean((0, 1, 2))
    side = len(change)
    assert change[: side // 4].mean() > 3 * change[side // 2 :].mean()


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=6)
@given(data=st.data())
def test_the_order_of_edits_does_not_matter_to_the_last_bit(name, data):
    limits = st.sampled_from([None, region_of(name, 0, 0.5), region_of(name, 0.25, 0.75)])
    numbers = st.floats(-2, 3, width=32)
    edits = [
        edit(name, key, data.draw(numbers), data.draw(numbers), region=data.draw(limits)) for key in ("a", "b", "c")
    ]
    assert torch.equal(raw(name, *edits), raw(name, *data.draw(st.permutations(edits))))


@pytest.mark.parametrize("name", NAMES)
def test_gains_multiply_and_shifts_add_where_regions_meet(name):
    """A region and the same region again, with half the way each, are one edit of all the way."""
    region = region_of(name, 0.0, 0.5)
    twice = raw(name, edit(name, "a", 0.5, 1.0, region=region), edit(name, "b", 0.5, 1.0, region=region))
    torch.testing.assert_close(twice, raw(name, edit(name, "a", 0.25, 2.0, region=region)), rtol=0, atol=1e-4)


def test_inside_the_region_a_gain_everywhere_multiplies_as_well():
    """To the layer's input it is all one: what a unit is off everywhere, a region cannot bring back by a gain."""
    region = region_of("stylegan2", 0.0, 0.5)
    off = edit("stylegan2", "everywhere", 0.0)
    assert torch.equal(raw("stylegan2", off, edit("stylegan2", "here", 5.0, region=region)), raw("stylegan2", off))
    shifted = raw("stylegan2", off, edit("stylegan2", "here", 1.0, 5.0, region=region))
    assert (shifted - raw("stylegan2", off)).abs().mean() > 0.01


def test_a_region_and_a_part_of_sampling_go_together():
    region = region_of("diffusion", 0.0, 0.5)
    parts = [
        edit("diffusion", str(n), 0.0, span=span, region=region) for n, span in enumerate((Span(0, 0.5), Span(0.5, 1)))
    ]
    assert torch.equal(raw("diffusion", *parts), raw("diffusion", edit("diffusion", region=region)))
    assert not torch.equal(raw("diffusion", parts[0]), raw("diffusion", *parts))


def test_attention_heads_are_changed_by_the_place_of_their_tokens():
    head = (UnitId(f"{BLOCK}.attn1.to_out.0", 1),)
    half, whole = (
        raw("diffusion", edit("diffusion", units=head, region=region_of("diffusion", 0, right))) for right in (0.5, 1)
    )
    assert not torch.equal(half, raw("diffusion"))
    assert not torch.equal(half, whole)
    with pytest.raises(UnlitError, match="not shifted"):
        raw("diffusion", edit("diffusion", shift=1.0, units=head, region=region_of("diffusion")))


def test_scenes_of_another_shape_than_the_region_are_drawn_all_the_same():
    wide = Scene(seed=1, prompt=Prompt("a lamp", steps=1, width=48, height=32))
    changed = raw("diffusion", edit("diffusion", region=region_of("diffusion", 0, 0.5)), scene=wide)
    assert changed.shape[-2:] == (32, 48)
    assert not torch.equal(changed, raw("diffusion", scene=wide))


@pytest.mark.parametrize(
    ("tokens", "size", "found"), [(256, (16, 16), (16, 16)), (64, (16, 16), (8, 8)), (15, (9, 17), (3, 5))]
)
def test_a_token_s_place_follows_from_how_many_there_are(tokens, size, found):
    assert grid(tokens, size) == found


@given(size=st.integers(1, 40), margin=st.integers(0, 12), filled=st.booleans())
def test_a_mask_at_a_layer_keeps_what_is_full_and_what_is_empty(size, margin, filled):
    region = Region.from_mask(np.full((16, 16), float(filled), np.float32))
    mask = mask_at(region, Frame(size, size + margin))
    assert mask.shape == (size + margin,) * 2
    np.testing.assert_allclose(mask, float(filled), atol=1e-5)


def test_a_mask_s_edge_is_as_soft_as_a_sixteenth_of_the_picture():
    mask = mask_at(region_of("stylegan2", 0, 0.5), Frame(32, 32))[16]
    assert mask[16 - 5] > 0.97
    assert mask[16 + 4] < 0.03
    assert 0.2 < mask[16] < 0.5 < mask[15] < 0.8


def test_what_acts_in_a_region_cannot_be_baked_or_exported(tmp_path):
    generator = generator_of("stylegan2")
    recipe = Recipe(generator.info.fingerprint, (edit("stylegan2", region=region_of("stylegan2", 0, 0.5)),))
    for write in (
        lambda: bake(generator, recipe),
        lambda: export_generator(generator, recipe, tmp_path / "a.safetensors", [Scene(0)]),
    ):
        with pytest.raises(UnlitError, match="“a” acts in a part of the picture only") as info:
            write()
        assert_good_sentence(info.value)
    assert list(tmp_path.iterdir()) == []
    report = export_generator(generator, without_limits(recipe), tmp_path / "a.safetensors", [Scene(0)])
    assert report.changed


def test_a_generator_draws_placed_changes_by_themselves():
    generator, unit = generator_of("stylegan2"), units_of("stylegan2")[0]
    placed = [PlacedChanges(region_of("stylegan2", 0, 0.5), None, {unit: Change(0.0, 0.0)})]
    both = generator.raw([Scene(2), Scene(3)], placed=placed)
    for row, scene in zip(both.split(1), (Scene(2), Scene(3)), strict=True):
        torch.testing.assert_close(row, generator.raw([scene], placed=placed), rtol=0, atol=1e-5)
