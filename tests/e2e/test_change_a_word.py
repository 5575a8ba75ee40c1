"""A person makes “lit” mean “unlit”, and the lamp goes out: in the picture, and in every other one."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from test_ask_for_a_room import PATIENCE, opens_the_words

from app.dialogs import files
from app.dialogs.report import ReportDialog
from models.document.carried import carried_recipe

pytestmark = pytest.mark.slow

CONTROL = Qt.KeyboardModifier.ControlModifier
LIT_ENOUGH = 5  # levels of 255 by which a room with a lamp is brighter


def changes_lit_to_unlit(person) -> None:
    """By the word of the prompt, and the keyboard."""
    person.clicks("Change a word")
    person.clicks("Change “lit”")
    panel = person.window.change_word
    person.waits(panel.pairs.row(0).target.hasFocus)
    QTest.keyClicks(panel.pairs.row(0).target, "unlit")


def test_the_lamp_goes_out_while_it_is_written_and_stays_out(person):
    window, session = person.window, person.window.studio.session
    before = opens_the_words(person)
    changes_lit_to_unlit(person)
    person.waits(lambda: session.trial is not None, PATIENCE)
    tried = person.sees()
    assert before.mean() - tried.mean() > LIT_ENOUGH
    assert session.project.recipe.edits == ()
    person.presses(Qt.Key.Key_Escape)
    assert np.array_equal(person.sees(), before), "nothing was kept"

    changes_lit_to_unlit(person)
    person.presses(Qt.Key.Key_Return)
    unlit = person.sees()
    assert before.mean() - unlit.mean() > LIT_ENOUGH
    (edit,) = session.project.recipe.edits
    assert edit.name == "lit → unlit"
    row = window.edits.concept_row(edit.key)
    person.waits(lambda: "Gone: " in row.numbers.text(), PATIENCE)

    window.canvas.setFocus()
    person.presses(Qt.Key.Key_Z, CONTROL)
    assert np.array_equal(person.sees(), before)
    person.presses(Qt.Key.Key_Y, CONTROL)
    assert np.array_equal(person.sees(), unlit)


def test_a_persons_slider_brings_the_light_back(person):
    before = opens_the_words(person)
    changes_lit_to_unlit(person)
    person.presses(Qt.Key.Key_Return)
    unlit = person.sees()
    person.drags_slider(person.slider(), to=0.0)
    assert np.array_equal(person.sees(), before), "strength 0 is the generator as it is"
    person.window.canvas.setFocus()
    person.presses(Qt.Key.Key_Z, CONTROL)
    assert np.array_equal(person.sees(), unlit)
    person.clicks("Bypass lit → unlit")
    assert np.array_equal(person.sees(), before)
    person.clicks("Use lit → unlit again")
    assert np.array_equal(person.sees(), unlit)
    person.clicks("Find the strength of lit → unlit")
    edits = person.window.studio.session
    person.waits(lambda: edits.project.recipe.edits[0].strength != 1.0, PATIENCE)
    assert person.reads("other sentences")


def test_a_changed_word_leaves_as_a_folder_and_as_a_lora(person, monkeypatch):
    opens_the_words(person)
    changes_lit_to_unlit(person)
    person.presses(Qt.Key.Key_Return)
    unlit, session = person.sees(), person.window.studio.session
    scene = session.project.scenes[0]
    lora = person.saves_the_generator(person.folder / "unlit.safetensors", "LoRA for A1111")
    person.waits(lambda: person.reads("Saved and checked"), PATIENCE)
    assert 0 < lora.stat().st_size < 5e6
    assert carried_recipe(lora) == session.project.recipe
    person.window.toast.close_notice()

    folder = person.saves_the_generator(person.folder / "unlit", "diffusers")
    person.waits(lambda: person.reads("Saved and checked"), PATIENCE)
    monkeypatch.setattr(files, "ask_folder", lambda *_: folder)
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    person.window.actions_by_key["open_folder"].trigger()
    person.waits(lambda: session.project.generator_path == str(folder), PATIENCE)
    assert session.project.recipe.edits == ()
    person.sees()
    person.window.prompt.scene_changed.emit(scene)
    assert np.abs(person.sees().astype(int) - unlit).max() <= 1, "lit means unlit in the file itself"


def test_a_person_sees_in_a_report_what_a_changed_word_does(person):
    window = person.window
    opens_the_words(person)
    changes_lit_to_unlit(person)
    person.presses(Qt.Key.Key_Return)
    person.sees()
    window.actions_by_key["report"].trigger()
    (dialog,) = window.findChildren(ReportDialog)
    person._monkeypatch.setattr(files, "ask_folder", lambda *_: person.folder)
    QTest.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    dialog.seeds.setValue(2)
    dialog.most.setValue(1)
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    person.waits(lambda: dialog.text.isVisible(), PATIENCE)
    assert "pictures that show what is meant" in dialog.text.toPlainText()
    (folder,) = (path for path in person.folder.iterdir() if path.name.endswith("report"))
    assert {"report.json", "report.md", "edited.png"} <= {path.name for path in folder.iterdir()}
    dialog.reject()
