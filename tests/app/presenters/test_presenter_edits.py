"""The list of edits on an engine that answers at once: where they act, light, groups, copies, presets."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.dialogs import questions
from app.dialogs.export import ExportDialog
from app.dialogs.sweep import SweepOptions
from app.engine.fake import FakeEngine
from app.engine.protocol.to_engine import Cancel, MakeSheet, MakeSweep, Render
from app.main_window import MainWindow
from app.session import presets
from app.session.document import painted, region_of, with_units
from app.session.editing import with_enabled
from app.studio import Studio
from models.document.bakeable import unbakeable
from models.document.formats import decode, encode
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe, Span
from models.document.sweep import SweepRequest


@pytest.fixture
def window(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(presets, "user_data_path", lambda *_, **__: tmp_path / "data")
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    engine = FakeEngine()
    engine.answers[Render] = lambda message: ()
    window = MainWindow(Studio(engine))
    qtbot.addWidget(window)
    window.show()
    engine.start()
    window.studio.opening.generator("rooms.safetensors")
    qtbot.waitUntil(lambda: window.studio.session.is_open)
    layer = window.studio.session.info.layers[0]
    for units in (layer.unit_ids()[:3], layer.unit_ids()[3:4]):
        window.studio.session.note(lambda project, units=units: with_units(project, units, "Lamp"))
    window.studio.session.undo_stack.clear()
    yield window
    window.close()


@pytest.fixture
def session(window):
    return window.studio.session


def edits(session):
    return session.project.recipe.edits


def wishes(window, wish, index=0):
    window.edits.wanted.emit(edits(window.studio.session)[index].key, wish)


def one_step_back(session, before):
    """What was done is one entry in the history."""
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.project.recipe == before


def told(window) -> str:
    notice = window.toast.notice()
    return notice.text if notice else ""


# ------------------------------------------------------------------------------------------------- where and light
def test_an_edit_acts_only_in_what_is_painted_until_it_acts_everywhere_again(window, session):
    wishes(window, "here")
    assert "Paint" in told(window)
    assert edits(session)[0].region is None
    side = session.info.resolution
    mask = np.zeros((side, side), np.uint8)
    mask[:4] = 255
    session.note(lambda project: painted(project, mask))
    wishes(window, "here")
    region = edits(session)[0].region
    assert np.array_equal(region.levels(), mask)
    assert window.edits.row(edits(session)[0].key).badge.isVisible()
    session.note(lambda project: painted(project, mask * 0))
    wishes(window, "show_region")
    assert region_of(session.project, session.project.scenes[session.project.active]) == region
    wishes(window, "everywhere")
    assert edits(session)[0].region is None


def test_a_colour_is_followed_while_it_is_chosen_and_is_one_step_back(window, session, monkeypatch):
    before, looked = session.project.recipe, []

    def ask(_parent, first, follow):
        assert first == QColor("white")
        for colour in (QColor("red"), QColor(255, 128, 0)):
            follow(colour)
            looked.append(edits(session)[0].light)
        return QColor(255, 128, 0)

    monkeypatch.setattr(questions, "ask_colour", ask)
    wishes(window, "light")
    assert looked[0] == (1.0, 0.0, 0.0)
    assert edits(session)[0].light == pytest.approx((1.0, 128 / 255, 0.0), abs=1e-4)
    one_step_back(session, before)


@pytest.mark.parametrize(("answer", "is_left"), [(None, True), (QColor("white"), False)])
def test_a_colour_that_is_not_chosen_leaves_the_old_one_and_white_is_none(
    window, session, monkeypatch, answer, is_left
):
    def ask(_parent, _first, follow):
        follow(QColor("blue"))
        return answer

    key, amber = edits(session)[0].key, (1.0, 0.5, 0.25)
    session.note(
        lambda project: replace(
            project, recipe=project.recipe.with_edit(replace(project.recipe.edit(key), light=amber))
        )
    )
    monkeypatch.setattr(questions, "ask_colour", ask)
    wishes(window, "light")
    assert edits(session)[0].light == (amber if is_left else None)
    assert session.undo_stack.count() == (0 if is_left else 1)
    wishes(window, "own_light")
    assert edits(session)[0].light is None


def test_what_weights_cannot_hold_is_offered_otherwise(window, session):
    key = edits(session)[0].key
    amber = replace(edits(session)[0], light=(1.0, 0.5, 0.0))
    session.do("", lambda project: replace(project, recipe=project.recipe.with_edit(amber)))
    window.saving.export()
    notice = window.toast.notice()
    assert "weights cannot hold" in notice.text
    assert [words for words, _ in notice.actions] == ["Picture…", "Recipe…", "Without limits"]
    assert not window.findChildren(ExportDialog)
    notice.actions[2][1]()
    (dialog,) = window.findChildren(ExportDialog)
    assert dialog.what() == "generator"
    dialog.reject()
    assert unbakeable(session.project.recipe) == ()
    session.undo_stack.undo()
    assert session.project.recipe.edit(key) == amber


# ---------------------------------------------------------------------------------------------------------- groups
def test_order_groups_and_duplicates_are_one_step_each(window, session):
    before = session.project.recipe
    first, second = (edit.key for edit in edits(session))
    window.edits.place_changed.emit(first, 1)
    assert [edit.key for edit in edits(session)] == [second, first]
    one_step_back(session, before)
    wishes(window, "split")
    assert [len(edit.units) for edit in edits(session)] == [1, 1, 1, 1]
    one_step_back(session, before)
    window.edits.apart.emit(first, edits(session)[0].units[1])
    assert [len(edit.units) for edit in edits(session)] == [2, 1, 1]
    one_step_back(session, before)
    wishes(window, "join")
    assert [len(edit.units) for edit in edits(session)] == [4]
    one_step_back(session, before)
    wishes(window, "duplicate")
    assert [edit.name for edit in edits(session)] == ["Lamp 1", "Lamp 1 again", "Lamp 2"]
    one_step_back(session, before)


def test_solo_bypasses_the_others_and_gives_them_back(window, session):
    wishes(window, "duplicate")
    first, second, third = (edit.key for edit in edits(session))
    session.do("", lambda project: with_enabled(project, (first, second)))
    window.edits.solo_wanted.emit(first, True)
    assert [edit.enabled for edit in edits(session)] == [True, False, False]
    window.edits.solo_wanted.emit(first, False)
    assert [edit.enabled for edit in edits(session)] == [True, True, False]
    assert {edit.key for edit in edits(session)} == {first, second, third}


def test_a_shift_is_one_step_back(window, session):
    before, key = session.project.recipe, edits(session)[0].key
    for shift in (1.0, 2.0, 5.0):
        window.edits.shift_moved.emit(key, shift)
    window.edits.shift_committed.emit(key, 0.0, 5.0)
    assert edits(session)[0].shift == 5.0
    one_step_back(session, before)


def test_a_part_of_sampling_is_one_step_back_and_all_of_it_is_none(window, session):
    before, key = session.project.recipe, edits(session)[0].key
    window.edits.span_chosen.emit(key, 0.0, 0.4)
    assert edits(session)[0].span == Span(0.0, 0.4)
    one_step_back(session, before)
    window.edits.span_chosen.emit(key, 0.0, 1.0)
    assert session.project.recipe == before


# ---------------------------------------------------------------------------------------------- copies and presets
def test_a_copied_edit_is_pasted_under_a_key_of_its_own(window, session):
    wishes(window, "copy")
    assert decode("recipe", QApplication.clipboard().text(), Recipe).edits == edits(session)[:1]
    before = session.project.recipe
    window.actions_by_key["paste"].trigger()
    assert edits(session)[2] == replace(edits(session)[0], key=edits(session)[2].key)
    assert len({edit.key for edit in edits(session)}) == 3
    one_step_back(session, before)
    window.actions_by_key["copy_recipe"].trigger()
    window.actions_by_key["paste"].trigger()
    assert len(edits(session)) == 4


def test_edits_of_another_generator_are_refused_in_a_sentence(window, session):
    recipe = replace(session.project.recipe, base=Fingerprint("f" * 64, session.project.base.architecture))
    before = session.project.recipe
    for text, says in ((encode("recipe", recipe).decode(), "another generator"), ('{"unlit": "recipe"}', "not an")):
        QApplication.clipboard().setText(text)
        window.actions_by_key["paste"].trigger()
        assert says in told(window)
        window.toast.close_notice()
        assert session.project.recipe == before


def test_presets_are_saved_used_and_deleted(window, session):
    wishes(window, "preset")
    assert "preset" in told(window)
    menu = window.edits.presets.menu()
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "Lamp 1"
    menu.actions()[0].trigger()
    assert [edit.name for edit in edits(session)] == ["Lamp 1", "Lamp 2", "Lamp 1"]
    menu.actions()[-1].menu().actions()[0].trigger()
    menu.aboutToShow.emit()
    assert len(menu.actions()) == 1
    assert not menu.actions()[0].isEnabled()


# ------------------------------------------------------------------------------------------------ for others to see
def test_an_animation_is_asked_about_drawn_and_told(window, session, monkeypatch, tmp_path):
    path = tmp_path / "lamp.gif"
    options = SweepOptions(0.0, 1.5, 2.0, back=True, everywhere=True)

    def ask(_parent, name, _scenes):
        return options if name == "Lamp 1" else None

    monkeypatch.setattr("app.dialogs.sweep.ask_sweep", ask)
    monkeypatch.setattr("app.dialogs.files.ask_save", lambda *_: path)
    wishes(window, "sweep")
    (message,) = window.studio.engine.sent_of(MakeSweep)
    key = edits(session)[0].key
    recipe, scenes = session.project.recipe, session.project.scenes
    assert message.request == SweepRequest(recipe, key, scenes, 0.0, 1.5, 2.0, back=True)
    assert message.path == str(path)
    assert "lamp.gif" in told(window)
    wishes(window, "sweep", 1)
    assert len(window.studio.engine.sent_of(MakeSweep)) == 1, "the question was closed"


def test_drawing_can_be_cancelled(window, session, monkeypatch, tmp_path):
    monkeypatch.setattr("app.dialogs.files.ask_save", lambda *_: tmp_path / "sheet.png")
    window.studio.engine.holding = True
    window.actions_by_key["save_sheet"].trigger()
    assert window.studio.showing.is_running
    (message,) = window.studio.engine.sent_of(MakeSheet)
    assert message.scenes == session.project.scenes
    assert window.actions_by_key["cancel"].isEnabled()
    window.actions_by_key["cancel"].trigger()
    assert [sent.job for sent in window.studio.engine.sent_of(Cancel)][-1] == message.job
