"""What somebody waits for: the same picture as a preview, drafts of fewer steps, rough pictures on the way."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from msgspec.structs import replace

from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe, UnitEdit
from models.document.render import RenderRequest
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.edits import live_preview as module
from models.edits.live_preview import draft_resolution, drafted, enlarged, live_preview
from models.edits.preview import preview
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.layers import upsampled
from models.images import picture_of, to_uint8
from tests.support.diffusion import diffusion_generator
from tests.support.generators import random_generator

SCENE = Scene(seed=3, prompt=Prompt("a lit lamp", steps=6, guidance=2.0))
EDIT = UnitEdit("a", "A", (UnitId("mid_block.resnets.0.conv2", 3),), 0.0)


@pytest.fixture(scope="module")
def sampling():
    return diffusion_generator()


def rough_pictures(generator, request, monkeypatch, after=0.0):
    monkeypatch.setattr(module, "ROUGH_AFTER", after)
    monkeypatch.setattr(module, "ROUGH_EVERY", 0.0)
    rough = []
    picture = live_preview(generator, request, lambda *told: rough.append(told))
    return picture, rough


def test_it_is_the_preview(sampling, monkeypatch):
    request = RenderRequest(SCENE, Recipe(sampling.info.fingerprint, (EDIT,)))
    picture, rough = rough_pictures(sampling, request, monkeypatch)
    np.testing.assert_array_equal(picture, to_uint8(preview(sampling, request)))
    assert [told[1:] for told in rough] == [(number, 6) for number in range(1, 6)]
    assert all(told[0].shape == picture.shape and told[0].dtype == np.uint8 for told in rough)


def test_what_is_quick_has_no_rough_pictures(sampling, monkeypatch):
    request = RenderRequest(SCENE, Recipe(sampling.info.fingerprint))
    assert rough_pictures(sampling, request, monkeypatch, after=1000.0)[1] == []


def test_a_generator_that_does_not_sample_is_drawn_at_once(monkeypatch):
    generator = random_generator(seed=1)
    request = RenderRequest(Scene(0), Recipe(generator.info.fingerprint), draft=True)
    picture, rough = rough_pictures(generator, request, monkeypatch)
    np.testing.assert_array_equal(picture, to_uint8(preview(generator, request)))
    assert rough == []


def test_a_small_picture_is_decoded_without_the_decoder(sampling, monkeypatch):
    request = RenderRequest(SCENE, Recipe(sampling.info.fingerprint), small=True)
    whole = live_preview(sampling, replace(request, small=False), lambda *_: None)
    live_preview(sampling, request, lambda *_: None)  # the linear map is fitted by the decoder, once

    def decoded(_latents):
        raise MemoryError

    monkeypatch.setattr(sampling.decoder, "raw", decoded)
    small = live_preview(sampling, request, lambda *_: None)
    assert small.shape == whole.shape
    assert small.dtype == np.uint8


def test_a_draft_is_drawn_in_fewer_steps(sampling):
    scene = Scene(seed=3, prompt=Prompt("a lit lamp", steps=16, guidance=1.0))
    request = RenderRequest(scene, Recipe(sampling.info.fingerprint), draft=True)
    drawn = live_preview(sampling, request, lambda *_: None)
    np.testing.assert_array_equal(drawn, live_preview(sampling, drafted(request), lambda *_: None))
    assert drafted(request).scene.prompt.steps == 4


@pytest.mark.parametrize(("steps", "fewer"), [(50, 12), (12, 4), (3, 3)])
def test_a_draft_has_fewer_steps(steps, fewer):
    request = RenderRequest(Scene(1, prompt=Prompt("a lamp", steps=steps)), Recipe(Fingerprint("", "")), draft=True)
    assert drafted(request).scene.prompt == Prompt("a lamp", steps=fewer)


def test_rough_pictures_are_enlarged():
    picture = torch.zeros(4, 5, 3, dtype=torch.uint8).numpy()
    assert enlarged(picture, 8).shape == (32, 40, 3)


# ------------------------------------------------------------------------------------------------ pictures that grow
GROWING = StyleGAN2Config(z_dim=6, w_dim=8, channels=(6, 5, 4, 4, 3, 3, 3), mapping_layers=2)  # 256 x 256


@pytest.fixture(scope="module")
def growing():
    return random_generator(GROWING, seed=1)


def recipe_at(generator, *layers, gain=0.3):
    edits = (UnitEdit(name, name, (UnitId(name, 1),), gain) for name in layers)
    return Recipe(generator.info.fingerprint, tuple(edits))


def summed_rgbs(generator, recipe, side):
    """The RGBs of the layers up to a size, summed up by hand."""
    synthesis, total = generator.synthesis, None
    styles = generator.changed(synthesis.styles(generator.ws(SKETCHED)), recipe.changes())
    for number, state in enumerate(generator._states(SKETCHED, styles)):
        name = synthesis.layer_names[number - 1] if number else ""
        if name.endswith("torgb"):
            rgb = synthesis.layer(name)(state.x, styles[name], None)
            total = rgb if total is None else upsampled(total, synthesis.block(name).resample_filter) + rgb
            if rgb.shape[-1] == side:
                return total
    raise AssertionError(f"no RGB of {side}")


SKETCHED = Scene(4, psi=0.9)


@pytest.mark.parametrize(("layers", "side"), [(["b8.conv1"], 64), (["b8.conv1", "b128.conv0"], 128), ([], 64)])
def test_a_draft_is_the_sum_of_the_rgbs_up_to_its_size(growing, layers, side):
    recipe = recipe_at(growing, *layers)
    request = RenderRequest(SKETCHED, recipe, draft=True)
    partial = to_uint8(picture_of(summed_rgbs(growing, recipe, side)))
    draft = live_preview(growing, request, lambda *_: None)
    np.testing.assert_array_equal(draft, enlarged(partial, 256 // side))
    assert draft.shape == (256, 256, 3)


def test_a_draft_has_every_layer_that_is_edited(growing):
    neutral = recipe_at(growing, "b8.conv1", "b256.conv1", gain=1.0)
    assert draft_resolution(growing.info, neutral) == 256, "also where a slider passes its middle"
    off = tuple(replace(edit, enabled=False) for edit in neutral.edits)
    assert draft_resolution(growing.info, replace(neutral, edits=off)) == 64


def test_whole_pictures_are_the_same_after_any_drafts(growing):
    """What is kept of the pictures before must never show."""
    draws = np.random.default_rng(0)
    layers = ["b4.conv1", "b16.conv0", "b64.conv1", "b64.torgb", "b128.conv1"]
    for gain in (0.5, 0.6, 0.7, 1.0, 0.2, 0.2, 0.9, 1.5, 1.6, 1.7):
        names = draws.choice(layers, draws.integers(1, 3), replace=False)
        scene = replace(SKETCHED, seed=int(draws.integers(2)), noise=str(draws.choice(["const", "random"])))
        for draft in (True, False):
            request = RenderRequest(scene, recipe_at(growing, *names, gain=gain), draft)
            picture = live_preview(growing, request, lambda *_: None)
        fresh = growing.raw([request.scene], request.recipe.changes())
        np.testing.assert_array_equal(picture, to_uint8(picture_of(fresh)))


def test_a_slider_that_moves_runs_only_the_layers_from_its_own_on(growing, monkeypatch):
    ran, step = [], growing.synthesis.step
    monkeypatch.setattr(
        growing.synthesis, "step", lambda name, *given, **named: (ran.append(name), step(name, *given, **named))[1]
    )
    for gain in (0.9, 0.8, 0.7):
        ran.clear()
        live_preview(
            growing, RenderRequest(SKETCHED, recipe_at(growing, "b32.conv1", gain=gain), True), lambda *_: None
        )
    assert ran == ["b32.conv1", "b32.torgb", "b64.conv0", "b64.conv1", "b64.torgb"]


def test_a_picture_that_grows_is_seen_roughly_on_the_way(growing, monkeypatch):
    request = RenderRequest(SKETCHED, recipe_at(growing, "b8.conv1"))
    picture, rough = rough_pictures(growing, request, monkeypatch)
    assert [told[1:] for told in rough] == [(64, 256), (128, 256)]
    draft = live_preview(growing, replace(request, draft=True), lambda *_: None)
    np.testing.assert_array_equal(rough[0][0], draft)
    assert all(told[0].shape == picture.shape for told in rough)


@pytest.mark.parametrize("architecture", ["resnet", "orig"])
def test_without_small_rgbs_a_draft_is_the_picture(architecture, monkeypatch):
    generator = random_generator(replace(GROWING, architecture=architecture), seed=1)
    assert not generator.info.grows
    request = RenderRequest(SKETCHED, recipe_at(generator, "b8.conv1"), draft=True)
    picture, rough = rough_pictures(generator, request, monkeypatch)
    np.testing.assert_array_equal(picture, to_uint8(preview(generator, request)))
    assert rough == []
