"""What is known of edits of words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.engine.protocol.to_engine import Cancel, MeasureConcept
from app.engine.protocol.to_studio import Cancelled, ConceptMeasured, Failed
from app.session.document import with_edit
from models.document.concept import ConceptEdit, Pair

LIT = ConceptEdit("edit-1", "Lit", "replace", (Pair("lit", "unlit"),))


@pytest.fixture
def engine(words_engine):
    return words_engine


@pytest.fixture
def measuring(studio):
    return studio.measuring


def add(studio, edit):
    studio.session.do("Add", lambda project: with_edit(project, edit))


def test_an_edit_is_measured_once_and_again_when_it_is_another(studio, engine, measuring):
    add(studio, LIT)
    assert measuring.known(LIT).effect == engine.effect
    add(studio, replace(LIT, name="Lamps", enabled=False))
    add(studio, replace(LIT, enabled=True))
    assert len(engine.sent_of(MeasureConcept)) == 1
    assert measuring.known(replace(LIT, name="Lamps")).report == engine.measures
    add(studio, replace(LIT, strength=0.5))
    assert [message.edit.strength for message in engine.sent_of(MeasureConcept)] == [1.0, 0.5]
    add(studio, replace(LIT, strength=0.0))
    assert len(engine.sent_of(MeasureConcept)) == 2, "it changes nothing"


def test_nothing_is_measured_while_a_slider_is_dragged(studio, engine):
    add(studio, LIT)
    engine.sent.clear()
    for strength in (0.9, 0.8):
        studio.session.move(lambda project, s=strength: with_edit(project, replace(LIT, strength=s)))
    assert engine.sent_of(MeasureConcept) == []
    studio.session.settle("Move slider")
    assert [message.edit.strength for message in engine.sent_of(MeasureConcept)] == [0.8]


def test_one_that_is_another_by_now_is_left(studio, engine):
    add(studio, LIT)
    for change in (
        lambda: add(studio, replace(LIT, strength=0.4)),
        lambda: studio.session.move(lambda project: with_edit(project, replace(LIT, strength=0.3))),
    ):
        engine.answers[MeasureConcept] = lambda m: ()
        add(studio, replace(LIT, strength=0.7))
        (*_, waiting) = engine.sent_of(MeasureConcept)
        before = len(engine.sent_of(Cancel))
        change()
        assert {message.job for message in engine.sent_of(Cancel)[before:]} == {waiting.job}
        engine.deliver(Cancelled(waiting.epoch, waiting.job))


def test_an_edit_that_cannot_be_measured_is_asked_for_once(studio, engine, measuring):
    engine.answers[MeasureConcept] = lambda m: [(Failed(m.epoch, "input", "Too long.", job=m.job), None)]
    problems = []
    for work in studio.works:
        work.problem.connect(problems.append)
    add(studio, LIT)
    add(studio, replace(LIT, name="Other"))
    assert len(engine.sent_of(MeasureConcept)) == 1
    assert measuring.known(LIT) is None
    assert problems == []


def test_one_that_was_lost_with_the_engine_is_asked_for_again(studio, engine, measuring):
    engine.answers[MeasureConcept] = lambda m: ()
    add(studio, LIT)
    engine.answers[MeasureConcept] = lambda m: [(ConceptMeasured(m.epoch, m.job, engine.measures, engine.effect), None)]
    engine.die()
    assert measuring.known(LIT).effect == engine.effect
