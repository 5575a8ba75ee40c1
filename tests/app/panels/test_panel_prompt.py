"""The prompt's panel: what is typed counts after a pause, and nothing a person types is disturbed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.panels.prompt import PromptPanel
from models.document.scene import Prompt, Scene

SCENE = Scene(3, prompt=Prompt("a lamp", "a rug", steps=12, guidance=5.0, scheduler="euler", width=64, height=64))


@pytest.fixture
def panel(qtbot):
    panel = PromptPanel(("ddim", "euler"))
    qtbot.addWidget(panel)
    panel.set_sizes(512, 8)
    panel.set_scene(SCENE)
    return panel


@pytest.fixture
def said(panel):
    said = []
    panel.scene_changed.connect(said.append)
    return said


def test_it_shows_a_scene_and_says_nothing(panel, said):
    assert panel.isVisible()
    shown = (panel.text.text(), panel.negative.text(), panel.seed.value(), panel.steps.value())
    assert shown == ("a lamp", "a rug", 3, 12)
    assert (panel.guidance.value(), panel.scheduler.currentData()) == (5.0, "euler")
    panel.set_scene(replace(SCENE, seed=4, prompt=Prompt("a bed")))
    assert panel.scheduler.currentData() == ""
    assert said == []


def test_it_is_hidden_for_scenes_without_a_prompt(panel):
    panel.set_scene(Scene(1))
    assert not panel.isVisible()


def test_typing_counts_once_after_a_pause(panel, said, qtbot):
    panel.text.setFocus()
    panel.text.end(False)
    QTest.keyClicks(panel.text, " at night")
    assert said == []
    qtbot.waitUntil(lambda: bool(said), timeout=3000)
    assert said == [replace(SCENE, prompt=replace(SCENE.prompt, text="a lamp at night"))]


def test_enter_counts_at_once(panel, said):
    QTest.keyClicks(panel.negative, "not ")
    QTest.keyClick(panel.negative, Qt.Key.Key_Return)
    assert [scene.prompt.negative for scene in said] == ["not a rug"]


def test_another_scene_drops_what_was_being_typed(panel, said, qtbot):
    QTest.keyClicks(panel.text, "x")
    panel.set_scene(replace(SCENE, seed=9))
    qtbot.wait(600)
    assert said == []
    assert panel.text.text() == "a lamp"


def test_numbers_and_the_scheduler_count(panel, said):
    panel.seed.setValue(8)
    panel.set_scene(said[-1])
    panel.steps.setValue(5)
    panel.set_scene(said[-1])
    panel.guidance.setValue(1.0)
    panel.set_scene(said[-1])
    panel.scheduler.activated.emit(panel.scheduler.findData("ddim"))
    prompt = replace(SCENE.prompt, steps=5, guidance=1.0)
    assert said == [
        replace(SCENE, seed=8),
        replace(SCENE, seed=8, prompt=replace(SCENE.prompt, steps=5)),
        replace(SCENE, seed=8, prompt=prompt),
    ], "the size is kept, and what did not change is not said"


def test_the_size_counts_in_the_steps_that_the_generator_can_do(panel, said):
    assert (panel.picture_width.value(), panel.picture_height.value()) == (64, 64)
    panel.picture_width.selectAll()
    QTest.keyClicks(panel.picture_width, "99")
    QTest.keyClick(panel.picture_width, Qt.Key.Key_Return)
    assert panel.picture_width.value() == 96
    panel.set_scene(said[-1])
    QTest.keyClick(panel.picture_height, Qt.Key.Key_Up)
    assert [(scene.prompt.width, scene.prompt.height) for scene in said] == [(96, 64), (96, 72)]
    assert panel.picture_width.maximum() % 8 == 0


def test_the_generator_s_own_size_is_not_said(panel, said):
    panel.set_scene(replace(SCENE, prompt=Prompt("a lamp")))
    assert (panel.picture_width.value(), panel.picture_height.value()) == (512, 512)
    panel.steps.setValue(5)
    assert (said[-1].prompt.width, said[-1].prompt.height) == (0, 0)
    panel.set_scene(said[-1])
    panel.picture_width.setValue(768)
    panel.set_scene(said[-1])
    panel.picture_width.setValue(512)
    assert [scene.prompt.width for scene in said[-2:]] == [768, 0]


def test_another_generator_has_another_size(panel):
    panel.set_scene(replace(SCENE, prompt=Prompt("a lamp")))
    panel.set_sizes(64, 0)
    panel.set_scene(replace(SCENE, prompt=Prompt("a lamp")))
    assert panel.picture_width.value() == 64
    assert not panel.picture_width.isEnabled(), "it has no choice"


def test_words_are_chips(panel, qtbot):
    words = panel.words
    words.set_words(("a", "lamp"))
    assert not words.use.isVisible()
    with qtbot.waitSignal(words.word_chosen) as chosen:
        QTest.mouseClick(words.chip(1), Qt.MouseButton.LeftButton)
    assert chosen.args == [1]
    words.set_chosen(1)
    assert words.use.isVisible()
    assert not words.use.isEnabled(), "it is not known yet where it looks"
    words.set_chosen(1, ready=True)
    with qtbot.waitSignal(words.region_wanted):
        QTest.mouseClick(words.use, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(words.word_chosen) as chosen:
        QTest.mouseClick(words.chip(1), Qt.MouseButton.LeftButton)
    assert chosen.args == [-1], "a second click lets go"
