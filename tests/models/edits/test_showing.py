"""Animations and sheets of a generator's pictures."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from PIL import Image

from models.document.concept import ConceptEdit, Pair
from models.document.errors import UnlitError
from models.document.pictures import read_recipe_from_png
from models.document.recipe import Recipe, UnitEdit
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.document.sweep import SweepRequest
from models.document.units import UnitId
from models.edits.preview import preview
from models.edits.showing import before_and_after, sheet_steps, sweep_steps
from models.images import to_uint8
from tests.support.generators import random_generator

SCENES = (Scene(0), Scene(1), Scene(2))


@cache
def generator():
    return random_generator(seed=4)


def recipe(gain=0.5):
    units = (UnitId("b8.conv1", 1), UnitId("b16.conv0", 2))
    return Recipe(generator().info.fingerprint, (UnitEdit("a", "Lamp", units, gain),))


def picture(made, scene):
    return to_uint8(preview(generator(), RenderRequest(scene, made))).astype(int)


def test_a_sweep_s_frames_are_the_pictures_at_its_gains(tmp_path):
    request, path = SweepRequest(recipe(), "a", SCENES[:1], 0.0, 2.0, seconds=0.4, back=True), tmp_path / "a.gif"
    steps = list(sweep_steps(generator(), request, path))
    assert steps == [(n, 12) for n in range(1, 13)]
    with Image.open(path) as gif:
        assert (gif.n_frames, gif.size) == (10, (256, 256))
        for place, gain in ((0, 0.0), (5, 2.0)):
            gif.seek(place)
            shown = np.asarray(gif.convert("RGB").resize((16, 16), Image.Resampling.BOX)).astype(int)
            assert np.abs(shown - picture(recipe(gain), SCENES[0])).mean() < 6


def test_several_scenes_stand_side_by_side(tmp_path):
    request, path = SweepRequest(recipe(), "a", SCENES, seconds=0.1), tmp_path / "a.gif"
    *_, (done, total) = sweep_steps(generator(), request, path)
    assert done == total == 2 * (3 + 1)
    with Image.open(path) as gif:
        assert gif.size == (2 * 160 + 3 * 4, 2 * 160 + 3 * 4)


def test_only_sliders_of_units_are_swept(tmp_path):
    words = ConceptEdit("c", "Words", "replace", (Pair("lit", "unlit"),))
    request = SweepRequest(recipe().with_edit(words), "c", SCENES)
    with pytest.raises(UnlitError, match="slider of units"):
        next(sweep_steps(generator(), request, tmp_path / "a.gif"))


def test_a_sweep_that_is_stopped_leaves_nothing(tmp_path):
    steps = sweep_steps(generator(), SweepRequest(recipe(), "a", SCENES[:1], seconds=0.2), tmp_path / "a.gif")
    for _ in range(8):  # the frames are drawn, and being written
        next(steps)
    steps.close()
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_has_every_scene_before_and_after_and_carries_the_recipe(tmp_path):
    path = tmp_path / "s.png"
    assert [*sheet_steps(generator(), recipe(0.0), SCENES, path)][-1] == (6, 6)
    assert read_recipe_from_png(path) == recipe(0.0)
    sheet = np.asarray(Image.open(path)).astype(int)
    assert sheet.shape == (2 * 160 + 12, 3 * 160 + 16, 3)
    for column, scene in enumerate(SCENES):
        for row, made in enumerate((Recipe(recipe().base), recipe(0.0))):
            top, left = 4 + 164 * row, 4 + 164 * column
            assert np.array_equal(sheet[top : top + 160 : 10, left : left + 160 : 10], picture(made, scene))


@pytest.mark.parametrize(("count", "rows", "columns"), [(1, 2, 1), (8, 2, 8), (9, 4, 5), (17, 6, 6)])
def test_long_sheets_have_rows_of_about_one_length(count, rows, columns):
    pairs = [(np.full((160, 160, 3), 100, np.uint8), np.full((160, 160, 3), 200, np.uint8))] * count
    sheet = before_and_after(pairs)
    assert sheet.shape[:2] == (rows * 164 + 4, columns * 164 + 4)
    assert [sheet[84 + 164 * row, 84, 0] for row in range(rows)] == [100, 200] * (rows // 2)


def test_pictures_of_several_sizes_are_shown_as_large_as_the_first():
    small, large = np.zeros((16, 16, 3), np.uint8), np.zeros((32, 48, 3), np.uint8)
    assert before_and_after([(large, large), (small, small)]).shape[:2] == (2 * (32 * 4 + 4) + 4, 2 * (48 * 4 + 4) + 4)
