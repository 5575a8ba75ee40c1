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
from models.edits.live_preview import drafted, enlarged, live_preview
from models.edits.preview import preview
from models.images import to_uint8
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
