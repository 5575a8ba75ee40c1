"""The textbook StyleGAN2 against the golden numbers, and ours against it in architectures that those lack."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.document.recipe import Change
from models.document.scene import Scene
from models.document.units import UnitId
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.loading import infer_config
from tests.support.generators import generator_of, random_tensors
from tests.support.golden import PICTURES, golden, golden_generator, golden_units
from tests.support.reference_stylegan2 import mapped, synthesized, truncated, z_of_seeds

SEEDS = [0, 85, 4_294_967_295]

CONFIGS = {
    "smallest": StyleGAN2Config(z_dim=4, w_dim=5, channels=(3, 2), mapping_layers=1),
    "widths": StyleGAN2Config(z_dim=12, w_dim=7, channels=(9, 4, 6, 3), mapping_layers=3),
    "resnet": StyleGAN2Config(z_dim=8, w_dim=8, channels=(8, 6, 4), mapping_layers=2, architecture="resnet"),
    "orig": StyleGAN2Config(z_dim=8, w_dim=8, channels=(8, 6, 4), mapping_layers=2, architecture="orig"),
    "classes": StyleGAN2Config(z_dim=8, w_dim=6, channels=(5, 5, 4), mapping_layers=2, classes=4),
    "clamp": StyleGAN2Config(z_dim=8, w_dim=8, channels=(8, 6, 4), mapping_layers=2, conv_clamp=0.5),
    "resnet, clamp": StyleGAN2Config(
        z_dim=8, w_dim=8, channels=(8, 6, 4), mapping_layers=2, architecture="resnet", conv_clamp=0.5
    ),
    "no noise": StyleGAN2Config(z_dim=8, w_dim=8, channels=(8, 6, 4), mapping_layers=2, noise=False),
    "faster mapping": StyleGAN2Config(z_dim=8, w_dim=8, channels=(6, 4), mapping_layers=2, lr_multiplier=0.1),
}


def reference_raw(config, tensors, *, psi=1.0, noise=True, class_index=None, restyle=lambda name, styles: styles):
    classes = None
    if class_index is not None:
        classes = torch.zeros(len(SEEDS), config.classes)
        classes[:, class_index] = 1
    w = mapped(tensors, z_of_seeds(SEEDS, config.z_dim), classes, config.lr_multiplier)
    return synthesized(
        tensors,
        truncated(tensors, w, psi),
        architecture=config.architecture,
        noise=noise and config.noise,
        clamp=config.conv_clamp,
        restyle=restyle,
    )


def assert_close(found, expected, tolerance=1e-4):
    np.testing.assert_allclose(found.numpy(), expected.numpy(), rtol=0, atol=tolerance)


def test_the_reference_gives_the_golden_w_and_pictures():
    tensors, z = golden_generator().tensors(), torch.from_numpy(golden()["z"])
    w = mapped(tensors, z)
    np.testing.assert_allclose(w, golden()["w"][:, 0], rtol=0, atol=1e-5)
    for name, psi, noise in (("img_const", 1.0, True), ("img_none", 1.0, False), ("img_const_psi07", 0.7, True)):
        found = synthesized(tensors, truncated(tensors, w, psi), noise=noise)
        np.testing.assert_allclose(found, golden()[name], rtol=0, atol=PICTURES)


@pytest.mark.parametrize(("of", "value"), [("abl", 0.0), ("set10", 10.0)])
def test_the_reference_gives_the_golden_pictures_with_one_style_set(of, value):
    tensors = golden_generator().tensors()
    w = mapped(tensors, torch.from_numpy(golden()["z"][:1]))
    for unit in golden_units(of)[::3]:

        def restyle(layer, styles, unit=unit):
            if layer == unit.layer:
                styles[:, unit.index] = value
            return styles

        found = synthesized(tensors, w, restyle=restyle)
        expected = golden()[f"{of}/{unit.layer}.affine/{unit.index}"]
        np.testing.assert_allclose(found, expected, rtol=0, atol=PICTURES)


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("noise", ["const", "none"])
@pytest.mark.parametrize("psi", [1.0, 0.6])
def test_pictures_are_the_reference_s(name, noise, psi):
    config = CONFIGS[name]
    tensors, index = random_tensors(config, seed=1), 2 if config.classes else None
    scenes = [Scene(seed, psi=psi, noise=noise, class_index=index) for seed in SEEDS]
    expected = reference_raw(config, tensors, psi=psi, noise=noise == "const", class_index=index)
    found = generator_of(config, tensors).raw(scenes)
    assert found.shape == (len(SEEDS), 3, config.resolution, config.resolution)
    assert expected.std() > 0.01
    assert_close(found, expected)


@pytest.mark.parametrize("name", CONFIGS)
def test_one_unit_of_every_layer_ablated_is_the_reference_s(name):
    config = CONFIGS[name]
    tensors, index = random_tensors(config, seed=2), 1 if config.classes else None
    generator = generator_of(config, tensors)
    scenes = [Scene(seed, class_index=index) for seed in SEEDS]
    for layer in generator.info.layers:
        last = layer.units - 1

        def restyle(name, styles, layer=layer, last=last):
            if name == layer.name:
                styles[:, last] = 0
            return styles

        expected = reference_raw(config, tensors, class_index=index, restyle=restyle)
        assert_close(generator.raw(scenes, {UnitId(layer.name, last): Change(0.0, 0.0)}), expected)
        (sweep,) = generator.sweep(scenes[0], [layer.name])
        assert_close(sweep.ablated([last])[1:], expected[:1])
        assert_close(sweep.ablated([last])[:1], generator.raw(scenes[:1]), 1e-5)


@pytest.mark.parametrize("name", CONFIGS)
def test_classes_and_clamping_matter_here(name):
    """So that the comparisons above compare something."""
    config = CONFIGS[name]
    tensors = random_tensors(config, seed=1)
    generator = generator_of(config, tensors)
    if config.classes:
        assert differ(generator.raw([Scene(class_index=0)]), generator.raw([Scene(class_index=1)]))
    if config.conv_clamp:
        unclamped = generator_of(StyleGAN2Config(**{**as_dict(config), "conv_clamp": None}), tensors)
        assert differ(generator.raw([Scene()]), unclamped.raw([Scene()]))
    if config.noise:
        assert differ(generator.raw([scene_of(config)]), generator.raw([scene_of(config, "none")]))


def differ(one, other):
    return not torch.allclose(one, other, atol=1e-2)


def as_dict(config):
    return {name: getattr(config, name) for name in config.__struct_fields__}


def scene_of(config, noise="const"):
    return Scene(noise=noise, class_index=0 if config.classes else None)


@pytest.mark.parametrize("name", CONFIGS)
def test_the_tensors_alone_tell_the_architecture(name):
    """All but what no tensor tells: the clamp and the learning rate's multiplier."""
    config = CONFIGS[name]
    untold = StyleGAN2Config(**{**as_dict(config), "conv_clamp": None, "lr_multiplier": 0.01})
    assert infer_config(random_tensors(config)) == untold
