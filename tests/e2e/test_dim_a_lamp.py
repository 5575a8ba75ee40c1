"""From the welcome view to a dimmed lamp, a saved generator, and back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from models.document.ranking import Ranking

pytestmark = pytest.mark.slow


def brightness(picture: np.ndarray, weights: np.ndarray) -> float:
    """The mean level in [0, 1] where the weights are."""
    return float((picture.mean(2) / 255 * weights).sum() / weights.sum())


def fall(before: np.ndarray, after: np.ndarray, mask: np.ndarray) -> tuple[float, float]:
    """By how much it became darker inside and outside a mask."""
    inside = brightness(before, mask) - brightness(after, mask)
    return inside, brightness(before, 1 - mask) - brightness(after, 1 - mask)


def finds_the_lamp(person) -> np.ndarray:
    """Opens the sample room, paints a lamp, searches; returns what is painted."""
    person.clicks("Open the sample room")
    mask = person.paints_the_lamp()
    assert 0.001 < mask.mean() < 0.2
    person.clicks("Find what makes this")
    person.waits(lambda: person.window.studio.searching.is_running is False and person.sliders())
    return mask


def test_a_person_dims_a_lamp_saves_the_generator_and_finds_the_picture_again(person):
    mask = finds_the_lamp(person)
    before = person.sees()
    person.drags_slider(person.slider(), to=0.0)
    after = person.sees()
    inside, outside = fall(before, after, mask)
    assert inside > 0.1
    assert inside > 5 * abs(outside)

    target = person.saves_the_generator(person.folder / "unlit room.safetensors")
    person.waits(lambda: person.reads("Saved and checked"))
    assert target.exists()

    person._monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    scene = person.window.studio.session.project.scenes[0]
    person.will_open(target)
    person.presses(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    person.waits(lambda: person.window.studio.session.project.generator_path == str(target))
    while person.window.studio.session.project.scenes[person.window.studio.session.project.active].seed != scene.seed:
        person.clicks("Add a scene")
    assert np.abs(person.sees().astype(int) - after).max() <= 1


def test_a_person_saves_the_project_and_opens_it_again(person):
    mask = finds_the_lamp(person)
    person.drags_slider(person.slider(), to=0.5)
    after, project = person.sees(), person.window.studio.session.project
    path = person.will_save_as(person.folder / "evening.unlit")
    person.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert path.exists()
    assert not person.window.studio.session.dirty
    person.presses(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert person.button("Open the sample room")
    person.will_open(path)
    person.clicks("Open a project…")
    person.waits(lambda: person.window.studio.session.is_open)
    assert person.window.studio.session.project == project
    assert np.array_equal(person.sees(), after)
    assert np.abs(person.window.canvas.mask() / 255.0 - mask).max() < 0.01


def test_a_person_paints_undoes_redoes_and_clears(person):
    person.clicks("Open the sample room")
    person.sees()
    find = person.button("Find what makes this")
    assert not find.isEnabled()
    person.paints([(20, 20), (30, 24)])
    painted = person.window.canvas.mask().copy()
    assert painted.max() == 255
    assert find.isEnabled()
    control = Qt.KeyboardModifier.ControlModifier
    person.presses(Qt.Key.Key_Z, control)
    assert not person.window.canvas.mask().any()
    assert not find.isEnabled()
    person.presses(Qt.Key.Key_Y, control)
    assert np.array_equal(person.window.canvas.mask(), painted)
    person.presses(Qt.Key.Key_D, control)
    assert not person.window.canvas.mask().any()


def test_a_drag_is_one_step_back_and_the_picture_is_exactly_as_before(person):
    finds_the_lamp(person)
    before = person.sees()
    person.drags_slider(person.slider(), to=1.8)
    assert not np.array_equal(person.sees(), before)
    person.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person.window.studio.session.project.recipe.edits[0].gain == 1.0
    assert np.array_equal(person.sees(), before)


def test_holding_the_backslash_shows_the_picture_before(person):
    finds_the_lamp(person)
    person.drags_slider(person.slider(), to=0.0)
    person.sees()
    person.holds(Qt.Key.Key_Backslash)
    assert person.window.canvas.shows_before()
    person.lets_go(Qt.Key.Key_Backslash)
    assert not person.window.canvas.shows_before()


def test_cancelling_a_search_keeps_what_was_found(person):
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person.clicks("Options")
    person.clicks("Try every part, however long it takes")
    found: list[Ranking] = []
    person.window.studio.searching.found.connect(found.append)
    person.clicks("Find what makes this")
    person.waits(lambda: bool(found))
    person.presses(Qt.Key.Key_Escape)
    person.waits(lambda: not person.window.studio.searching.is_running)
    ranking = person.window.studio.session.project.rankings[-1]
    assert not ranking.complete
    assert 0 < ranking.exact < person.window.studio.session.info.unit_count


def test_the_engine_is_killed_during_a_search_and_nothing_is_lost(person):
    person.clicks("Open the sample room")
    mask = person.paints_the_lamp()
    picture = person.sees()
    person.clicks("Find what makes this")
    person.waits(lambda: person.window.studio.searching.is_running)
    person.window.studio.engine.stop_now()
    person.waits(lambda: not person.window.studio.searching.is_running)
    assert np.abs(person.window.canvas.mask() / 255.0 - mask).max() < 0.01
    assert np.array_equal(person.sees(), picture)
    person.waits(lambda: person.button("Find what makes this").isEnabled())
    person.clicks("Find what makes this")
    person.waits(lambda: not person.window.studio.searching.is_running and person.sliders())
    assert person.window.studio.session.project.rankings[-1].complete


def test_two_hundred_rapid_slider_moves_end_with_the_last_one(person):
    finds_the_lamp(person)
    session, live = person.window.studio.session, person.window.studio.live
    shown: list[float] = []
    live.canvas.connect(lambda *_: shown.append(session.project.recipe.edits[0].gain))
    track = person.slider()
    for i in range(200):
        track.setSliderDown(True)
        track.setValue(i)
    track.setSliderDown(False)
    last = person.sees()
    assert session.project.recipe.edits[0].gain == pytest.approx(1.99)
    count = len(shown)
    person.qtbot.wait(300)
    assert np.array_equal(person.sees(), last)
    assert len(shown) == count, "a frame came after the last one"


def test_the_same_edit_is_seen_on_other_scenes(person):
    finds_the_lamp(person)
    pictures: dict[int, list[np.ndarray]] = {}
    person.window.studio.live.scene.connect(lambda index, picture: pictures.setdefault(index, []).append(picture))
    person.drags_slider(person.slider(), to=0.0)
    count = len(person.window.studio.session.project.scenes)
    assert count >= 8
    person.waits(lambda: all(person.window.studio.live.current(f"scene {i}") for i in range(1, count)))
    assert set(range(count)) <= set(pictures)


def test_a_researcher_adds_a_part_by_its_name_in_another_program(person):
    person.clicks("Open the sample room")
    before = person.sees()
    person._monkeypatch.setattr("app.dialogs.questions.ask_units", lambda *_: "layer7/73, convs.7/2")
    person.presses(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    (edit,) = person.window.studio.session.project.recipe.edits
    assert [str(unit) for unit in edit.units] == ["b32.conv0/73", "b64.conv1/2"]
    person.waits(lambda: person.sliders())
    person.drags_slider(person.slider(), to=0.0)
    assert not np.array_equal(person.sees(), before)
    person._monkeypatch.setattr("app.dialogs.questions.ask_units", lambda *_: "layer99/1")
    person.presses(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert person.reads("no layer")
    assert len(person.window.studio.session.project.recipe.edits) == 1
