"""A word is balanced in the window: written, counted, balanced, undone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.engine.fake import INFO, LateEngine
from app.engine.protocol.to_engine import BalanceWord
from app.engine.protocol.to_studio import Failed, WordBalanced
from app.main_window import MainWindow
from app.studio import Studio
from models.document.report import Balance, BalanceFound, BalanceRound, Number
from models.document.scene import Prompt

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    engine = LateEngine(replace(INFO, prompts=True, defaults=Prompt("a bed and a lamp", steps=12)))
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


def clicks(button):
    """Once what has just appeared is in its place."""
    QApplication.processEvents()
    QTest.mouseClick(button, LEFT)


def writes(window, word="lamp"):
    QTest.mouseClick(window.edits.balance, LEFT)
    panel = window.balance_word
    QTest.keyClicks(panel.word, word)
    for row, text in enumerate(("lit lamp", "unlit lamp")):
        QTest.keyClicks(panel.choices.row(row).text, text)
    return panel


def test_a_word_is_counted_and_balanced(window, edits):
    panel = writes(window)
    assert panel.isVisible()
    assert not window.search.isVisible()
    assert "“a bed and a lamp”" in panel.notes.text()
    clicks(panel.count)
    assert panel.table.words()[0] == ("94 % (75 % to 99 %)", "–")
    assert "counted in 32 pictures" in panel.notes.text()
    assert edits() == ()
    clicks(panel.balance)
    assert panel.table.words() == (
        ("94 % (75 % to 99 %)", "49 % (38 % to 60 %)"), ("6 % (1 % to 25 %)", "51 % (40 % to 62 %)"),
    )  # fmt: skip
    assert panel.notes.text().startswith("Balanced to 15 %, with 95 % confidence after 144 pictures")
    assert [edit.name for edit in edits()] == ["Balanced lamp"]
    assert window.focusWidget() is panel.close_
    QTest.keyClick(panel.close_, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.search.isVisible()
    window.studio.session.undo_stack.undo()
    assert edits() == ()


def test_a_word_that_no_prompt_leaves_open_cannot_be_counted(window):
    panel = writes(window, "sofa")
    assert "No scene’s prompt says “sofa”" in panel.notes.text()
    assert not panel.count.isEnabled()
    assert not panel.balance.isEnabled()


def test_what_cannot_be_judged_is_said(window, edits):
    sentence = "This cannot be judged: “cat”, “dog” cannot be told apart in pictures by the probe."
    engine = window.studio.engine
    engine.answers[BalanceWord] = lambda message: [(Failed(message.epoch, "input", sentence, job=message.job), None)]
    panel = writes(window)
    clicks(panel.balance)
    assert panel.notes.text() == sentence
    assert panel.balance.isEnabled()
    assert edits() == ()


def test_escape_cancels_first_and_nothing_is_changed(window, edits):
    engine, panel = window.studio.engine, writes(window)
    engine.holding = True
    clicks(panel.balance)
    assert panel.cancel.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.notes.text() == "Stopped. Nothing was changed."
    assert panel.isVisible()
    assert edits() == ()
    engine.let_go()


def test_shares_that_were_not_tested_are_estimates_and_nothing_changed_is_said(window, edits):
    def in_vain(message):
        edit = message.request.recipe.edit(message.request.key)
        rounds = (BalanceRound((0.0, 0.0), (20, 12)), BalanceRound((-0.1, 0.1), (4, 28)))
        whole = (Number(0.5, 0.0, 1.0),) * 2
        balance = Balance(edit.key, (), (0.5, 0.5), rounds, (0.0, 0.0), (0, 0), whole, "undecided", "")
        return [(WordBalanced(message.epoch, message.job, BalanceFound((20, 12), whole, balance)), None)]

    engine, panel = window.studio.engine, writes(window)
    engine.answers[BalanceWord] = in_vain
    clicks(panel.balance)
    assert panel.table.words()[0][1] == "about 62 %"
    assert "In 2 tries it could not be balanced to 15 %. Nothing was changed." in panel.notes.text()
    assert edits() == ()


def test_it_gives_way_to_a_word_that_is_changed_and_back(window):
    panel = writes(window)
    window.actions_by_key["change_word"].trigger()
    assert not panel.isVisible()
    assert window.change_word.isVisible()
    assert not window.search.isVisible()
    window.actions_by_key["balance_word"].trigger()
    assert panel.isVisible()
    assert not window.change_word.isVisible()
    assert not window.search.isVisible()


def test_a_generator_without_words_offers_nothing(window):
    window.studio.engine.info = INFO
    writes(window)
    window.studio.opening.generator("rooms.safetensors")
    assert not window.edits.balance.isVisible()
    assert not window.balance_word.isVisible()
    assert not window.actions_by_key["balance_word"].isEnabled()
