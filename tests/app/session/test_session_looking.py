"""Where words look, and pictures that are asked for with words, without widgets."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from app.engine.fake import INFO, FakeEngine
from app.engine.protocol.message import Frame
from app.engine.protocol.to_engine import LookAtWords, Render
from app.engine.protocol.to_studio import Cancelled, Failed, Rendering, WordMap, WordMaps
from app.session.document import active_scene, region_of, with_active_scene, with_edit, with_units
from app.studio import Studio
from models.document.region import Region
from models.document.scene import Prompt
from models.document.units import UnitId

PROMPT = Prompt("a lit lamp's glow, a bed!", steps=12)


@pytest.fixture
def engine(qapp):
    return FakeEngine(replace(INFO, prompts=True, defaults=PROMPT))


@pytest.fixture
def looking(studio):
    return studio.looking


def test_first_scenes_ask_as_the_generator_is_asked(studio):
    assert [scene.prompt for scene in studio.session.project.scenes] == [PROMPT] * 3
    assert [scene.seed for scene in studio.session.project.scenes] == [0, 1, 2]


def test_words_are_those_with_letters(looking):
    assert looking.words == ("a", "lit", "lamp's", "glow", "a", "bed")
    assert looking.region is None


def test_a_word_is_looked_at_once(looking, engine):
    looking.choose(1)
    assert looking.words == ("a", "lit", "lamp's", "glow,", "a", "bed!"), "as the generator divides it"
    assert looking.region.levels()[:, 1].all()
    looking.choose(3)
    assert looking.region.levels()[:, 3].all()
    assert len(engine.sent_of(LookAtWords)) == 1


def test_a_word_becomes_the_region(looking, studio):
    looking.choose(1)
    looking.use_as_region()
    mask = region_of(studio.session.project, active_scene(studio.session.project)).levels()
    assert np.array_equal(np.flatnonzero(mask.any(0)), [1])
    assert looking.chosen == -1
    studio.session.undo_stack.undo()
    assert not studio.session.project.painted


def test_places_that_the_word_hardly_looks_at_are_not_painted(looking, studio, engine):
    levels = np.linspace(0, 200, 64, dtype=np.uint8)[None].repeat(64, 0)
    maps = (WordMap("a", Region.from_mask(levels)),)
    engine.answers[LookAtWords] = lambda m: [(WordMaps(m.epoch, m.job, m.scene, maps), None)]
    looking.choose(0)
    looking.use_as_region()
    mask = region_of(studio.session.project, active_scene(studio.session.project)).levels()
    assert mask[0, 63] == 255
    assert mask[0, 32] == 0


def test_another_prompt_lets_the_word_go(looking, studio, engine):
    looking.choose(1)
    scene = replace(active_scene(studio.session.project), prompt=Prompt("a bed"))
    studio.session.do("Change prompt", lambda project: with_active_scene(project, scene))
    assert looking.chosen == -1
    assert looking.region is None
    assert looking.words == ("a", "bed")


def test_a_word_that_is_divided_otherwise_is_found_again(looking, engine):
    region = Region.from_mask(np.full((64, 64), 255, np.uint8))
    maps = tuple(WordMap(word, region) for word in ("a", "lit", "lamp", "'s", "glow", "a", "bed"))
    engine.answers[LookAtWords] = lambda m: [(WordMaps(m.epoch, m.job, m.scene, maps), None)]
    looking.choose(4)
    assert looking.chosen == 5, "the second “a”"


def test_stopped_and_failed_show_nothing(looking, engine):
    problems = []
    looking.problem.connect(lambda error: problems.append(error.sentence))
    engine.answers[LookAtWords] = lambda m: [(Cancelled(m.epoch, m.job), None)]
    looking.choose(1)
    assert looking.chosen == -1
    engine.answers[LookAtWords] = lambda m: [(Failed(m.epoch, "input", "No.", job=m.job), None)]
    looking.choose(1)
    assert problems == ["No."]
    assert not looking.is_running


def test_a_drag_asks_for_drafts_and_its_end_for_the_picture(studio, engine):
    studio.session.do("Add", lambda project: with_units(project, (UnitId("b8.conv1", 1),), "Lamp"))
    edit = studio.session.project.recipe.edits[0]
    engine.sent.clear()
    studio.session.move(lambda project: with_edit(project, replace(edit, gain=0.5)))
    drafts = [m.request.draft for m in engine.sent_of(Render) if m.slot == "canvas"]
    studio.session.settle("Move slider")
    assert drafts == [True]
    assert [m.request.draft for m in engine.sent_of(Render) if m.slot == "canvas"] == [True, False]


def test_rough_pictures_of_what_is_asked_are_passed_on(studio, engine):
    rough, frame = [], Frame(64, 64)
    studio.live.rough.connect(rough.append)
    engine.answers[Render] = lambda m: ()
    studio.session.note(lambda project: replace(project, active=1))
    asked = [m for m in engine.sent_of(Render) if m.slot == "canvas"][-1]
    picture = np.zeros((64, 64, 3), np.uint8)
    engine.deliver(Rendering(asked.epoch, "canvas", asked.serial - 1, 3, 12, frame), picture)
    assert rough == []
    engine.deliver(Rendering(asked.epoch, "canvas", asked.serial, 3, 12, frame), picture)
    assert len(rough) == 1


def test_a_studio_with_nothing_open_has_no_words(qapp):
    assert Studio(FakeEngine()).looking.words == ()
