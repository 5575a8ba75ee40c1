"""A person asks for a room with words, sees where a word looks, finds the lamp by it, and saves the generator."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.dialogs import files

pytestmark = pytest.mark.slow

PATIENCE = 180_000
UNLIT = "a bedroom with an unlit red table lamp beside a green bed at night"


def opens_the_words(person) -> np.ndarray:
    """diffusers takes seconds to load."""
    person.clicks("Open the sample room of words")
    person.waits(lambda: person.window.prompt.isVisible(), PATIENCE)
    return person.sees()


def types_a_prompt(person, text: str) -> None:
    line = person.window.prompt.text
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_a_person_asks_for_another_room(person):
    before = opens_the_words(person)
    scene = person.window.studio.session.project.scenes[0]
    types_a_prompt(person, UNLIT)
    person.waits(lambda: person.window.studio.session.project.scenes[0].prompt.text == UNLIT)
    after = person.sees()
    assert after.mean() < before.mean(), "no lamp is lit"
    assert person.window.studio.looking.words[5] == "red"
    person.window.canvas.setFocus()
    person.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person.window.studio.session.project.scenes[0] == scene
    assert np.array_equal(person.sees(), before), "the same scene is the same picture"
    assert person.window.prompt.text.text() == scene.prompt.text


def test_a_person_finds_the_lamp_by_its_word_and_saves_the_generator(person, monkeypatch):
    before = opens_the_words(person)
    person.clicks("Where does “lamp” look?")
    person.waits(lambda: person.button("Use as region").isEnabled(), PATIENCE)
    assert person.window.canvas.glows()
    person.clicks("Use as region")
    painted = person.window.canvas.mask() > 0
    assert not person.window.canvas.glows()
    assert 0.01 < painted.mean() < 0.5
    assert before[painted].mean() > before[~painted].mean(), "the lamp is what is bright"

    person.clicks("Find what makes this")
    person.waits(lambda: not person.window.studio.searching.is_running, PATIENCE)
    ranking = person.window.studio.session.project.rankings[-1]
    assert ranking.complete
    assert ranking.units[0].share > ranking.chance
    person.drags_slider(person.slider(), to=0.0)
    dimmed = person.sees()
    change = np.abs(dimmed.astype(int) - before).mean(2)
    assert change[painted].mean() > change[~painted].mean()

    folder = person.saves_the_generator(person.folder / "dimmed")
    person.waits(lambda: person.reads("Saved and checked"), PATIENCE)
    scene = person.window.studio.session.project.scenes[0]
    monkeypatch.setattr(files, "ask_folder", lambda *_: folder)
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    person.window.actions_by_key["open_folder"].trigger()
    person.waits(lambda: person.window.studio.session.project.generator_path == str(folder), PATIENCE)
    person.sees()
    person.window.prompt.scene_changed.emit(scene)
    assert np.abs(person.sees().astype(int) - dimmed).max() <= 1
