"""The strength that is found for an edit of words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.engine.fake import FIT
from app.engine.protocol.to_engine import FitStrength
from app.engine.protocol.to_studio import Failed
from app.session.document import with_edit
from models.document.concept import ConceptEdit, Pair

LIT = ConceptEdit("edit-1", "Lit", "replace", (Pair("lit", "unlit"),))


@pytest.fixture
def engine(words_engine):
    return words_engine


@pytest.fixture
def fitting(studio):
    return studio.fitting


def add(studio, edit):
    studio.session.do("Add", lambda project: with_edit(project, edit))


def test_a_strength_is_found_as_one_step(studio, engine, fitting):
    add(studio, LIT)
    found, running = [], []
    fitting.fitted.connect(found.append)
    fitting.running.connect(running.append)
    fitting.start("edit-1")
    assert found == [FIT]
    assert running == [True, False]
    assert studio.session.project.recipe.edits[0].strength == 0.62
    studio.session.undo_stack.undo()
    assert studio.session.project.recipe.edits == (LIT,)


def test_a_strength_for_an_edit_that_is_another_by_now_is_not_used(studio, engine, fitting):
    add(studio, LIT)
    engine.holding = True
    fitting.start("edit-1")
    add(studio, replace(LIT, pairs=(Pair("lit", "dim"),)))
    engine.let_go()
    assert studio.session.project.recipe.edits[0].strength == 1.0


def test_a_strength_that_cannot_be_found_is_a_sentence_and_can_be_cancelled(studio, engine, fitting):
    add(studio, LIT)
    problems = []
    fitting.problem.connect(lambda error: problems.append(error.sentence))
    engine.answers[FitStrength] = lambda m: [(Failed(m.epoch, "input", "No.", job=m.job), None)]
    fitting.start("edit-1")
    assert problems == ["No."]
    engine.holding = True
    fitting.start("edit-1")
    assert fitting.is_running
    fitting.cancel()
    assert not fitting.is_running
    assert studio.session.project.recipe.edits == (LIT,)
