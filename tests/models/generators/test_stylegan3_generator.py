"""What a StyleGAN3 answers: pictures, sweeps, sigma, and edits with one meaning in preview and in baked weights."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.checkpoints.opening import read_checkpoint
from models.document.errors import UnlitError
from models.document.ranking import PaintedScene, RankRequest
from models.document.recipe import Change, Recipe, UnitEdit
from models.document.region import Region
from models.document.render import RenderRequest
from models.document.scene import Latent, Scene
from models.document.units import UnitId, find_unit
from models.edits.bake import bake
from models.edits.export import export_generator
from models.edits.preview import preview_raw
from models.search.ranking import rank
from tests.support.sentences import assert_good_sentence
from tests.support.stylegan3 import (
    TINY3,
    TINY3_CLASSES,
    TINY3R,
    TINY_XL,
    generator_with,
    opened,
    random_generator3,
)

CONFIGS = {"t": TINY3, "r": TINY3R, "classes": TINY3_CLASSES, "xl": TINY_XL}


@cache
def generator_named(name):
    return random_generator3(CONFIGS[name], seed=4)


def scene_of(name, seed=0, psi=1.0):
    return Scene(seed, psi=psi, class_index=1 if CONFIGS[name].classes else None)


def all_units(generator):
    return [unit for layer in generator.info.layers for unit in layer.unit_ids()]


@pytest.mark.parametrize("name", CONFIGS)
def test_a_picture_does_not_depend_on_its_batch(name):
    """Styles are normalised picture by picture: the official program's average over the batch would tell."""
    generator = generator_named(name)
    loud = Latent.from_array("w", np.full(8, 30.0, np.float32))
    scenes = [scene_of(name), scene_of(name, 3, 0.5), Scene(latent=loud), scene_of(name, 9, -1.5)]
    together = generator.raw(scenes)
    assert together.shape == (4, 3, 16, 16)
    assert together.dtype == torch.float32
    for i, scene in enumerate(scenes):
        torch.testing.assert_close(together[i : i + 1], generator.raw([scene]), rtol=1e-5, atol=1e-5)


def test_pieces_of_every_size_give_the_same_picture(monkeypatch):
    generator, scenes = generator_named("t"), [Scene(0), Scene(1), Scene(2)]
    expected = generator.raw(scenes)
    for room in (1, 100_000):
        monkeypatch.setattr("models.generators.stylegan3.layers.PROCESSOR_PIECE", room)
        torch.testing.assert_close(generator.raw(scenes), expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", CONFIGS)
def test_a_sweep_ablates_as_changes_do(name):
    generator, scene = generator_named(name), scene_of(name, 5, 0.8)
    base, reached = generator.raw([scene]), []
    for sweep in generator.sweep(scene, [layer.name for layer in generator.info.layers]):
        units = list(range(0, sweep.layer.units, 2))
        found = sweep.ablated(units)
        torch.testing.assert_close(found[:1], base, rtol=1e-5, atol=1e-5)
        for picture, index in zip(found[1:], units, strict=True):
            expected = generator.raw([scene], {UnitId(sweep.layer.name, index): Change(0.0, 0.0)})
            torch.testing.assert_close(picture[None], expected, rtol=1e-5, atol=1e-5)
        reached.append(sweep.layer)
    assert tuple(reached) == generator.info.layers


def test_a_sweep_reaches_only_the_named_layers():
    generator = generator_named("t")
    names = [generator.info.layers[i].name for i in (3, 1)]
    assert [sweep.layer.name for sweep in generator.sweep(Scene(0), names)] == names[::-1]


def test_noise_is_nothing_to_it():
    const, none, drawn = (generator_named("t").raw([Scene(3, noise=noise)]) for noise in ("const", "none", "random"))
    assert torch.equal(const, none)
    assert torch.equal(const, drawn)


def test_a_w_for_each_layer_is_used_layer_by_layer():
    generator = generator_named("t")
    ws = generator.ws(Scene(1))[0].clone()
    ws[-1] += 1
    changed = generator.network.synthesis.styles(ws[None])
    for name, styles in generator.network.synthesis.styles(generator.ws(Scene(1))).items():
        assert torch.equal(changed[name], styles) == (name != generator.info.layers[-1].name)


def test_psi_zero_is_the_class_s_average_picture():
    generator = generator_named("xl")
    for label, average in enumerate(generator.tensors()["mapping.w_avg"]):
        expected = generator.raw([Scene(latent=Latent.from_array("w", average.numpy()))])
        for seed in (0, 1):
            assert torch.equal(generator.raw([Scene(seed, psi=0.0, class_index=label)]), expected)


@pytest.mark.parametrize("name", ["classes", "xl"])
@pytest.mark.parametrize("index", [None, 3])
def test_a_class_the_generator_lacks_is_an_error(name, index):
    with pytest.raises(UnlitError, match="one of 3 classes") as info:
        generator_named(name).raw([Scene(0, class_index=index)])
    assert_good_sentence(info.value)


@pytest.mark.parametrize("name", CONFIGS)
def test_sigma_is_the_standard_deviation_of_styles_over_many_seeds(name):
    generator = generator_named(name)
    labels = range(3) if CONFIGS[name].classes else [None]
    ws = [generator.ws(Scene(seed, class_index=label)) for seed in range(300) for label in labels]
    styles = generator.network.synthesis.styles(torch.cat(ws))
    assert set(generator.sigma) == {layer.name for layer in generator.info.layers}
    for layer, sigma in generator.sigma.items():
        torch.testing.assert_close(sigma, styles[layer].std(0), rtol=0.25, atol=0.02)


def test_a_unit_is_found_by_its_layer_s_number():
    layers = generator_named("t").info.layers
    assert find_unit("L2/3", layers) == UnitId(layers[2].name, 3)
    assert find_unit(f"{layers[2].name}/3", layers) == UnitId(layers[2].name, 3)


def test_all_styles_off_is_a_picture_still():
    generator = generator_named("t")
    for layer in generator.info.layers:
        off = dict.fromkeys(layer.unit_ids(), Change(0.0, 0.0))
        assert torch.isfinite(generator.raw([Scene(0)], off)).all()


def test_a_kernel_of_zeros_gives_finite_numbers():
    generator = generator_named("t")
    name = f"synthesis.{TINY3.synthesis[1].name}.weight"
    broken = generator_with(generator, dict(generator.tensors()) | {name: generator.tensors()[name] * 0})
    assert torch.isfinite(broken.raw([Scene(0)])).all()


@pytest.mark.parametrize("name", ["t", "r"])
def test_gradients_reach_every_style(name):
    """A backward pass tells what a small change of each unit does, as trying it does."""
    generator = generator_named(name)
    synthesis, draw = generator.network.synthesis, torch.Generator().manual_seed(1)
    probe = torch.randn(1, 3, 16, 16, generator=draw)
    styles = {key: value.requires_grad_() for key, value in synthesis.styles(generator.ws(Scene(0))).items()}
    state = synthesis.start(styles)
    for layer in synthesis.layer_names:
        state = synthesis.step(layer, state, styles)
    (synthesis.picture(state) * probe).sum().backward()
    for layer in synthesis.layer_names[1:]:
        unit, step = UnitId(layer, 1), 0.02
        sigma = float(generator.sigma[layer][1])
        more, less = (generator.raw([Scene(0)], {unit: Change(1.0, sign * step / sigma)}) for sign in (1, -1))
        slope = float(((more - less) * probe).sum() / (2 * step))
        assert float(styles[layer].grad[0, 1]) == pytest.approx(slope, rel=0.05, abs=0.05)


def test_half_precision_gives_nearly_the_same_layer():
    """It runs on GPUs only; its arithmetic can be looked at anywhere."""
    synthesis = generator_named("t").network.synthesis
    styles = synthesis.styles(generator_named("t").ws(Scene(0)))
    state = synthesis.start(styles)
    for name in synthesis.layer_names:
        layer = synthesis.layer(name)
        whole, half = (layer(state.to(dtype), 3000 * styles[name]) for dtype in (torch.float32, torch.float16))
        assert torch.isfinite(half).all()
        if name != synthesis.layer_names[-1]:  # styles of colours are not normalised
            torch.testing.assert_close(half.float(), whole, rtol=0.01, atol=0.02)
        state = whole


@pytest.mark.parametrize("name", CONFIGS)
@settings(max_examples=25)
@given(data=st.data())
def test_preview_and_baked_weights_make_the_same_picture(name, data):
    generator = generator_named(name)
    units = data.draw(st.lists(st.sampled_from(all_units(generator)), max_size=12))
    gain, shift = data.draw(st.floats(-4, 4, width=32)), data.draw(st.floats(-20, 20, width=32))
    recipe = Recipe(generator.info.fingerprint, (UnitEdit("a", "Edit", tuple(units), gain, shift),))
    scene = scene_of(name, 2, 0.9)
    shown = preview_raw(generator, RenderRequest(scene, recipe))
    baked = generator_with(generator, bake(generator, recipe)).raw([scene])
    assert float((shown - baked).abs().max()) <= 1e-4 * max(1.0, float(shown.max() - shown.min()))


@pytest.mark.parametrize("name", CONFIGS)
def test_only_the_changed_layer_s_affine_is_baked(name):
    generator, unit = generator_named(name), UnitId(CONFIGS[name].synthesis[2].name, 1)
    recipe = Recipe(generator.info.fingerprint, (UnitEdit("a", "Edit", (unit,), 0.5, 2.0),))
    before, after = generator.tensors(), bake(generator, recipe)
    changed = {key for key in after if after[key] is not before[key]}
    assert changed == {f"synthesis.{unit.layer}.affine.{part}" for part in ("weight", "bias")}


@pytest.mark.parametrize("name", CONFIGS)
def test_an_exported_generator_shows_the_preview(name, tmp_path):
    generator, path, scene = generator_named(name), tmp_path / "edited.safetensors", scene_of(name)
    edit = UnitEdit("a", "Edit", tuple(all_units(generator)[::3]), 0.5, 2.0)
    recipe = Recipe(generator.info.fingerprint, (edit,))
    report = export_generator(generator, recipe, path, [scene])
    assert report.largest_difference < 1e-4
    reopened = read_checkpoint(path)
    assert reopened.recipe == recipe
    shown = preview_raw(generator, RenderRequest(scene, recipe))
    torch.testing.assert_close(opened(reopened).raw([scene]), shown, rtol=1e-4, atol=1e-4)


def test_a_search_ranks_every_unit():
    generator, mask = generator_named("t"), np.zeros((16, 16), np.float32)
    mask[4:9, 5:12] = 1
    evidence = (PaintedScene(Scene(0), Region.from_mask(mask)),)
    *_, progress = rank(generator, RankRequest(evidence, "exhaustive", torgb=True, batch=4))
    ranking = progress.ranking()
    assert ranking.complete
    assert {ranked.unit for ranked in ranking.units} == set(all_units(generator))


def test_memory_is_estimated_by_the_largest_layer():
    small, large = generator_named("t").bytes_per_picture, generator_named("r").bytes_per_picture
    assert 2**16 < small < 2**24
    assert 2**16 < large < 2**24
