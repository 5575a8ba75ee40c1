"""Changes of a project as pure functions."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.engine.fake import INFO
from app.session.document import (
    active_scene,
    by_hand,
    evidence,
    keep_of,
    new_project,
    next_seed,
    painted,
    region_of,
    scenes_to_look_on,
    used_units,
    with_active_scene,
    with_found,
    with_keep,
    with_scene,
    with_units,
    without_scene,
)
from models.document.ranking import PaintedScene
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


def test_what_is_to_stay_is_no_evidence():
    project = with_keep(PROJECT, MASK)
    assert keep_of(project, PROJECT.scenes[0]) is not None
    assert region_of(project, PROJECT.scenes[0]) is None
    assert evidence(project) == ()
    assert with_keep(project, MASK * 0).painted == ()


def test_the_region_and_what_is_to_stay_do_not_disturb_each_other():
    project = painted(with_keep(PROJECT, MASK), MASK[::-1].copy())
    (both,) = evidence(project)
    assert np.array_equal(both.region.levels(), MASK[::-1])
    assert both.keep is not None
    assert np.array_equal(both.keep.levels(), MASK)
    assert evidence(painted(project, MASK * 0)) == ()
    assert keep_of(painted(project, MASK * 0), PROJECT.scenes[0]) == both.keep
    assert region_of(with_keep(project, MASK * 0), PROJECT.scenes[0]) == both.region


def found_on(project, *indices, seeds=()):
    region = evidence(project)[0].region
    scenes = [project.scenes[i] for i in indices] + [Scene(seed) for seed in seeds]
    return [PaintedScene(scene, region, transferred=True) for scene in scenes]


def test_what_is_found_is_evidence_and_its_new_scenes_are_shown():
    project = painted(PROJECT, MASK)
    project = with_found(project, found_on(project, 2, seeds=[99]))
    assert project.scenes == (*PROJECT.scenes, Scene(99))
    assert project.active == 0
    assert [each.transferred for each in evidence(project)] == [False, True, True]
    assert [each.scene for each in by_hand(project)] == [PROJECT.scenes[0]]


def test_what_is_found_next_replaces_what_was_found_before_but_nothing_painted():
    project = painted(PROJECT, MASK)
    project = with_keep(replace(project, active=3), MASK)
    project = with_found(project, found_on(project, 2, 3))
    assert keep_of(project, PROJECT.scenes[3]) is not None, "what is to stay stays where the thing is found"
    project = with_found(project, found_on(project, 4))
    assert {each.scene for each in evidence(project)} == {PROJECT.scenes[0], PROJECT.scenes[4]}
    assert keep_of(project, PROJECT.scenes[3]) is not None


def test_painting_on_what_was_found_makes_it_ones_own():
    project = painted(PROJECT, MASK)
    project = with_found(project, found_on(project, 2))
    project = painted(replace(project, active=2), MASK[::-1].copy())
    assert not any(each.transferred for each in evidence(project))
    assert with_found(project, []) == project


def test_where_else_to_look_begins_with_the_scenes_that_are_there():
    project = painted(replace(PROJECT, active=3), MASK)
    scenes = scenes_to_look_on(project, 2)
    assert scenes[:7] == tuple(scene for scene in PROJECT.scenes if scene != PROJECT.scenes[3])
    assert [scene.seed for scene in scenes[7:]] == [8, 9]
    again = with_found(project, found_on(project, 0, seeds=[8]))
    assert scenes_to_look_on(again, 2)[:8] == (*scenes[:7], Scene(8)), "the same again"


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
