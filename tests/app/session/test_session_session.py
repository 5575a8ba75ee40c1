"""The open document: undo is exact, and what is saved is what is open."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from app.session.document import with_edit, with_units
from models.document.errors import UnlitError
from models.document.project import load_project
from models.document.units import UnitId

UNITS = (UnitId("b8.conv1", 3),)


def set_gain(gain):
    def change(project):
        return with_edit(project, replace(project.recipe.edits[0], gain=gain))

    return change


@pytest.fixture
def session(studio):
    studio.session.do("Add slider", lambda project: with_units(project, UNITS, "Lamp"))
    return studio.session


def test_undo_and_redo_bring_back_the_very_project(session):
    after = session.project
    session.undo_stack.undo()
    assert session.project.recipe.edits == ()
    session.undo_stack.redo()
    assert session.project == after


def test_a_drag_is_one_entry(session):
    count, before = session.undo_stack.count(), session.project
    for gain in (0.9, 0.5, 0.1):
        session.move(set_gain(gain))
        assert session.moving
    session.settle("Move slider")
    assert not session.moving
    assert session.undo_stack.count() == count + 1
    assert session.project.recipe.edits[0].gain == 0.1
    session.undo_stack.undo()
    assert session.project == before


def test_a_drag_that_returns_is_no_entry(session):
    count = session.undo_stack.count()
    session.move(set_gain(0.2))
    session.move(set_gain(1.0))
    session.settle("Move slider")
    assert session.undo_stack.count() == count


def test_a_change_that_changes_nothing_is_no_entry(session):
    count = session.undo_stack.count()
    session.do("Nothing", lambda project: project)
    assert session.undo_stack.count() == count


def test_undo_keeps_what_was_found(painted_studio):
    painted_studio.searching.start()
    ranking = painted_studio.session.project.rankings[-1]
    while painted_studio.session.undo_stack.canUndo():
        painted_studio.session.undo_stack.undo()
    assert painted_studio.session.project.painted == ()
    assert painted_studio.session.project.rankings == (ranking,)


def test_saved_is_what_is_open(session, tmp_path):
    assert session.dirty
    session.save(tmp_path / "a.unlit")
    assert not session.dirty
    assert load_project(tmp_path / "a.unlit") == session.project
    session.do("Edit", set_gain(0.0))
    assert session.dirty


def test_a_project_that_cannot_be_saved_stays_unsaved(session, tmp_path):
    with pytest.raises(UnlitError) as error:
        session.save(tmp_path / "no folder" / "a.unlit")
    assert error.value.kind == "disk"
    assert session.dirty
    assert session.path is None


def test_a_ranking_is_worth_asking_about_and_a_look_is_not(painted_studio, tmp_path):
    session = painted_studio.session
    session.save(tmp_path / "a.unlit")
    session.note(lambda project: replace(project, active=2))
    assert not session.dirty
    painted_studio.searching.start()
    assert session.dirty
