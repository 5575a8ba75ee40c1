"""Report…: what the edits do, from the menu to the numbers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from app.dialogs import files
from app.dialogs.report import ReportDialog
from app.engine.fake import INFO, FakeEngine
from app.engine.protocol.to_engine import MakeReport, Render
from app.engine.protocol.to_studio import Failed
from app.main_window import MainWindow
from app.session.document import with_edit
from app.studio import Studio
from models.document.concept import ConceptEdit, Pair
from models.document.scene import Prompt

LEFT = Qt.MouseButton.LeftButton
LIT = ConceptEdit("edit-1", "Lit", "replace", (Pair("lit", "unlit"),))


@pytest.fixture
def window(qtbot, monkeypatch, tmp_path):
    """A word is changed; the engine writes a report of one line."""
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    monkeypatch.setattr("app.presenters.saving._documents", lambda: tmp_path)
    engine = FakeEngine(replace(INFO, prompts=True, defaults=Prompt("a lit lamp", steps=12)))

    def later(message):
        ((answer, picture),) = engine._rendered(message)
        QTimer.singleShot(0, engine, lambda: engine.deliver(answer, picture))
        return ()

    def reported(message):
        folder = tmp_path / message.path
        folder.mkdir()
        (folder / "report.md").write_text("# What a recipe does\n\n9 of 10 are unlit.\n")
        return engine._reported(message)

    engine.answers |= {Render: later, MakeReport: reported}
    window = MainWindow(Studio(engine, recovery=tmp_path / "recovery"))
    qtbot.addWidget(window)
    window.show()
    engine.start()
    window.studio.opening.generator("a folder")
    qtbot.waitUntil(lambda: window.canvas_presenter.picture is not None)
    window.studio.session.do("Change", lambda project: with_edit(project, LIT))
    yield window
    window.close()


@pytest.fixture
def dialog(window):
    window.actions_by_key["report"].trigger()
    return window.findChildren(ReportDialog)[-1]


def test_a_report_is_made_and_shown(window, dialog, tmp_path):
    assert not dialog.text.isVisible()
    dialog.seeds.setValue(2)
    dialog.most.setValue(3)
    QTest.mouseClick(dialog.start, LEFT)
    (asked,) = window.studio.engine.sent_of(MakeReport)
    assert (asked.request.seeds, asked.request.most) == (2, 3)
    assert asked.request.recipe == window.studio.session.project.recipe
    assert asked.path == str(tmp_path / "Fake rooms report")
    assert "9 of 10 are unlit." in dialog.text.toPlainText()
    assert dialog.text.isVisible()
    assert dialog.show_folder.isVisible()
    assert dialog.start.isEnabled()


def test_it_says_how_far_it_is_and_can_be_cancelled(window, dialog):
    engine = window.studio.engine
    engine.holding = True
    QTest.mouseClick(dialog.start, LEFT)
    assert dialog.far.text().startswith("Drawing for the report")
    assert not dialog.start.isEnabled()
    dialog.set_progress("Drawing for the report", 8, 16, 1.0)
    assert dialog.far.text() == "Drawing for the report 8 of 16 – 0:01 left"
    QTest.mouseClick(dialog.cancel, LEFT)
    assert not window.studio.reporting.is_running
    assert dialog.start.isEnabled()
    assert not dialog.text.isVisible()


def test_closing_the_dialog_stops_it(window, dialog):
    window.studio.engine.holding = True
    QTest.mouseClick(dialog.start, LEFT)
    dialog.reject()
    assert not window.studio.reporting.is_running


def test_what_goes_wrong_is_a_sentence(window, dialog):
    window.studio.engine.answers[MakeReport] = lambda m: [
        (Failed(m.epoch, "disk", "The disk is full.", job=m.job), None)
    ]
    QTest.mouseClick(dialog.start, LEFT)
    assert window.toast.notice().text == "The disk is full."
    assert dialog.start.isEnabled()


def test_another_place_is_chosen(window, dialog, tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    monkeypatch.setattr(files, "ask_folder", lambda *_: tmp_path / "sub")
    QTest.mouseClick(dialog.browse, LEFT)
    QTest.mouseClick(dialog.start, LEFT)
    assert window.studio.engine.sent_of(MakeReport)[0].path == str(tmp_path / "sub" / "Fake rooms report")


def test_without_edits_there_is_nothing_to_report(window):
    assert window.actions_by_key["report"].isEnabled()
    window.studio.session.undo_stack.undo()
    assert not window.actions_by_key["report"].isEnabled()
    window.studio.reporting.start(window.saving.folder(), 2, 2)
    assert not window.studio.engine.sent_of(MakeReport)
