"""A word is balanced: what is asked for, and what becomes of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.engine.fake import INFO, FakeEngine
from app.engine.protocol.to_engine import BalanceWord
from app.session.document import with_active_scene
from models.document.concept import ConceptEdit, Pair, Share
from models.document.report import Balancing
from models.document.scene import Prompt, Scene

WORD = ConceptEdit("", "", "debias", (Pair("lamp"),), (Share("lit lamp", 1.0), Share("unlit lamp", 1.0)))
HOW = Balancing((0.5, 0.5))


@pytest.fixture
def engine(qapp):
    return FakeEngine(replace(INFO, prompts=True, defaults=Prompt("a bed and a lamp", steps=12)))


@pytest.fixture
def balancing(studio):
    return studio.balancing


@pytest.fixture
def edits(studio):
    return lambda: studio.session.project.recipe.edits


def test_counting_asks_without_any_edit_and_changes_nothing(studio, engine, balancing, edits, qtbot):
    with qtbot.waitSignals([balancing.counted, balancing.found]):
        balancing.start(WORD, HOW, sought=False)
    (asked,) = engine.sent_of(BalanceWord)
    request = asked.request
    edit = request.recipe.edit(request.key)
    assert edit.pairs == (Pair("lamp"), Pair("a bed and a lamp", "lamp"))
    assert [share.share for share in edit.shares] == [0.0, 0.0]
    assert request.asked == engine.info.defaults
    assert not request.sought
    assert edits() == ()
    assert not balancing.is_running


def test_balancing_is_one_edit_and_one_entry(studio, balancing, edits):
    balancing.start(WORD, HOW, sought=True)
    (edit,) = edits()
    assert edit.name == "Balanced lamp"
    assert [share.share for share in edit.shares] == [-0.5, 0.5]
    assert studio.session.undo_stack.count() == 1
    studio.session.undo_stack.undo()
    assert edits() == ()


def test_balancing_again_goes_on_from_there_and_another_word_is_another_edit(studio, engine, balancing, edits):
    balancing.start(WORD, HOW, sought=True)
    balancing.start(WORD, HOW, sought=True)
    asked = engine.sent_of(BalanceWord)[-1].request
    assert [share.share for share in asked.recipe.edit(asked.key).shares] == [-0.5, 0.5]
    assert studio.session.undo_stack.count() == 1, "nothing changed"
    balancing.start(replace(WORD, pairs=(Pair("bed"),)), HOW, sought=True)
    assert [edit.pairs[0].source for edit in edits()] == ["lamp", "bed"]
    balancing.begin()
    balancing.start(WORD, HOW, sought=True)
    assert len({edit.key for edit in edits()}) == 3


def test_only_prompts_that_leave_the_choice_open_count(studio, balancing):
    assert balancing.sentences(WORD) == ("a bed and a lamp",)
    lit = Scene(5, prompt=Prompt("a bed and a lit lamp"))
    studio.session.note(lambda project: replace(project, scenes=(lit,), active=0))
    assert balancing.sentences(WORD) == ()
    studio.session.note(lambda project: with_active_scene(project, replace(lit, prompt=Prompt("a lamp"))))
    assert balancing.sentences(WORD) == ("a lamp",)


def test_what_is_cancelled_changes_nothing(engine, balancing, edits, qtbot):
    engine.holding = True
    balancing.start(WORD, HOW, sought=True)
    assert balancing.is_running
    with qtbot.waitSignal(balancing.stopped):
        balancing.cancel()
    assert edits() == ()
    assert not balancing.is_running
