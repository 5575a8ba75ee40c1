"""Scenes on the way from one seed to another."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.scene import Latent, Prompt, Scene, Toward
from models.generators.latents import slerp
from models.generators.stylegan2.config import StyleGAN2Config
from tests.support.diffusion import diffusion_generator
from tests.support.generators import random_generator
from tests.support.sentences import assert_good_sentence

parts = st.floats(0, 1)
seeds = st.integers(0, 2**32 - 1)


@pytest.fixture(scope="module")
def generator():
    return random_generator()


@pytest.fixture(scope="module")
def tiny():
    return diffusion_generator()


def way(start: Scene, end: Scene, part: float) -> Scene:
    return replace(start, toward=Toward(end.seed, part, end.class_index, end.latent))


@given(seed=seeds, other=seeds, part=parts, psi=st.floats(-2, 2))
def test_a_scene_on_the_way_reads_back_exactly(seed, other, part, psi):
    scene = Scene(seed, psi, toward=Toward(other, part))
    assert decode("scene", encode("scene", scene), Scene) == scene
    assert scene.ends() == (Scene(seed, psi), Scene(other, psi))


@given(seed=st.integers(0, 50), other=st.integers(0, 50), noise=st.sampled_from(["const", "none", "random"]))
def test_the_ends_are_the_two_scenes(generator, seed, other, noise):
    start, end = Scene(seed, 0.7, noise), Scene(other, 0.7, noise)
    assert torch.equal(generator.raw([way(start, end, 0.0)]), generator.raw([start]))
    assert torch.equal(generator.raw([way(start, end, 1.0)]), generator.raw([end]))


@given(part=parts)
def test_w_goes_in_a_straight_line(generator, part):
    start, end = Scene(1, 0.6), Scene(2, 0.6)
    expected = generator.ws(start) * (1 - part) + generator.ws(end) * part
    torch.testing.assert_close(generator.ws(way(start, end, part)), expected, rtol=1e-4, atol=1e-5)


def test_the_way_may_lead_to_another_class_and_to_a_given_latent(generator):
    classes = random_generator(StyleGAN2Config(z_dim=6, w_dim=8, channels=(6, 4), mapping_layers=2, classes=3))
    start, end = Scene(1, class_index=0), Scene(2, class_index=2)
    assert torch.equal(classes.raw([way(start, end, 1.0)]), classes.raw([end]))
    own = Scene(0, latent=Latent.from_array("w", generator.ws(Scene(9))[0].numpy()))
    assert torch.equal(generator.raw([way(Scene(3), own, 1.0)]), generator.raw([own]))


@given(part=parts, seed=st.integers(0, 1000))
def test_noise_on_the_way_is_as_strong_as_noise(part, seed):
    draw = torch.Generator().manual_seed(seed)
    start, end = (torch.randn(4, 8, 8, generator=draw) for _ in range(2))
    between = slerp(start, end, part)
    lengths = sorted((float(start.norm()), float(end.norm())))
    assert lengths[0] * 0.98 <= float(between.norm()) <= lengths[1] * 1.02
    torch.testing.assert_close(slerp(end, start, 1 - part), between, rtol=1e-3, atol=1e-4)


def test_there_is_a_way_between_equals_and_opposites():
    one = torch.ones(3)
    assert torch.equal(slerp(one, one, 0.3), one)
    torch.testing.assert_close(slerp(one, -one, 0.5), torch.zeros(3))


def test_the_noise_of_words_goes_on_a_great_circle(tiny):
    prompt = Prompt("a lamp", steps=2)
    start, end = Scene(1, prompt=prompt), Scene(2, prompt=prompt)
    first, last, middle = (tiny.raw([way(start, end, part)]) for part in (0.0, 1.0, 0.5))
    assert torch.equal(first, tiny.raw([start]))
    assert torch.equal(last, tiny.raw([end]))
    assert not torch.equal(middle, first)
    assert np.isfinite(middle.numpy()).all()


def test_words_have_no_latents_on_their_way(tiny):
    scene = Scene(1, prompt=Prompt("a lamp"), toward=Toward(2, 0.5, class_index=1))
    with pytest.raises(UnlitError) as info:
        tiny.raw([scene])
    assert_good_sentence(info.value)
