"""What style-based generators answer a search: variants, pushes to first order, and features of places."""

from __future__ import annotations

from functools import cache

import pytest
import torch

from models.document.recipe import Change
from models.document.scene import Scene
from models.document.units import UnitId
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.layers import StyledConv
from tests.support.generators import TINY, random_generator
from tests.support.stylegan3 import TINY3, TINY3R, random_generator3

TINY_CONFIG = {"z_dim": 6, "w_dim": 8, "channels": (6, 5, 4), "mapping_layers": 2}
CONFIGS = {
    "skip": TINY,
    "clamped": StyleGAN2Config(**TINY_CONFIG, conv_clamp=1.5),
    "resnet": StyleGAN2Config(**TINY_CONFIG, architecture="resnet"),
    "silent": StyleGAN2Config(**TINY_CONFIG, noise=False),
    "t": TINY3,
    "r": TINY3R,
}
SCENE = Scene(3, psi=0.9)


@cache
def generator_named(name):
    config = CONFIGS[name]
    make = random_generator if isinstance(config, StyleGAN2Config) else random_generator3
    return make(config, seed=2)


def all_layers(generator):
    return [layer.name for layer in generator.info.layers]


def probes_for(generator, count):
    draw = torch.Generator().manual_seed(5)
    return torch.randn(count, *generator.probe_shape, generator=draw).sign()


def slope(generator, unit, probes):
    """The inner products of probes with how the picture moves for a small change of one style, per unit of ablation."""
    step = 2e-3
    more, less = generator.variants(SCENE, [{unit: Change(1 + step, 0.0)}, {unit: Change(1 - step, 0.0)}]).double()
    return probes.double().flatten(1) @ (more - less).flatten() / (-2 * step)


@pytest.mark.parametrize("name", CONFIGS)
def test_probed_is_ablated(name):
    generator = generator_named(name)
    assert generator.probes_pictures
    assert generator.probe_shape == (3, 16, 16)
    for sweep in generator.sweep(SCENE, all_layers(generator)):
        assert torch.equal(sweep.probed([1, 2]), sweep.ablated([1, 2]))


@pytest.mark.parametrize("name", CONFIGS)
def test_variants_are_what_raw_makes_of_each(name):
    generator = generator_named(name)
    layers = all_layers(generator)
    changes = [
        {},
        {UnitId(layers[1], 0): Change(0.0, 0.0), UnitId(layers[-1], 2): Change(2.0, 1.0)},
        {UnitId(layers[2], 1): Change(1.0, -3.0)},
    ]
    found = generator.variants(SCENE, changes)
    expected = torch.cat([generator.raw([SCENE], each) for each in changes])
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-5)


def test_variants_run_only_from_the_first_changed_layer_on_as_a_batch(monkeypatch):
    generator, sizes = generator_named("skip"), []
    step = type(generator.synthesis).step
    monkeypatch.setattr(
        type(generator.synthesis), "step", lambda *a, **k: sizes.append(a[3][a[1]].shape[0]) or step(*a, **k)
    )
    generator.variants(SCENE, [{UnitId("b8.torgb", 0): Change(0.0, 0.0)}, {}])
    assert sizes == [1] * 4 + [2] * 4


def test_variants_without_any_change_are_the_scene():
    generator = generator_named("skip")
    found = generator.variants(SCENE, [{}, {}])
    torch.testing.assert_close(found, generator.raw([SCENE]).expand_as(found), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", CONFIGS)
def test_pushes_are_what_a_small_change_of_each_unit_does(name):
    """Clamps and leaky ReLUs that turn within the step blur single slopes, so most must agree, not every one."""
    generator = generator_named(name)
    probes, layers = probes_for(generator, 3), all_layers(generator)
    found = generator.pushes(SCENE, probes, layers)
    errors = []
    for layer in generator.info.layers:
        assert found[layer.name].shape == (3, layer.units)
        expected = torch.stack([slope(generator, unit, probes) for unit in layer.unit_ids()], 1)
        errors.append(((found[layer.name] - expected).abs() / expected.abs().mean()).flatten())
    assert float(torch.cat(errors).quantile(0.7)) < 0.03


@pytest.mark.parametrize("name", CONFIGS)
def test_pushes_are_the_exact_jacobian_s(name):
    """Against one backward pass a probe, of the same picture made in one go."""
    generator = generator_named(name)
    probes = probes_for(generator, 4)
    with torch.no_grad():
        styles = generator.synthesis.styles(generator.ws(SCENE))
    styles = {key: value.clone().requires_grad_() for key, value in styles.items()}
    state = generator.start([SCENE], styles)
    for layer in generator.synthesis.layer_names:
        state = generator.synthesis.step(layer, state, styles)
    picture = generator.synthesis.picture(state)
    wanted = all_layers(generator)[1:]
    found = generator.pushes(SCENE, probes, wanted)
    assert list(found) == wanted
    for k, probe in enumerate(probes):
        slopes = torch.autograd.grad(picture, [styles[n] for n in wanted], probe[None], retain_graph=True)
        for layer, each in zip(wanted, slopes, strict=True):
            expected = (each * -styles[layer].detach())[0]
            torch.testing.assert_close(found[layer][k], expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", ["clamped", "resnet", "t"])
def test_pushes_are_the_same_when_memory_is_short(name, monkeypatch):
    generator = generator_named(name)
    probes, layers = probes_for(generator, 3), all_layers(generator)
    expected = generator.pushes(SCENE, probes, layers)
    monkeypatch.setattr("models.generators.stepping.memory_for_batches", lambda device, cap: 1)
    for layer, found in generator.pushes(SCENE, probes, layers).items():
        torch.testing.assert_close(found, expected[layer], rtol=1e-4, atol=1e-4)


def test_half_precision_that_overflows_is_done_again_in_single(monkeypatch):
    generator, asked = generator_named("skip"), []
    probes, layers = probes_for(generator, 2), all_layers(generator)
    expected = generator.pushes(SCENE, probes, layers)
    step = type(generator.synthesis).step

    def overflowing(self, name, state, styles, *, half=True):
        asked.append(half)
        after = step(self, name, state, styles)
        return after._replace(x=after.x * float("inf")) if half and name == "b16.conv1" else after

    monkeypatch.setattr(type(generator.synthesis), "step", overflowing)
    for layer, found in generator.pushes(SCENE, probes, layers).items():
        assert torch.equal(found, expected[layer])
    assert asked == [True] * len(layers) + [False] * len(layers)


def test_pushes_leave_nothing_that_asks_for_gradients():
    generator = generator_named("skip")
    found = generator.pushes(SCENE, probes_for(generator, 1), ["b8.conv1"])
    assert not found["b8.conv1"].requires_grad
    assert not generator.raw([SCENE]).requires_grad


@pytest.mark.parametrize("name", CONFIGS)
def test_features_are_standardised_by_scenes_that_are_always_the_same(name):
    generator = generator_named(name)
    scenes = [Scene(seed, generator.info.truncation) for seed in range(16)]
    features = torch.stack([generator.features(scene) for scene in scenes])
    assert features.shape[2:] == ((8, 8) if generator.info.family == "StyleGAN2" else (16, 16))
    assert features.dtype == torch.float32
    torch.testing.assert_close(features.mean((0, 2, 3)), torch.zeros(features.shape[1]), rtol=0, atol=1e-3)
    deviation = features.std((0, 2, 3), correction=0)
    torch.testing.assert_close(deviation, torch.ones_like(deviation), rtol=1e-3, atol=1e-3)
    assert float((features[0] - features[1]).abs().max()) > 0.1


def test_features_lie_where_the_picture_s_things_do():
    """A style that is changed in one place only is seen there only."""
    generator = generator_named("skip")
    before = generator.features(SCENE)
    conv = generator.synthesis.layer("b8.conv1")
    assert isinstance(conv, StyledConv)
    kept = conv.noise_const.clone()
    conv.noise_const[6, 1] += 3
    moved = (generator.features(SCENE) - before).abs().sum(0)
    conv.noise_const.copy_(kept)
    assert int(moved.argmax()) == 6 * 8 + 1
    assert int((moved > 1e-6).sum()) == 1
