"""Which picture a scene is: seeds, truncation, noise, classes, given latents."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from models.document.errors import UnlitError
from models.document.recipe import Change
from models.document.scene import Latent, Scene
from models.document.units import UnitId
from models.generators.latents import noise_of_scene, z_of_seed
from models.generators.stylegan2.config import StyleGAN2Config
from tests.support.generators import TINY, random_generator
from tests.support.sentences import assert_good_sentence

CLASSES = StyleGAN2Config(z_dim=6, w_dim=8, channels=(6, 4), mapping_layers=2, classes=3)


@pytest.fixture(scope="module")
def generator():
    return random_generator()


@pytest.fixture(scope="module")
def with_classes():
    return random_generator(CLASSES)


def z_of(array):
    return Scene(latent=Latent.from_array("z", np.asarray(array, dtype=np.float32)))


def w_of(array):
    return Scene(latent=Latent.from_array("w", np.asarray(array, dtype=np.float32)))


@pytest.mark.parametrize("seed", [0, 1, 85, 4_294_967_295])
def test_a_seed_is_the_official_programs_latent(seed):
    official = np.random.RandomState(seed).randn(1, 512)
    assert np.array_equal(z_of_seed(seed, 512).numpy(), official.astype(np.float32))


def test_known_latents_stay_what_they_are():
    """Written down: neither numpy nor we may change them."""
    np.testing.assert_allclose(z_of_seed(0, 2).numpy(), [[1.7640524, 0.4001572]], rtol=1e-6)
    np.testing.assert_allclose(z_of_seed(85, 2).numpy(), [[0.17685072, 2.3777542]], rtol=1e-6)


def test_a_given_z_is_the_seed_s_picture(generator):
    given = z_of(np.random.RandomState(7).randn(TINY.z_dim))
    assert torch.equal(generator.raw([given]), generator.raw([Scene(7)]))


def test_a_given_w_is_the_z_s_picture(generator):
    w = generator.ws(Scene(7))[0]
    expected = generator.raw([Scene(7)])
    assert torch.equal(generator.raw([w_of(w[0])]), expected)
    assert torch.equal(generator.raw([w_of(w)]), expected)


def test_a_w_for_each_layer_is_used_layer_by_layer(generator):
    ws = generator.ws(Scene(1))[0].clone()
    ws[-1] += 1  # the last toRGB alone
    changed = generator.raw([w_of(ws)])
    styles = generator.network.synthesis.styles(ws[None])
    for name, expected in generator.network.synthesis.styles(generator.ws(Scene(1))).items():
        assert torch.equal(styles[name], expected) == (name != "b16.torgb")
    assert not torch.equal(changed, generator.raw([Scene(1)]))


def test_truncation_is_not_applied_to_a_given_w(generator):
    w = Latent.from_array("w", generator.ws(Scene(3))[0, 0].numpy())
    assert torch.equal(generator.raw([Scene(latent=w, psi=0.3)]), generator.raw([Scene(3)]))


def test_psi_one_is_exactly_untruncated(generator):
    untruncated = generator.network.mapping(z_of_seed(5, TINY.z_dim), None)
    assert torch.equal(generator.ws(Scene(5, psi=1.0))[:, 0], untruncated)


def test_psi_zero_is_the_average_picture_for_every_seed(generator):
    average = generator.raw([w_of(generator.network.mapping.w_avg)])
    for seed in range(4):
        assert torch.equal(generator.raw([Scene(seed, psi=0.0)]), average)


def test_psi_moves_along_the_line_from_the_average(generator):
    average, w = generator.network.mapping.w_avg, generator.ws(Scene(5))[0, 0]
    for psi in (-0.5, 0.3, 0.7, 1.6):
        torch.testing.assert_close(generator.ws(Scene(5, psi=psi))[0, 0], average + psi * (w - average))


def test_random_noise_is_the_same_picture_twice(generator):
    scene = Scene(3, noise="random")
    assert torch.equal(generator.raw([scene]), generator.raw([scene]))
    assert torch.equal(generator.raw([scene]), random_generator().raw([scene]))


def test_each_noise_is_another_picture(generator):
    const, none, drawn = (generator.raw([Scene(3, noise=noise)]) for noise in ("const", "none", "random"))
    for one, other in ((const, none), (const, drawn), (none, drawn)):
        assert not torch.allclose(one, other, atol=1e-3)


def test_random_noise_is_another_one_for_each_seed_and_layer():
    drawn = [noise_of_scene(Scene(seed, noise="random"), layer, 8) for seed in (0, 1, 2) for layer in (0, 1, 2)]
    for i, one in enumerate(drawn):
        assert not any(torch.equal(one, other) for other in drawn[:i])
        assert one.shape == (1, 1, 8, 8)
    assert abs(float(torch.cat(drawn).std()) - 1) < 0.15


@pytest.mark.parametrize("noise", ["const", "none", "random"])
def test_a_picture_does_not_depend_on_its_batch(generator, noise):
    scenes = [Scene(0), Scene(3, noise=noise), Scene(1, psi=0.5, noise="random"), Scene(2, noise="none")]
    together = generator.raw(scenes)
    for i, scene in enumerate(scenes):
        torch.testing.assert_close(together[i : i + 1], generator.raw([scene]), rtol=1e-5, atol=1e-5)


def test_a_generator_without_noise_makes_one_picture_of_all_three():
    generator = random_generator(StyleGAN2Config(z_dim=4, w_dim=4, channels=(4, 4), mapping_layers=1, noise=False))
    const, none, drawn = (generator.raw([Scene(3, noise=noise)]) for noise in ("const", "none", "random"))
    assert torch.equal(const, none)
    assert torch.equal(const, drawn)


def test_classes_make_different_pictures(with_classes):
    pictures = [with_classes.raw([Scene(0, class_index=i)]) for i in range(3)]
    assert not torch.allclose(pictures[0], pictures[1], atol=1e-3)
    assert not torch.allclose(pictures[1], pictures[2], atol=1e-3)


@pytest.mark.parametrize("index", [None, 3, -1, 10**9])
def test_a_class_the_generator_lacks_is_an_error(with_classes, index):
    with pytest.raises(UnlitError, match="one of 3 classes") as info:
        with_classes.raw([Scene(0, class_index=index)])
    assert_good_sentence(info.value)


def test_a_class_for_a_generator_without_classes_is_an_error(generator):
    with pytest.raises(UnlitError, match="has no classes") as info:
        generator.raw([Scene(0, class_index=0)])
    assert_good_sentence(info.value)


@pytest.mark.parametrize(
    "scene",
    [z_of(np.zeros(5)), z_of(np.zeros(7)), z_of(np.zeros((1, 6))), w_of(np.zeros(7)), w_of(np.zeros((5, 8)))],
    ids=["short z", "long z", "z of two axes", "short w", "w of too few layers"],
)
def test_a_latent_of_another_shape_is_an_error(generator, scene):
    with pytest.raises(UnlitError, match="of this generator has") as info:
        generator.raw([scene])
    assert_good_sentence(info.value)


def test_sigma_is_the_standard_deviation_of_styles_over_many_seeds(generator):
    styles = generator.network.synthesis.styles(torch.cat([generator.ws(Scene(seed)) for seed in range(600)]))
    for name, values in styles.items():
        torch.testing.assert_close(generator.sigma[name], values.std(0), rtol=0.2, atol=0.02)


def test_sigma_is_the_same_each_time_it_is_drawn(generator):
    again = random_generator()
    for name, values in generator.sigma.items():
        assert torch.equal(values, again.sigma[name])


def test_a_gain_alone_needs_no_sigma(generator):
    """It takes a moment for a large generator, and the first drag of a slider should not wait for it."""
    fresh = random_generator()
    fresh.raw([Scene(0)], {UnitId("b8.conv0", 1): Change(0.5, 0.0)})
    fresh.baked({UnitId("b8.conv0", 1): Change(0.5, 0.0)})
    assert "sigma" not in vars(fresh)
