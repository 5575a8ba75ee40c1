"""A word is changed in the window: picked, written, seen, kept, written again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from app.dialogs import files
from app.engine.fake import INFO, FakeEngine
from app.engine.protocol.to_engine import Export, FitStrength, LookAtWords, Render
from app.main_window import MainWindow
from app.panels import change_word
from app.studio import Studio
from models.document.concept import Pair
from models.document.concept_report import ConceptEffect, ConceptReport
from models.document.formats import decode
from models.document.recipe import Recipe
from models.document.scene import Prompt

LEFT, ENTER = Qt.MouseButton.LeftButton, Qt.Key.Key_Return


@pytest.fixture
def window(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    monkeypatch.setattr(change_word, "TYPING", 20)
    engine = FakeEngine(replace(INFO, prompts=True, defaults=Prompt("a lit lamp", steps=12)))

    def later(message):
        """When the views are ready for it."""
        ((answer, picture),) = engine._rendered(message)
        QTimer.singleShot(0, engine, lambda: engine.deliver(answer, picture))
        return ()

    engine.answers[Render] = later
    window = MainWindow(Studio(engine, recovery=tmp_path))
    qtbot.addWidget(window)
    window.show()
    engine.start()
    window.studio.opening.generator("a folder")
    qtbot.waitUntil(lambda: window.canvas_presenter.picture is not None)
    yield window
    window.close()


@pytest.fixture
def edits(window):
    return lambda: window.studio.session.project.recipe.edits


def writes(window, source="lit", target="unlit"):
    window.actions_by_key["change_word"].trigger()
    QTest.keyClicks(window.change_word.pairs.row(0).source, source)
    QTest.keyClicks(window.change_word.pairs.row(0).target, target)


def test_a_word_is_written_seen_and_kept(window, edits, qtbot):
    assert window.edits.change.isVisible()
    QTest.mouseClick(window.edits.change, LEFT)
    panel = window.change_word
    assert panel.isVisible()
    assert not window.search.isVisible()
    qtbot.waitUntil(panel.pairs.row(0).source.hasFocus)
    QTest.keyClicks(panel.pairs.row(0).source, "lit")
    QTest.keyClicks(panel.pairs.row(0).target, "unlit")
    qtbot.waitUntil(lambda: window.studio.session.trial is not None)
    assert edits() == ()
    QTest.keyClick(panel.pairs.row(0).target, ENTER)
    (edit,) = edits()
    assert edit.pairs == (Pair("lit", "unlit"), Pair("a lit lamp", "an unlit lamp"))
    assert not panel.isVisible()
    assert window.search.isVisible()
    row = window.edits.concept_row("edit-1")
    qtbot.waitUntil(row.slider.track.hasFocus)
    qtbot.waitUntil(lambda: "97 %" in row.numbers.text())
    assert not row.warning.text()


def test_escape_leaves_everything_as_it_was(window, edits, qtbot):
    writes(window)
    qtbot.waitUntil(lambda: window.studio.session.trial is not None)
    QTest.keyClick(window.change_word.pairs.row(0).target, Qt.Key.Key_Escape)
    assert window.studio.session.trial is None
    assert edits() == ()
    assert not window.change_word.isVisible()


def test_words_of_the_prompt_are_picked(window):
    chips = window.prompt.words
    QTest.mouseClick(chips.chip(1), LEFT)
    assert window.studio.engine.sent_of(LookAtWords)
    QTest.mouseClick(chips.change, LEFT)
    assert window.change_word.pairs.row(0).source.text() == "lit"
    assert window.studio.looking.chosen == -1
    assert chips.chip(2).accessibleName() == "Change “lamp”"
    QTest.mouseClick(chips.chip(2), LEFT)
    assert window.change_word.pairs.row(0).source.text() == "lamp"
    assert not chips.chip(2).isChecked()
    QTest.keyClick(window.change_word, Qt.Key.Key_Escape)
    assert chips.chip(2).accessibleName() == "Where does “lamp” look?"


def test_an_edit_is_written_again_while_its_row_waits(window, edits, qtbot):
    writes(window)
    window.change_word.ok.click()
    row = window.edits.concept_row("edit-1")
    QTest.mouseClick(row.pencil, LEFT)
    assert not row.isEnabled()
    assert window.change_word.pairs.pairs() == (Pair("lit", "unlit"),)
    window.change_word.pairs.row(0).target.selectAll()
    QTest.keyClicks(window.change_word.pairs.row(0).target, "dim")
    window.change_word.ok.click()
    assert row.isEnabled()
    assert [edit.name for edit in edits()] == ["lit → dim"]
    window.studio.session.undo_stack.undo()
    assert [edit.name for edit in edits()] == ["lit → unlit"]


def test_a_strength_is_dragged_as_one_step_and_found(window, edits, qtbot):
    writes(window)
    window.change_word.ok.click()
    row = window.edits.concept_row("edit-1")
    QTest.keyClick(row.slider.track, Qt.Key.Key_Home)
    assert edits()[0].strength == 0.0
    window.studio.session.undo_stack.undo()
    assert edits()[0].strength == row.slider.value() == 1.0
    QTest.mouseClick(row.fit, LEFT)
    assert window.studio.engine.sent_of(FitStrength)
    assert edits()[0].strength == row.slider.value() == 0.62
    assert "90% gone" in window.toast.notice().text


def test_rows_warn(window, qtbot):
    window.studio.engine.measures = ConceptReport(1e7, 0.2, 0.0, 0.5, 3, ("They are so alike.",))
    window.studio.engine.effect = ConceptEffect(0.0, 0.5, ("This changes next to nothing.",))
    writes(window)
    qtbot.waitUntil(lambda: "next to nothing" in window.change_word.notes.text())
    window.change_word.ok.click()
    row = window.edits.concept_row("edit-1")
    qtbot.waitUntil(lambda: row.warning.text() == "This changes next to nothing. They are so alike.")
    assert "1.0e+07" in row.numbers.text()


def test_a_word_that_no_scene_says_is_told(window, qtbot):
    writes(window, "sofa", "bed")
    qtbot.waitUntil(lambda: "“sofa”" in window.change_word.notes.text())


def test_what_is_seen_is_what_is_saved(window, edits, qtbot, monkeypatch, tmp_path):
    path = tmp_path / "words.json"
    monkeypatch.setattr(files, "ask_save", lambda *_: path)
    writes(window)
    qtbot.waitUntil(lambda: window.studio.session.trial is not None)
    window.saving.save_recipe()
    recipe = decode("recipe", path.read_bytes(), Recipe)
    assert recipe.edits == edits()
    assert recipe.edits[0].name == "lit → unlit"
    assert not window.change_word.isVisible()
    assert not window.studio.engine.sent_of(Export)


def test_a_list_comes_out_of_a_file(window, edits, monkeypatch, tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("from,to\nlit,unlit\nday,night\n")
    monkeypatch.setattr(files, "ask_open", lambda *_: path)
    window.actions_by_key["change_word"].trigger()
    QTest.mouseClick(window.change_word.pairs.from_list, LEFT)
    window.change_word.ok.click()
    assert edits()[0].pairs[:2] == (Pair("lit", "unlit"), Pair("day", "night"))
    path.write_text("a,b,c\n")
    window.actions_by_key["change_word"].trigger()
    QTest.mouseClick(window.change_word.pairs.from_list, LEFT)
    assert "Row 1" in window.toast.notice().text


def test_a_generator_without_words_offers_nothing(window):
    window.studio.engine.info = INFO
    window.studio.opening.generator("rooms.safetensors")
    assert not window.edits.change.isVisible()
    assert not window.actions_by_key["change_word"].isEnabled()
