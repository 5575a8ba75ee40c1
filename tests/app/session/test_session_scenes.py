"""Scenes of a project: named, pinned, moved, drawn by chance, gone between."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.engine.fake import INFO
from app.engine.protocol.to_engine import Render
from app.session.document import active_scene, new_project, painted, region_of, with_active_scene, without_scene
from app.session.scenes import (
    can_lead_to,
    label_of,
    moved,
    title_of,
    with_name,
    with_part,
    with_pin,
    with_psi,
    with_random_scenes,
    with_scene_between,
    with_seeds,
)
from models.document.formats import decode, encode
from models.document.project import Project
from models.document.scene import Scene, Toward

PROJECT = new_project("rooms.safetensors", INFO)
COUNT = len(PROJECT.scenes)
MASK = np.eye(64, dtype=np.uint8) * 255
places = st.integers(0, COUNT - 1)


@given(index=places, name=st.text(max_size=20), pinned=st.booleans())
def test_names_and_pins_are_kept_with_the_project(index, name, pinned):
    project = with_pin(with_name(PROJECT, index, name), index, pinned)
    scene = project.scenes[index]
    assert (label_of(project, scene).name, label_of(project, scene).pinned) == (name, pinned)
    assert title_of(project, scene) == (name or scene.title)
    assert decode("project", encode("project", project), Project) == project
    assert with_pin(with_name(project, index, ""), index, False) == PROJECT, "nothing said leaves nothing"


def test_a_label_stays_with_its_scene():
    project = with_name(PROJECT, 0, "Evening")
    changed = with_active_scene(project, replace(project.scenes[0], psi=0.3))
    assert title_of(changed, changed.scenes[0]) == "Evening"
    assert without_scene(project, 0).labels == ()
    assert title_of(without_scene(project, 1), project.scenes[0]) == "Evening"


@given(index=places, to=places, active=places)
def test_moving_a_scene_keeps_all_and_the_active_one(index, to, active):
    before = replace(PROJECT, active=active)
    after = moved(before, index, to)
    assert after.scenes[to] == before.scenes[index]
    assert sorted(scene.seed for scene in after.scenes) == sorted(scene.seed for scene in before.scenes)
    assert active_scene(after) == active_scene(before)
    assert moved(after, to, index) == before


@given(seed=st.integers(0, 2**32), active=places, pinned=places, named=places)
def test_chance_leaves_what_is_pinned_named_painted_or_shown(seed, active, pinned, named):
    project = painted(replace(PROJECT, active=(active + 1) % COUNT), MASK)
    project = with_name(with_pin(replace(project, active=active), pinned, True), named, "Mine")
    after = with_random_scenes(project, Random(seed))
    kept = {active, (active + 1) % COUNT, pinned, named}
    assert len(set(after.scenes)) == COUNT
    for place in range(COUNT):
        assert (after.scenes[place] == project.scenes[place]) == (place in kept)
        assert after.scenes[place].psi == project.scenes[place].psi


def test_picked_seeds_are_added_once_and_look_like_the_active_scene():
    project = with_seeds(with_psi(PROJECT, 0.4), (40, 2, 41, 40))
    assert [scene.seed for scene in project.scenes[COUNT:]] == [40, 2, 41], "seed 2 is there at another truncation"
    assert {scene.psi for scene in project.scenes[COUNT:]} == {0.4}
    assert active_scene(project).seed == 40
    assert with_seeds(PROJECT, (1, 2)) == PROJECT


@given(part=st.floats(0, 1))
def test_a_scene_between_two_is_described_by_both(part):
    project = with_scene_between(PROJECT, 3)
    assert active_scene(project) == replace(PROJECT.scenes[0], toward=Toward(3, 0.5))
    on = with_part(project, part)
    assert active_scene(on).ends() == (PROJECT.scenes[0], PROJECT.scenes[3])
    assert len(on.scenes) == COUNT + 1
    assert decode("project", encode("project", on), Project) == on


def test_a_way_leads_from_seed_to_seed_alone():
    project = with_scene_between(PROJECT, 3)
    assert not any(can_lead_to(project, index) for index in range(COUNT + 1)), "the active one is on a way"
    back = replace(project, active=0)
    assert [can_lead_to(back, index) for index in (0, 1, COUNT)] == [False, True, False]


def test_paint_stays_while_the_variety_is_changed():
    project = with_psi(painted(PROJECT, MASK), 0.2)
    assert active_scene(project).psi == 0.2
    assert region_of(project, active_scene(project)) is not None


def test_a_slider_passes_over_a_scene_that_is_there():
    twin = with_seeds(with_psi(PROJECT, 0.5), (0,))
    assert twin.scenes[0].psi == 0.5
    project = replace(twin, scenes=(*PROJECT.scenes, Scene(0, 0.5)), active=0)
    assert with_psi(project, 0.5) == project
    assert active_scene(with_psi(project, 0.51)).psi == 0.51


# ---------------------------------------------------------------------------------------------------- pictures
def test_while_the_variety_is_dragged_each_picture_that_comes_is_shown(studio, engine):
    shown = []
    studio.live.canvas.connect(lambda *_: shown.append(1))
    engine.holding = True
    for psi in (0.6, 0.5, 0.4):
        studio.session.move(lambda project, psi=psi: with_psi(project, psi))
    asked = [m.request.scene.psi for m in engine.sent_of(Render) if m.slot == "canvas"][-3:]
    assert asked == [0.6, 0.5, 0.4]
    engine.let_go()
    studio.session.settle("Change variety")
    assert len(shown) == 3, "the first two are not thrown away"
    assert studio.session.undo_stack.undoText() == "Change variety"
    studio.session.undo_stack.undo()
    assert active_scene(studio.session.project).psi == INFO.truncation
