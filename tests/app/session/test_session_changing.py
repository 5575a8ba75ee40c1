"""A word that is being changed: tried on pictures, kept as one step, or as if nothing had been."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.engine.fake import INFO
from app.engine.protocol.to_engine import Render
from app.session.changing import name_of
from app.session.document import active_scene, with_active_scene, with_edit, with_units
from models.document.concept import ConceptEdit, Pair, Share
from models.document.scene import Prompt
from models.document.units import UnitId

LIT = Pair("lit", "unlit")


@pytest.fixture
def engine(words_engine):
    return words_engine


@pytest.fixture
def changing(studio):
    return studio.changing


def written(changing, *pairs, **fields):
    return replace(changing.begun, pairs=pairs, **fields)


def asked(engine):
    return [message.request for message in engine.sent_of(Render) if message.slot == "canvas"]


def test_what_is_tried_is_in_the_pictures_and_not_in_the_project(studio, engine, changing):
    project = studio.session.project
    changing.begin()
    engine.sent.clear()
    changing.attempt(written(changing, LIT), in_sentences=False)
    draft, whole = asked(engine)
    assert (draft.draft, whole.draft) == (True, False)
    assert draft.recipe.edits[0].pairs == (LIT,)
    assert {m.slot for m in engine.sent_of(Render)} == {"canvas", "scene 1", "scene 2"}
    assert studio.session.project is project
    assert not studio.session.dirty
    changing.drop()
    assert asked(engine)[-1].recipe.edits == ()
    assert changing.begun is None
    assert not studio.session.undo_stack.canUndo()


def test_ok_is_one_entry_in_the_history_and_draws_nothing_again(studio, engine, changing):
    changing.begin()
    changing.attempt(written(changing, Pair("lit", "unl")), in_sentences=False)
    changing.attempt(written(changing, LIT), in_sentences=False)
    engine.sent.clear()
    changing.keep()
    (edit,) = studio.session.project.recipe.edits
    assert (edit.key, edit.name, edit.pairs) == ("edit-1", "lit → unlit", (LIT,))
    assert asked(engine) == []
    assert studio.session.undo_stack.count() == 1
    studio.session.undo_stack.undo()
    assert studio.session.project.recipe.edits == ()


def test_words_are_changed_in_the_sentences_of_all_scenes(studio, changing):
    scene = active_scene(studio.session.project)
    other = replace(scene, prompt=Prompt("a lit candle"))
    studio.session.do("Change prompt", lambda project: with_active_scene(project, other))
    changing.begin()
    assert changing.in_sentences
    changing.attempt(written(changing, LIT), in_sentences=True)
    sentences = (Pair("a lit candle", "an unlit candle"), Pair("a lit lamp", "an unlit lamp"))
    assert studio.session.trial.pairs == (LIT, *sentences)
    assert changing.unsaid() == ()
    changing.attempt(written(changing, LIT, Pair("sofa", "bed")), in_sentences=True)
    assert changing.unsaid() == ("sofa",)


def test_another_prompt_is_followed(studio, changing):
    changing.begin()
    changing.attempt(written(changing, LIT), in_sentences=True)
    scene = replace(active_scene(studio.session.project), prompt=Prompt("lit walls"))
    studio.session.do("Change prompt", lambda project: with_active_scene(project, scene))
    assert Pair("lit walls", "unlit walls") in studio.session.trial.pairs


def test_an_edit_is_written_again_without_its_sentences_which_are_kept(studio, changing):
    changing.begin()
    changing.attempt(written(changing, LIT), in_sentences=True)
    changing.keep()
    for index, scene in enumerate(studio.session.project.scenes):
        studio.session.note(lambda project, index=index: replace(project, active=index))
        night = replace(scene, prompt=Prompt("night"))
        studio.session.do("Change prompt", lambda project, night=night: with_active_scene(project, night))
    edit = studio.session.project.recipe.edits[0]
    changing.begin(edit)
    assert changing.begun.pairs == (LIT,)
    assert changing.in_sentences
    changing.attempt(written(changing, Pair("lit", "dim")), in_sentences=True)
    assert studio.session.trial.pairs == (Pair("lit", "dim"), Pair("a lit lamp", "a dim lamp"))
    changing.keep()
    (again,) = studio.session.project.recipe.edits
    assert (again.key, again.name) == (edit.key, "lit → dim")


def test_a_name_that_a_person_gave_stays(studio, changing):
    edit = ConceptEdit("edit-1", "My lamps", "replace", (LIT,))
    studio.session.do("Add", lambda project: with_edit(project, edit))
    changing.begin(edit)
    changing.attempt(written(changing, Pair("lit", "dim")), in_sentences=False)
    changing.keep()
    assert studio.session.project.recipe.edits[0].name == "My lamps"


def test_nothing_written_is_nothing_kept(studio, changing):
    changing.begin()
    changing.attempt(None, in_sentences=True)
    changing.keep()
    assert studio.session.project.recipe.edits == ()
    assert not studio.session.undo_stack.canUndo()


def test_a_slider_that_is_made_meanwhile_is_not_replaced(studio, changing):
    changing.begin()
    changing.attempt(written(changing, LIT), in_sentences=False)
    studio.session.do("Add", lambda project: with_units(project, (UnitId("b8.conv1", 1),), "Lamp"))
    assert len(studio.session.shown_recipe.edits) == 2
    changing.attempt(written(changing, Pair("lit", "dim")), in_sentences=False)
    changing.keep()
    assert [edit.key for edit in studio.session.project.recipe.edits] == ["edit-1", "edit-2"]
    assert [edit.name for edit in studio.session.project.recipe.edits] == ["Lamp 1", "lit → dim"]


def test_another_generator_ends_it(studio, changing):
    changing.begin()
    changing.attempt(written(changing, LIT), in_sentences=True)
    studio.opening.generator("other.safetensors")
    assert changing.begun is None
    assert studio.session.trial is None


def test_a_generator_without_words_has_none_to_change(qapp, studio, engine, changing):
    engine.info = INFO
    studio.opening.generator("rooms.safetensors")
    changing.begin()
    assert not changing.possible
    assert changing.begun is None


@pytest.mark.parametrize(
    ("kind", "name"),
    [("replace", "lit → unlit"), ("erase", "No lit"), ("moderate", "Less lit"), ("debias", "Balanced lit")],
)
def test_names(kind, name):
    edit = ConceptEdit("a", "", kind, (LIT, Pair("b", "c")), (Share("x", 1.0),))
    assert name_of(edit) == name
    assert name_of(replace(edit, pairs=())) == ""
