"""Save edited generator… in the window: the dialog, what is asked of the engine, what is told."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from app.dialogs.export import ExportDialog
from app.engine.fake import FakeEngine
from app.engine.protocol.to_engine import EstimateSize, Export, Render
from app.engine.protocol.to_studio import Exported
from app.main_window import MainWindow
from app.session.document import with_units
from app.studio import Studio
from models.document.formats import decode
from models.document.pictures import read_recipe_from_png
from models.document.recipe import Recipe
from models.document.units import UnitId

LEFT, ENTER = Qt.MouseButton.LeftButton, Qt.Key.Key_Return


@pytest.fixture
def window(qtbot, monkeypatch, tmp_path):
    """A lamp is dimmed, and files go to a folder of their own."""
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    monkeypatch.setattr("app.presenters.saving._documents", lambda: tmp_path)
    engine = FakeEngine()

    def later(message):
        ((answer, picture),) = engine._rendered(message)
        QTimer.singleShot(0, engine, lambda: engine.deliver(answer, picture))
        return ()

    engine.answers[Render] = later
    window = MainWindow(Studio(engine, recovery=tmp_path / "recovery"))
    qtbot.addWidget(window)
    window.show()
    engine.start()
    window.studio.opening.generator("rooms.safetensors")
    qtbot.waitUntil(lambda: window.canvas_presenter.picture is not None)
    window.studio.session.do("Dim", lambda p: with_units(p, (UnitId("b8.conv1", 1),), "Lamp", gain=0.0))
    yield window
    window.close()


@pytest.fixture
def dialog(window, qtbot):
    QTest.mouseClick(window.export_button, LEFT)
    (dialog,) = window.findChildren(ExportDialog)
    qtbot.waitUntil(dialog.save.hasFocus)
    return dialog


def test_two_keystrokes_save_the_generator(window, dialog, tmp_path):
    engine = window.studio.engine
    (asked,) = engine.sent_of(EstimateSize)
    assert asked.recipe == window.studio.session.project.recipe
    assert dialog.about_size.text() == "about 1.4 MB"
    QTest.keyClick(dialog.save, ENTER)
    (export,) = engine.sent_of(Export)
    assert export.path == str(tmp_path / "Fake rooms edited.safetensors")
    assert export.to == "native"
    assert export.scenes == window.studio.session.project.scenes
    assert "Saved and checked" in window.toast.notice().text


def test_a_person_may_prefer_not_to_check(window, qtbot):
    window.studio.settings.set("check_exports", False)
    QTest.mouseClick(window.export_button, LEFT)
    (dialog,) = window.findChildren(ExportDialog)
    assert not dialog.check.isChecked()


def test_without_a_check_no_pictures_are_compared_and_that_is_said(window, dialog):
    engine = window.studio.engine
    answer = engine.answers[Export]

    def unchecked(message):
        *_, (exported, _) = answer(message)
        report = replace(exported.report, compared=len(message.scenes), notes=("A LoRA has no biases.",))
        return [(Exported(message.epoch, message.job, report), None)]

    engine.answers[Export] = unchecked
    dialog.check.setChecked(False)
    QTest.mouseClick(dialog.save, LEFT)
    assert engine.sent_of(Export)[0].scenes == ()
    assert "not compared" in window.toast.notice().text
    assert "no biases" in window.toast.notice().text


def test_progress_stands_in_the_strip_and_can_be_cancelled(window, dialog):
    engine = window.studio.engine
    engine.holding = True
    QTest.mouseClick(dialog.save, LEFT)
    assert window.studio.exporting.is_running
    assert window.actions_by_key["cancel"].isEnabled()
    window.actions_by_key["cancel"].trigger()
    assert not window.studio.exporting.is_running


def test_the_picture_and_the_recipe_are_saved_from_there_as_well(window, dialog, tmp_path):
    recipe = window.studio.session.project.recipe
    QTest.mouseClick(dialog.whats["recipe"], LEFT)
    QTest.mouseClick(dialog.save, LEFT)
    assert decode("recipe", (tmp_path / "Fake rooms recipe.json").read_bytes(), Recipe) == recipe
    QTest.mouseClick(window.export_button, LEFT)
    again = window.findChildren(ExportDialog)[-1]
    QTest.mouseClick(again.whats["picture"], LEFT)
    QTest.mouseClick(again.save, LEFT)
    assert read_recipe_from_png(tmp_path / "Fake rooms.png") == recipe
    assert not window.studio.engine.sent_of(Export)
