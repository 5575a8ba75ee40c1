"""The generators that ship: they open, their scenes show a lamp, and the search finds its switch."""

from __future__ import annotations

import numpy as np
import pytest

from models.document.errors import UnlitError
from models.document.ranking import PaintedScene, RankRequest
from models.document.recipe import Recipe, UnitEdit
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.edits.export import export_generator
from models.edits.preview import preview
from models.images import to_uint8
from models.samples.catalogue import LAMP_ROOM, checkpoint_path, is_sample, sample_scenes
from models.samples.lamp_light import lamp_region
from models.samples.opening import open_checkpoint, open_generator
from models.search.ablation import ablated_picture
from models.search.ranking import rank
from tests.support.generators import CPU
from tests.support.sentences import assert_good_sentence


@pytest.fixture(scope="module")
def generator():
    return open_generator(LAMP_ROOM, CPU)


def shown(generator, scene, recipe=None) -> np.ndarray:
    recipe = recipe or Recipe(generator.info.fingerprint)
    return to_uint8(preview(generator, RenderRequest(scene, recipe)))


def test_its_card_says_what_it_is(generator):
    info = generator.info
    assert is_sample(LAMP_ROOM)
    assert info.resolution == generator.raw([Scene(0)]).shape[-1]
    assert info.name
    assert info.description
    assert info.license
    assert open_checkpoint(LAMP_ROOM).recipe is None


def test_a_lamp_is_lit_in_every_chosen_scene(generator):
    scenes = sample_scenes(LAMP_ROOM)
    assert len(scenes) == len(set(scenes)) >= 4
    for scene in scenes:
        region = lamp_region(shown(generator, scene))
        assert region is not None, scene
        assert 0.003 < region.area < 0.25


@pytest.mark.slow
def test_the_first_unit_found_is_the_lamp_s_switch(generator):
    evidence = []
    for scene in sample_scenes(LAMP_ROOM)[:2]:
        region = lamp_region(shown(generator, scene))
        evidence.append(PaintedScene(scene, region))
    *_, progress = rank(generator, RankRequest(tuple(evidence)))
    best = progress.ranking().units[0]
    assert best.inside > 5 * best.outside
    for painted in evidence:
        mask = painted.region.mask()
        before = shown(generator, painted.scene).mean(2)
        after = to_uint8(ablated_picture(generator, painted.scene, best.unit)).mean(2)
        drop = before - after
        inside, outside = np.average(drop, weights=mask), np.average(np.abs(drop), weights=1 - mask)
        assert inside > 20  # of 255
        assert inside > 5 * outside


def test_an_edited_copy_shows_what_the_preview_showed(generator, tmp_path):
    units = tuple(layer.unit_ids()[0] for layer in generator.info.layers if layer.kind == "conv")
    recipe = Recipe(generator.info.fingerprint, (UnitEdit("a", "Some", units, 0.5, 2.0),))
    scenes = sample_scenes(LAMP_ROOM)[:2]
    report = export_generator(generator, recipe, tmp_path / "edited.safetensors", scenes, checkpoint_path(LAMP_ROOM))
    assert report.largest_difference < 1e-4
    again = open_generator(str(tmp_path / "edited.safetensors"), CPU)
    difference = shown(again, scenes[0]).astype(int) - shown(generator, scenes[0], recipe)
    assert np.abs(difference).max() <= 1
    assert not np.array_equal(shown(again, scenes[0]), shown(generator, scenes[0]))


def test_the_bundled_file_itself_is_never_overwritten(generator):
    path = checkpoint_path(LAMP_ROOM)
    before = path.read_bytes()
    with pytest.raises(UnlitError, match="the file the generator was opened from") as info:
        export_generator(generator, Recipe(generator.info.fingerprint), path, (), path)
    assert_good_sentence(info.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["", "nothing", "../lamp_room", "lamp_room/../lamp_room", "lamp room", "/etc", "x\0y"])
def test_a_sample_that_does_not_exist_is_an_error(name):
    with pytest.raises(UnlitError, match="no sample generator") as info:
        checkpoint_path(f"sample:{name}")
    assert_good_sentence(info.value)


def test_a_path_begins_in_a_home_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert checkpoint_path("~/a.safetensors") == tmp_path / "a.safetensors"


def test_a_path_to_the_home_of_nobody_is_an_error():
    """A project from elsewhere names it."""
    with pytest.raises(UnlitError) as info:
        open_generator("~nobody-of-this-name/a.safetensors", CPU)
    assert_good_sentence(info.value)
