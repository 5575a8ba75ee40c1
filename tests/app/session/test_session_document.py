"""Changes of a project as pure functions."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.engine.fake import INFO
from app.session.document import (
    active_scene,
    evidence,
    new_project,
    next_seed,
    painted,
    region_of,
    used_units,
    with_active_scene,
    with_scene,
    with_units,
    without_scene,
)
from models.document.scene import Scene
from models.document.units import UnitId

PROJECT = new_project("rooms.safetensors", INFO)
MASK = np.eye(64, dtype=np.uint8) * 255


def test_a_new_project_shows_eight_scenes_as_the_generator_is_usually_seen():
    assert [scene.seed for scene in PROJECT.scenes] == list(range(8))
    assert {scene.psi for scene in PROJECT.scenes} == {INFO.truncation}
    assert {scene.class_index for scene in PROJECT.scenes} == {None}
    assert new_project("x", replace(INFO, classes=3)).scenes[0].class_index == 0


def test_painting_belongs_to_the_active_scene():
    project = painted(PROJECT, MASK)
    region = region_of(project, PROJECT.scenes[0])
    assert region is not None
    assert np.array_equal(region.levels(), MASK)
    assert region_of(project, PROJECT.scenes[1]) is None
    assert painted(project, MASK * 0).painted == ()


def test_the_active_scene_comes_first_in_the_evidence():
    project = painted(PROJECT, MASK)
    project = painted(replace(project, active=3), MASK.T.copy())
    assert [each.scene for each in evidence(project)] == [PROJECT.scenes[3], PROJECT.scenes[0]]


@given(st.lists(st.integers(0, 20), max_size=20))
def test_there_is_always_an_active_scene(removals):
    project = with_scene(PROJECT, Scene(99))
    for index in removals:
        shown = active_scene(project)
        gone = project.scenes[index % len(project.scenes)]
        project = without_scene(project, index % len(project.scenes))
        assert len(project.scenes) >= 1
        assert 0 <= project.active < len(project.scenes)
        if gone != shown:
            assert active_scene(project) == shown


def test_changing_the_active_scene_keeps_its_paint():
    project = painted(PROJECT, MASK)
    changed = with_active_scene(project, Scene(77))
    assert active_scene(changed) == Scene(77)
    assert region_of(changed, Scene(77)) == region_of(project, PROJECT.scenes[0])
    assert PROJECT.scenes[0] not in changed.scenes
    shown = with_active_scene(project, PROJECT.scenes[5])
    assert shown.scenes == project.scenes
    assert shown.active == 5


def test_removing_a_scene_takes_its_paint_along():
    assert without_scene(painted(PROJECT, MASK), 0).painted == ()


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=5, unique=True))
def test_the_next_seed_is_a_new_one(seeds):
    project = replace(PROJECT, scenes=tuple(Scene(seed) for seed in seeds))
    assert next_seed(project) not in seeds
    assert 0 <= next_seed(project) < 2**32


def test_edits_get_keys_and_names_of_their_own():
    project = PROJECT
    for index in range(3):
        project = with_units(project, (UnitId("b8.conv1", index),), "Lamp")
    project = replace(project, recipe=project.recipe.without_edit("edit-2"))
    project = with_units(project, (UnitId("b8.conv1", 9),), "Lamp")
    keys = [edit.key for edit in project.recipe.edits]
    assert len(set(keys)) == 3
    assert used_units(project) == {UnitId("b8.conv1", index) for index in (0, 2, 9)}
    assert all(edit.changes_nothing for edit in project.recipe.edits)
