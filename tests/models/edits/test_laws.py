"""The laws that recipes obey: two executions with one meaning, pristine weights, no order."""

from __future__ import annotations

from functools import cache

import pytest
import torch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.checkpoints.fingerprint import fingerprint
from models.document.errors import UnlitError
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe, UnitEdit, check_recipe
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.document.units import UnitId
from models.edits.bake import bake
from models.edits.preview import preview, preview_raw
from models.generators.stylegan2.config import StyleGAN2Config
from tests.support.generators import TINY, generator_of, random_generator
from tests.support.sentences import assert_good_sentence

RESNET = StyleGAN2Config(z_dim=6, w_dim=8, channels=(6, 5, 4), mapping_layers=2, architecture="resnet", classes=2)
CONFIGS = {"skip": TINY, "resnet with classes": RESNET}
SCENES = {"skip": (Scene(0), Scene(3, psi=0.5, noise="random")), "resnet with classes": (Scene(1, class_index=1),)}

gains = st.floats(-4, 4, width=32) | st.sampled_from([0.0, 1.0, -1.0])
shifts = st.floats(-20, 20, width=32) | st.just(0.0)


@cache
def generator_named(name):
    return random_generator(CONFIGS[name], seed=4)


@st.composite
def recipes(draw, name):
    info = generator_named(name).info
    units = st.sampled_from([unit for layer in info.layers for unit in layer.unit_ids()])
    edits = draw(
        st.lists(
            st.builds(
                UnitEdit,
                key=st.uuids().map(str),
                name=st.just("Edit"),
                units=st.lists(units, max_size=12).map(tuple),
                gain=gains,
                shift=shifts,
                enabled=st.booleans() | st.just(True),
            ),
            max_size=5,
            unique_by=lambda edit: edit.key,
        )
    )
    return Recipe(info.fingerprint, tuple(edits))


def re_opened(generator, recipe):
    return generator_of(generator.config, bake(generator, recipe))


def raw(generator, recipe, scene):
    return preview_raw(generator, RenderRequest(scene, recipe))


def assert_preview_is_baked(name, recipe):
    """To 1e-4 of the raw range: in float32, `gain * (A w + b)` is not quite `(gain * A) w + gain * b`."""
    generator = generator_named(name)
    baked = re_opened(generator, recipe)
    for scene in SCENES[name]:
        shown = raw(generator, recipe, scene)
        spread = float(shown.max() - shown.min())
        difference = float((shown - baked.raw([scene])).abs().max())
        assert difference <= 1e-4 * max(1.0, spread)


@pytest.mark.parametrize("name", CONFIGS)
@settings(max_examples=60)
@given(data=st.data())
def test_preview_and_baked_weights_make_the_same_picture(name, data):
    assert_preview_is_baked(name, data.draw(recipes(name)))


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize(("gain", "shift"), [(0.0, 0.0), (0.0, 20.0), (-4.0, -20.0), (4.0, 20.0), (1.0, 5.0)])
def test_preview_and_baked_weights_agree_with_every_unit_changed(name, gain, shift):
    info = generator_named(name).info
    units = tuple(unit for layer in info.layers for unit in layer.unit_ids())
    assert_preview_is_baked(name, Recipe(info.fingerprint, (UnitEdit("a", "All", units, gain, shift),)))


@pytest.mark.parametrize("name", CONFIGS)
@settings(max_examples=60)
@given(data=st.data())
def test_only_the_changed_layers_affines_are_baked_and_the_rest_are_the_very_same_objects(name, data):
    generator, recipe = generator_named(name), data.draw(recipes(name))
    before, after = generator.tensors(), bake(generator, recipe)
    assert before.keys() == after.keys()
    changed = recipe.changes()
    touched = {f"synthesis.{unit.layer}.affine.{part}" for unit in changed for part in ("weight", "bias")}
    assert {key for key in after if after[key] is not before[key]} == touched
    for key in touched:
        layer = key.removeprefix("synthesis.").rsplit(".affine", 1)[0]
        rows = {unit.index for unit in changed if unit.layer == layer}
        others = [row for row in range(len(before[key])) if row not in rows]
        assert torch.equal(before[key][others], after[key][others])


def test_baking_nothing_gives_the_very_same_objects():
    generator = generator_named("skip")
    before, after = generator.tensors(), bake(generator, Recipe(generator.info.fingerprint))
    assert before.keys() == after.keys()
    assert all(before[name] is after[name] for name in before)


@pytest.mark.parametrize("name", CONFIGS)
@settings(max_examples=60)
@given(data=st.data())
def test_the_order_of_edits_does_not_matter_to_the_last_bit(name, data):
    generator, recipe = generator_named(name), data.draw(recipes(name))
    shuffled = Recipe(recipe.base, tuple(data.draw(st.permutations(recipe.edits))))
    assert list(recipe.changes().items()) == list(shuffled.changes().items())
    scene = SCENES[name][0]
    assert torch.equal(raw(generator, recipe, scene), raw(generator, shuffled, scene))
    one, other = bake(generator, recipe), bake(generator, shuffled)
    assert all(torch.equal(one[key], other[key]) for key in one)


@given(numbers=st.lists(st.tuples(gains, shifts), min_size=2, max_size=12), data=st.data())
@example([(0.1, 0.1), (0.2, 0.2), (0.3, 0.3)], None)
def test_gains_multiply_and_shifts_add(numbers, data):
    unit = UnitId("b8.conv0", 1)
    edits = [UnitEdit(str(i), "", (unit,), gain, shift) for i, (gain, shift) in enumerate(numbers)]
    changes = Recipe(Fingerprint("", ""), tuple(edits)).changes()
    product, total = 1.0, 0.0
    for gain, shift in numbers:
        product, total = product * gain, total + shift
    found = changes.get(unit, (1.0, 0.0))
    assert found[0] == pytest.approx(product, rel=1e-12, abs=1e-300)
    assert found[1] == pytest.approx(total, rel=1e-9, abs=1e-9)
    if data is not None:
        again = Recipe(Fingerprint("", ""), tuple(data.draw(st.permutations(edits)))).changes()
        assert again == changes


@settings(max_examples=40)
@given(data=st.data())
def test_taking_an_edit_back_is_exact(data):
    """Nothing is ever divided back: the picture before is bit-equal after, whatever was seen between."""
    generator = generator_named("skip")
    before, after = data.draw(recipes("skip")), data.draw(recipes("skip"))
    scene = SCENES["skip"][0]
    picture = raw(generator, before, scene)
    raw(generator, after, scene)
    bake(generator, after)
    assert torch.equal(raw(generator, before, scene), picture)


def test_looking_and_baking_leave_the_weights_pristine():
    generator = random_generator(seed=9)
    original = {name: tensor.clone() for name, tensor in generator.tensors().items()}
    units = tuple(unit for layer in generator.info.layers for unit in layer.unit_ids())
    recipe = Recipe(generator.info.fingerprint, (UnitEdit("a", "", units, -3.0, 7.0),))
    preview(generator, RenderRequest(Scene(0), recipe))
    bake(generator, recipe)
    assert all(torch.equal(original[name], tensor) for name, tensor in generator.tensors().items())
    assert fingerprint(generator.tensors(), generator.config.signature) == generator.info.fingerprint


@settings(max_examples=40)
@given(data=st.data())
def test_a_disabled_edit_is_as_if_it_were_not_there(data):
    generator, recipe = generator_named("skip"), data.draw(recipes("skip"))
    without = Recipe(recipe.base, tuple(edit for edit in recipe.edits if edit.enabled))
    assert recipe.changes() == without.changes()
    assert torch.equal(raw(generator, recipe, Scene(1)), raw(generator, without, Scene(1)))


def test_edits_that_cancel_change_nothing():
    unit = UnitId("b4.conv1", 0)
    edits = (UnitEdit("a", "", (unit,), 2.0, 3.0), UnitEdit("b", "", (unit,), 0.5, -3.0))
    assert Recipe(Fingerprint("", ""), edits).changes() == {}


def test_a_unit_named_twice_in_one_edit_changes_once():
    unit = UnitId("b4.conv1", 0)
    recipe = Recipe(Fingerprint("", ""), (UnitEdit("a", "", (unit, unit), 2.0, 3.0),))
    assert recipe.changes() == {unit: (2.0, 3.0)}


def test_a_shift_is_in_standard_deviations_of_the_unit():
    generator, unit = generator_named("skip"), UnitId("b8.conv1", 2)
    styles = generator.network.synthesis.styles(generator.ws(Scene(0)))
    shifted = generator.changed(styles, Recipe(Fingerprint("", ""), (UnitEdit("", "", (unit,), 0.5, 4.0),)).changes())
    expected = 0.5 * styles[unit.layer][0, 2] + 4.0 * generator.sigma[unit.layer][2]
    torch.testing.assert_close(shifted[unit.layer][0, 2], expected)


def test_a_preview_is_a_picture_between_zero_and_one():
    generator = generator_named("skip")
    units = tuple(unit for layer in generator.info.layers for unit in layer.unit_ids())
    recipe = Recipe(generator.info.fingerprint, (UnitEdit("a", "", units, 4.0, 20.0),))
    for edits in (recipe.edits, ()):
        shown = preview(generator, RenderRequest(Scene(0), Recipe(recipe.base, edits)))
        assert shown.shape == (1, 3, 16, 16)
        assert 0 <= shown.min() < shown.max() <= 1
    assert preview_raw(generator, RenderRequest(Scene(0), recipe)).abs().max() > 1


def other_recipe():
    info = random_generator(seed=5).info
    return Recipe(info.fingerprint, (UnitEdit("a", "", (UnitId("b8.conv0", 1),), 0.0),))


@pytest.mark.parametrize("use", [bake, lambda g, r: preview(g, RenderRequest(Scene(0), r))], ids=["bake", "preview"])
def test_a_recipe_for_another_generator_is_refused_in_one_sentence(use):
    with pytest.raises(UnlitError, match="for another generator") as info:
        use(generator_named("skip"), other_recipe())
    assert_good_sentence(info.value)
    assert "can be tried" in info.value.sentence


def test_the_same_architecture_can_be_tried_on_request():
    generator, recipe = generator_named("skip"), other_recipe()
    assert check_recipe(recipe, generator.info, same_architecture=True) == recipe
    moved = Recipe(generator.info.fingerprint, recipe.edits)
    assert not torch.equal(raw(generator, moved, Scene(0)), generator.raw([Scene(0)]))


@pytest.mark.parametrize("same_architecture", [False, True])
def test_another_architecture_is_refused_even_on_request(same_architecture):
    with pytest.raises(UnlitError, match="another architecture") as info:
        check_recipe(other_recipe(), generator_named("resnet with classes").info, same_architecture=same_architecture)
    assert_good_sentence(info.value)
