"""Recipes as values, and whether one may be used on a generator. How edits combine: see tests of the laws."""

from __future__ import annotations

import math
from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document.errors import UnlitError
from models.document.generator_info import Fingerprint, GeneratorInfo
from models.document.recipe import Change, Recipe, Span, UnitEdit, check_recipe
from models.document.region import Region
from models.document.units import Layer, UnitId
from tests.support.sentences import assert_good_sentence

HERE = Fingerprint("1" * 64, "stylegan2 skip 8")
LAYERS = (
    Layer("b4.conv1", "conv", 4, 4, ("layer2", "conv1")),
    Layer("b8.conv0", "conv", 4, 8, ("layer3", "convs.0")),
    Layer("b8.torgb", "torgb", 2, 8, ("to_rgbs.0",)),
)
INFO = GeneratorInfo("A", "StyleGAN2", HERE, 8, LAYERS, 4, 0, 100, 0.7)


def edit(key="a", *units, **values):
    return UnitEdit(key, "Edit", units, **values)


def test_an_edit_is_added_replaced_in_its_place_and_taken_out():
    recipe = Recipe(HERE).with_edit(edit("a")).with_edit(edit("b"))
    changed = recipe.with_edit(edit("a", gain=0.0))
    assert [e.key for e in changed.edits] == ["a", "b"]
    assert changed.edit("a").gain == 0.0
    assert changed.without_edit("a") == Recipe(HERE, (edit("b"),))
    assert changed.without_edit("unknown") == changed
    assert recipe == Recipe(HERE, (edit("a"), edit("b")))
    with pytest.raises(StopIteration):
        recipe.edit("unknown")


@pytest.mark.parametrize(
    ("values", "units", "nothing"),
    [
        ({}, (UnitId("b4.conv1", 0),), True),
        ({"gain": 0.0}, (), True),
        ({"gain": 0.0, "enabled": False}, (UnitId("b4.conv1", 0),), True),
        ({"gain": 0.0}, (UnitId("b4.conv1", 0),), False),
        ({"shift": 0.1}, (UnitId("b4.conv1", 0),), False),
    ],
)
def test_whether_an_edit_changes_nothing(values, units, nothing):
    assert edit("a", *units, **values).changes_nothing == nothing
    assert (Recipe(HERE, (edit("a", *units, **values),)).changes() == {}) == nothing


def test_a_colour_of_light_is_a_change_even_as_generated():
    lit = edit("a", UnitId("b4.conv1", 0), light=(1.0, 0.5, 0.0))
    assert not lit.changes_nothing
    assert Recipe(HERE, (lit,)).changes() == {}
    bypassed = edit("b", UnitId("b4.conv1", 1), light=(0.0, 0.0, 1.0), enabled=False)
    assert Recipe(HERE, (lit, bypassed)).coloured() == (lit,)


def test_what_acts_in_a_region_is_no_change_everywhere():
    half, corner = Region.from_mask(np.eye(8)), Region.from_mask(np.eye(8)[::-1])
    unit = UnitId("b4.conv1", 0)
    edits = [edit(key, unit, gain=0.5, region=region) for key, region in (("a", half), ("b", corner), ("c", half))]
    recipe = Recipe(HERE, (*edits, edit("d", unit, gain=3.0), edit("e", unit, region=corner, gain=1.0)))
    assert recipe.changes() == {unit: Change(3.0, 0.0)}
    placed = {each.region: each.changes for each in recipe.placed_changes()}
    assert placed == {half: {unit: Change(0.25, 0.0)}, corner: {unit: Change(0.5, 0.0)}}
    assert Recipe(HERE, recipe.edits[::-1]).placed_changes() == recipe.placed_changes()


def test_a_region_that_nobody_painted_is_refused(monkeypatch):
    monkeypatch.setattr("models.document.recipe.LARGEST_REGION", 100)
    noise = Region.from_mask(np.random.RandomState(0).rand(8, 8))
    with pytest.raises(UnlitError, match="too large") as info:
        check_recipe(Recipe(HERE, (edit("a", UnitId("b4.conv1", 0), region=noise),)), INFO)
    assert_good_sentence(info.value)


def test_a_recipe_that_fits_is_given_back():
    recipe = Recipe(HERE, (edit("a", UnitId("b4.conv1", 3), UnitId("b8.torgb", 1)), edit("b")))
    assert check_recipe(recipe, INFO) is recipe


@pytest.mark.parametrize(
    "unit",
    [
        UnitId("b4.conv1", 4),
        UnitId("b4.conv1", -1),
        UnitId("b16.conv0", 0),
        UnitId("layer2", 0),
        UnitId("convs.0", 1),
        UnitId(" b4.conv1", 0),
        UnitId("b4.conv1/0", 0),
        UnitId("", 0),
        UnitId("x\n" * 10_000, 0),
        UnitId("b8.torgb", 2**40),
    ],
    ids=lambda unit: repr(unit)[:40],
)
@pytest.mark.parametrize("enabled", [True, False])
def test_a_unit_the_generator_lacks_is_an_error(unit, enabled):
    """Other programs' names too: they are for people to type, and recipes hold the layers' own."""
    with pytest.raises(UnlitError, match="does not have") as info:
        check_recipe(Recipe(HERE, (edit("a", unit, gain=0.0, enabled=enabled),)), INFO)
    assert_good_sentence(info.value)


def test_two_edits_with_one_key_are_an_error():
    with pytest.raises(UnlitError, match="same key") as info:
        check_recipe(Recipe(HERE, (edit("a"), edit("a", gain=0.0))), INFO)
    assert_good_sentence(info.value)


@pytest.mark.parametrize(
    ("base", "on_request"),
    [(Fingerprint("2" * 64, HERE.architecture), True), (Fingerprint("1" * 64, "stylegan2 orig 8"), False)],
)
def test_a_recipe_for_another_generator_is_never_silently_used(base, on_request):
    recipe = Recipe(base, (edit("a"),))
    with pytest.raises(UnlitError) as info:
        check_recipe(recipe, INFO)
    assert_good_sentence(info.value)
    assert ("on request" in info.value.sentence) == on_request
    if on_request:
        assert check_recipe(recipe, INFO, same_architecture=True) is recipe
    else:
        with pytest.raises(UnlitError):
            check_recipe(recipe, INFO, same_architecture=True)


def test_on_request_units_are_looked_at_all_the_same():
    recipe = Recipe(Fingerprint("2" * 64, HERE.architecture), (edit("a", UnitId("b4.conv1", 4)),))
    with pytest.raises(UnlitError, match="does not have"):
        check_recipe(recipe, INFO, same_architecture=True)


# --------------------------------------------------------------------------------------------------- parts of sampling
SAMPLED = msgspec.structs.replace(INFO, prompts=True)
moments = st.floats(0, 1, exclude_max=True)


@pytest.mark.parametrize(("start", "end"), [(0.5, 0.5), (0.6, 0.5), (-0.1, 0.5), (0.5, 1.1), (float("nan"), 1.0)])
def test_no_part_of_sampling_is_none(start, end):
    with pytest.raises(ValueError, match="no part of sampling"):
        Span(start, end)


@given(cuts=st.lists(moments, min_size=1, max_size=5, unique=True), moment=moments)
def test_parts_that_follow_one_another_hold_every_moment_once(cuts, moment):
    ends = sorted({0.0, *cuts, 1.0})
    assert sum(moment in Span(start, end) for start, end in pairwise(ends)) == 1


def test_an_edit_of_a_part_of_sampling_is_kept_apart():
    unit, span = UnitId("b4.conv1", 0), Span(0.0, 0.5)
    recipe = Recipe(HERE, (edit("a", unit, gain=0.5), edit("b", unit, gain=0.0, span=span)))
    assert recipe.changes() == {unit: (0.5, 0.0)}
    assert recipe.timed_changes() == {span: {unit: (0.0, 0.0)}}


@given(
    edits=st.lists(st.tuples(moments, moments, st.sampled_from([0.5, 2.0, 3.0])), max_size=6),
    moment=moments,
    data=st.data(),
)
def test_where_parts_overlap_gains_multiply_in_any_order(edits, moment, data):
    unit = UnitId("b4.conv1", 0)
    spans = [(Span(min(a, b), max(a, b)), gain) for a, b, gain in edits if a != b]
    made = [edit(str(n), unit, gain=gain, span=span) for n, (span, gain) in enumerate(spans)]
    timed = Recipe(HERE, tuple(made)).timed_changes()
    found = math.prod(changes[unit].gain for span, changes in timed.items() if moment in span)
    assert found == pytest.approx(math.prod(gain for span, gain in spans if moment in span))
    shuffled = Recipe(HERE, tuple(data.draw(st.permutations(made))))
    assert list(shuffled.timed_changes().items()) == list(timed.items())


@pytest.mark.parametrize("enabled", [True, False])
def test_a_generator_that_does_not_sample_has_no_parts_of_it(enabled):
    recipe = Recipe(HERE, (edit("a", UnitId("b4.conv1", 0), gain=0.0, enabled=enabled, span=Span(0.0, 0.5)),))
    assert check_recipe(recipe, SAMPLED) is recipe
    with pytest.raises(UnlitError, match="a part of sampling") as info:
        check_recipe(recipe, INFO)
    assert_good_sentence(info.value)
