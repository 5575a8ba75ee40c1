"""The textbook StyleGAN3 against the golden numbers, and ours against it in architectures that those lack."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.document.recipe import Change
from models.document.scene import Scene
from models.document.units import UnitId
from models.generators.stylegan3.config import EmbeddingConfig
from models.generators.stylegan3.filtering import downsampled, phases, upsampled
from tests.support.golden_stylegan3 import KINDS, golden3, golden_generator3
from tests.support.reference_stylegan2 import mapped as mapped2
from tests.support.reference_stylegan2 import truncated, z_of_seeds
from tests.support.reference_stylegan3 import mapped, resampled, synthesized
from tests.support.stylegan3 import TINY3, TINY3R, TINY_XL, designed, random_generator3, with_layer

SEEDS = [0, 85, 4_294_967_295]
CONFIGS = {
    "t": TINY3,
    "r": TINY3R,
    "radial 3x3": designed(radial=True),
    "deep": designed(64, 6),
    "widths": designed(32, 5, 12, base=50),
    "clamp": designed(clamp=0.5),
    "no clamp": designed(clamp=None),
    "short filters": designed(filter_size=3),
    "faster mapping": designed(lr_multiplier=0.1, mapping_layers=3),
    "scale": designed(output_scale=1.0),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_reference_gives_the_golden_pictures(kind):
    generator = golden_generator3(kind)
    w = torch.from_numpy(golden3(kind)["w"][:1, 0]).double()
    found = synthesized(generator.config, generator.tensors(), w)
    np.testing.assert_allclose(found, golden3(kind)["img_const"][:1], rtol=0, atol=2e-5)


@pytest.mark.parametrize("name", CONFIGS)
def test_ours_is_the_textbook(name):
    generator = random_generator3(CONFIGS[name], seed=3)
    w = mapped2(generator.tensors(), z_of_seeds(SEEDS, 6), lr=generator.config.lr_multiplier)
    w = truncated(generator.tensors(), w, 0.6)
    expected = synthesized(generator.config, generator.tensors(), w)
    found = generator.raw([Scene(seed, psi=0.6) for seed in SEEDS])
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4)


def test_an_ablated_unit_is_the_textbook_s():
    generator, unit = random_generator3(TINY3, seed=5), UnitId(TINY3.synthesis[1].name, 2)

    def ablated(name, styles):
        styles = styles.clone()
        styles[:, unit.index] *= name != unit.layer
        return styles

    expected = synthesized(TINY3, generator.tensors(), mapped2(generator.tensors(), z_of_seeds([4], 6)), ablated)
    np.testing.assert_allclose(generator.raw([Scene(4)], {unit: Change(0.0, 0.0)}), expected, rtol=0, atol=1e-4)


@pytest.mark.parametrize("embedding", [EmbeddingConfig(5, 7), EmbeddingConfig(3, 2)])
@pytest.mark.parametrize("psi", [1.0, 0.4])
def test_the_classes_of_stylegan_xl_are_the_textbook_s(embedding, psi):
    """Each has an average of its own, and the table may have more rows than there are classes."""
    config = designed(classes=3, embedding=embedding)
    generator, labels = random_generator3(config, seed=2), torch.tensor([0, 1, 2])
    w, average = (
        mapped(generator.tensors(), z_of_seeds(SEEDS, 6), labels),
        generator.tensors()["mapping.w_avg"].double(),
    )
    w = average + psi * (w - average)
    scenes = [Scene(seed, psi=psi, class_index=label) for label, seed in enumerate(SEEDS)]
    np.testing.assert_allclose(torch.cat([generator.ws(s) for s in scenes])[:, 0], w, rtol=0, atol=1e-5)
    expected = synthesized(config, generator.tensors(), w)
    np.testing.assert_allclose(generator.raw(scenes), expected, rtol=0, atol=1e-4)


def test_a_stylegan_xl_that_skips_a_layer_number_runs():
    """The super-resolution stages drop the stem's last layers and count on from one more."""
    size, width = TINY_XL.synthesis[-1].name.split("_")[1:]
    config = with_layer(TINY_XL, -1, name=f"L9_{size}_{width}")
    found = random_generator3(config).raw([Scene(0, class_index=1)])
    assert torch.isfinite(found).all()
    assert config.num_ws == 6


numbers = st.integers(0, 10_000)


@settings(max_examples=60)
@given(seed=numbers, factor=st.integers(1, 5), taps=st.integers(1, 20), size=st.integers(1, 9), data=st.data())
def test_upsampling_is_zeros_between_padding_and_a_filter(seed, factor, taps, size, data):
    most = (1 - size * factor) // 2  # that one side may crop
    low = data.draw(st.integers(most, most + 30))
    least = max(most, taps - size * factor - low)  # for one pixel at least
    high = data.draw(st.integers(least, least + 12))
    draw = torch.Generator().manual_seed(seed)
    x, fir = torch.randn(2, 3, size, size, generator=draw), torch.randn(taps, generator=draw)
    expected = resampled(x.double(), fir.double(), up=factor, padding=(low, high))
    found = upsampled(x, phases(fir, factor, (low, high), size))
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4 * max(1.0, float(expected.abs().max())))


@settings(max_examples=60)
@given(seed=numbers, factor=st.integers(1, 4), taps=st.integers(1, 12), more=st.integers(0, 9), radial=st.booleans())
def test_downsampling_is_a_filter_and_every_other_pixel(seed, factor, taps, more, radial):
    draw = torch.Generator().manual_seed(seed)
    x = torch.randn(2, 3, taps + more, taps + more, generator=draw)
    fir = torch.randn([taps] * (2 if radial else 1), generator=draw)
    expected = resampled(x.double(), fir.double(), down=factor)
    found = downsampled(x, fir, factor)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4 * max(1.0, float(expected.abs().max())))
