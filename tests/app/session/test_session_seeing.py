"""What the generator sees is asked once a scene, without widgets."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from app.engine.protocol.to_engine import Cancel, LookAtScene
from app.engine.protocol.to_studio import Cancelled, Failed
from app.session.document import active_scene


@pytest.fixture
def seeing(studio):
    return studio.seeing


@pytest.fixture
def scene(studio):
    return active_scene(studio.session.project)


def test_a_scene_is_looked_at_and_remembered(seeing, scene, engine):
    seen = []
    seeing.seen.connect(seen.append)
    assert seeing.features(scene) is None
    seeing.ask(scene)
    assert seen == [scene]
    features = seeing.features(scene)
    assert features.shape == (2, 4, 4)
    assert np.array_equal(features[0, :, 0], np.ones(4))
    assert len(engine.sent_of(LookAtScene)) == 1


def test_what_takes_long_is_said_and_can_be_cancelled(seeing, scene, engine, qtbot):
    engine.holding = True
    with qtbot.waitSignal(seeing.running, timeout=5000) as said:
        seeing.ask(scene)
    assert said.args == [True]
    assert seeing.is_running
    with qtbot.waitSignal(seeing.running) as said:
        seeing.cancel()
    assert said.args == [False]
    assert seeing.features(scene) is None
    assert not seeing.is_running


def test_it_is_asked_once_while_it_is_under_way(seeing, scene, engine):
    engine.holding = True
    seeing.ask(scene)
    seeing.ask(scene)
    assert len(engine.sent_of(LookAtScene)) == 1
    engine.let_go()
    assert seeing.features(scene) is not None


def test_another_scene_goes_before_the_one_that_was_asked_first(seeing, scene, engine):
    engine.holding = True
    other = replace(scene, seed=99)
    seeing.ask(scene)
    seeing.ask(other)
    assert [message.job for message in engine.sent_of(Cancel)] == [engine.sent_of(LookAtScene)[0].job]
    engine.let_go()
    assert seeing.features(other) is not None
    assert not seeing.is_running


def test_a_generator_that_sees_nothing_says_why(seeing, scene, engine):
    problems = []
    seeing.problem.connect(lambda error: problems.append(error.sentence))
    engine.answers[LookAtScene] = lambda m: [(Failed(m.epoch, "input", "It only draws.", job=m.job), None)]
    seeing.ask(scene)
    assert problems == ["It only draws."]
    engine.answers[LookAtScene] = lambda m: [(Cancelled(m.epoch, m.job), None)]
    seeing.ask(scene)
    assert len(problems) == 1
    assert not seeing.is_running


def test_another_generator_sees_anew(seeing, scene, studio):
    seeing.ask(scene)
    studio.opening.generator("others.safetensors")
    assert seeing.features(scene) is None


def test_nothing_is_asked_of_an_engine_that_is_away(seeing, scene, engine, studio):
    engine.holding = True
    seeing.ask(scene)
    engine.die(for_good=True)
    assert not seeing.is_running
    engine.sent.clear()
    seeing.ask(scene)
    assert engine.sent_of(LookAtScene) == []
