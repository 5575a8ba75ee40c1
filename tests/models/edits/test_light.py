"""The colour of light: off + (lit - off) * colour, on the picture."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import torch

from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit
from models.document.region import Region
from models.document.render import RenderRequest
from models.document.scene import Prompt, Scene
from models.document.units import UnitId
from models.edits.bake import bake
from models.edits.live_preview import live_preview
from models.edits.preview import preview, preview_raw
from models.images import to_uint8
from tests.support.diffusion import diffusion_generator
from tests.support.generators import random_generator
from tests.support.sentences import assert_good_sentence

UNIT, OTHER = UnitId("b8.conv1", 1), UnitId("b16.conv0", 2)
AMBER = (1.0, 0.6, 0.2)


@cache
def generator():
    return random_generator(seed=4)


def edit(key="a", unit=UNIT, gain=1.0, **values):
    return UnitEdit(key, key, (unit,), gain, **values)


def raw(*edits):
    return preview_raw(generator(), RenderRequest(Scene(0), Recipe(generator().info.fingerprint, edits)))


def expected(lit, off, colour):
    return off + (lit - off) * torch.tensor(colour)[:, None, None]


@pytest.mark.parametrize("gain", [1.0, 0.4, 2.0])
def test_what_the_units_put_into_the_picture_is_multiplied_with_the_colour(gain):
    shown = raw(edit(gain=gain, light=AMBER))
    torch.testing.assert_close(shown, expected(raw(edit(gain=gain)), raw(edit(gain=0.0)), AMBER), rtol=0, atol=1e-5)


def test_white_is_the_light_as_it_is_and_black_is_none():
    torch.testing.assert_close(raw(edit(light=(1.0, 1.0, 1.0))), raw())
    torch.testing.assert_close(raw(edit(gain=2.0, light=(0.0, 0.0, 0.0))), raw(edit(gain=0.0)), rtol=0, atol=1e-5)


def test_a_light_that_is_off_has_no_colour():
    assert torch.equal(raw(edit(gain=0.0, light=AMBER)), raw(edit(gain=0.0)))


def test_two_coloured_lights_add_whatever_their_order():
    first, second = edit(light=AMBER), edit("b", OTHER, 1.5, light=(0.1, 0.3, 1.0))
    both = raw(first, second)
    assert torch.equal(both, raw(second, first))
    lit = raw(edit(), edit("b", OTHER, 1.5))
    change = (expected(lit, raw(edit(gain=0.0), edit("b", OTHER, 1.5)), AMBER) - lit) + (
        expected(lit, raw(edit(), edit("b", OTHER, 0.0)), (0.1, 0.3, 1.0)) - lit
    )
    torch.testing.assert_close(both, lit + change, rtol=0, atol=1e-5)


def test_only_in_the_region_of_its_edit():
    mask = np.zeros((16, 16), np.float32)
    mask[:, :4] = 1
    region = Region.from_mask(mask)
    shown = raw(edit(light=AMBER, region=region))
    torch.testing.assert_close(shown, expected(raw(), raw(edit(gain=0.0, region=region)), AMBER), rtol=0, atol=1e-5)


def test_a_bypassed_edit_colours_nothing():
    assert torch.equal(raw(edit(light=AMBER, enabled=False)), raw())


def test_it_is_of_pictures_and_cannot_be_baked():
    with pytest.raises(UnlitError, match="“a” gives its light a colour") as info:
        bake(generator(), Recipe(generator().info.fingerprint, (edit(light=AMBER),)))
    assert_good_sentence(info.value)


def test_a_preview_that_is_watched_has_it_too_and_rough_looks_are_of_the_lit_picture(monkeypatch):
    monkeypatch.setattr("models.edits.live_preview.ROUGH_AFTER", 0.0)
    monkeypatch.setattr("models.edits.live_preview.ROUGH_EVERY", 0.0)
    made = diffusion_generator()
    units = (UnitId("up_blocks.2.resnets.1.conv2", 7),)
    recipe = Recipe(made.info.fingerprint, (UnitEdit("a", "", units, 3.0, light=AMBER),))
    request = RenderRequest(Scene(1, prompt=Prompt("a lamp", steps=3)), recipe)
    looks: list[int] = []
    shown = live_preview(made, request, lambda _look, step, _total: looks.append(step))
    assert np.array_equal(shown, to_uint8(preview(made, request)))
    assert looks == [1, 2]
