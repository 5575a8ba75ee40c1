"""What is saved, how and where, is seen before it is written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.dialogs import files
from app.dialogs.export import ExportDialog
from app.dialogs.export_choices import ExportChoice, ExportOffer, opened_by, usual_name
from models.document.generator_info import FileFormat

LEFT, ENTER = Qt.MouseButton.LeftButton, Qt.Key.Key_Return
FOLDER, SINGLE = FileFormat("diffusers", "diffusers folder", ""), FileFormat("single-file", "one file", ".safetensors")
LORA = FileFormat("lora", "LoRA", ".safetensors")


@pytest.fixture
def offer(tmp_path):
    return ExportOffer((FOLDER, SINGLE, LORA), "Room", tmp_path, None, {"picture": 9_000, "recipe": 700})


@pytest.fixture
def open_dialog(qtbot):
    def make(offer):
        dialog = ExportDialog(offer)
        qtbot.addWidget(dialog)
        dialog.asked, dialog.said = [], []
        dialog.size_wanted.connect(dialog.asked.append)
        dialog.chosen.connect(dialog.said.append)
        dialog.show()
        return dialog

    return make


def test_return_takes_what_is_offered(offer, open_dialog, tmp_path, qtbot):
    dialog = open_dialog(offer)
    qtbot.waitUntil(dialog.save.hasFocus)
    QTest.keyClick(dialog.save, ENTER)
    assert dialog.said == [ExportChoice("generator", tmp_path / "Room edited", "diffusers", check=True)]
    assert not dialog.isVisible()


def test_cancel_and_escape_save_nothing(offer, open_dialog):
    for leave in (lambda d: QTest.mouseClick(d.cancel, LEFT), lambda d: QTest.keyClick(d, Qt.Key.Key_Escape)):
        dialog = open_dialog(offer)
        leave(dialog)
        assert not dialog.isVisible()
        assert dialog.said == []


def test_sizes_are_asked_for_once_and_shown(offer, open_dialog):
    dialog = open_dialog(offer)
    assert dialog.asked == ["diffusers"]
    assert dialog.about_size.text() == "…"
    dialog.set_size("diffusers", 25_000_000)
    assert dialog.about_size.text() == "about 25 MB"
    dialog.format.setCurrentIndex(2)
    assert dialog.asked == ["diffusers", "lora"]
    dialog.set_size("single-file", 9)
    assert dialog.about_size.text() == "…", "that was another format's"
    dialog.format.setCurrentIndex(0)
    assert dialog.asked == ["diffusers", "lora"]
    QTest.mouseClick(dialog.whats["recipe"], LEFT)
    assert dialog.about_size.text() == "about 0.7 kB"


def test_names_follow_the_format_until_a_person_gives_one(offer, open_dialog, tmp_path):
    dialog = open_dialog(offer)
    dialog.format.setCurrentIndex(1)
    assert dialog.name.text() == "Room edited.safetensors"
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "Night.safetensors")
    dialog.format.setCurrentIndex(0)
    assert dialog.name.text() == "Night"
    QTest.mouseClick(dialog.whats["picture"], LEFT)
    assert dialog.choice() == ExportChoice("picture", tmp_path / "Night.png", "png", check=True)
    dialog.name.setText("Night")
    assert dialog.choice().path == tmp_path / "Night.png", "an ending that is left out is put there"


def test_every_format_says_who_opens_it():
    names = (
        "native",
        "nvidia",
        "pti",
        "rosinality",
        "genforce",
        "diffusers",
        "single-file",
        "lora",
        "lora-peft",
        "uce",
    )
    for name in names:
        assert opened_by(FileFormat(name, "", "")).endswith(".")


def test_nothing_is_overwritten_unsaid(offer, open_dialog, tmp_path):
    (tmp_path / "Room edited").mkdir()
    (tmp_path / "old.safetensors").write_bytes(b"")
    dialog = open_dialog(offer)
    assert dialog.name.text() == "Room edited 2"
    dialog.format.setCurrentIndex(1)
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "old.safetensors")
    assert "will be replaced" in dialog.message.text()
    assert dialog.save.text() == "Replace"
    assert usual_name(offer, "generator", ".safetensors") == "Room edited.safetensors"


def test_the_generators_own_file_is_kept(offer, open_dialog, tmp_path):
    own = tmp_path / "own.safetensors"
    own.write_bytes(b"")
    dialog = open_dialog(ExportOffer((SINGLE,), "Room", tmp_path, own, offer.sizes))
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "own.safetensors")
    assert "opened from" in dialog.message.text()
    assert not dialog.save.isEnabled()


@pytest.mark.parametrize("name", ["", ".safetensors", "a/b"])
def test_names_that_are_none(offer, open_dialog, name):
    dialog = open_dialog(offer)
    dialog.format.setCurrentIndex(1)
    dialog.name.selectAll()
    QTest.keyClick(dialog.name, Qt.Key.Key_Delete)
    QTest.keyClicks(dialog.name, name)
    dialog._rename()
    assert not dialog.save.isEnabled()
    assert "name" in dialog.message.text()


def test_the_recipe_needs_no_check(offer, open_dialog):
    dialog = open_dialog(offer)
    QTest.mouseClick(dialog.whats["recipe"], LEFT)
    assert not dialog.check.isVisible()
    QTest.mouseClick(dialog.save, LEFT)
    assert dialog.said[0].what == "recipe"


def test_a_place_is_chosen_in_the_systems_dialog(offer, open_dialog, tmp_path, monkeypatch):
    (tmp_path / "sub").mkdir()
    monkeypatch.setattr(files, "ask_save", lambda *_: tmp_path / "sub" / "x.safetensors")
    monkeypatch.setattr(files, "ask_folder", lambda *_: tmp_path / "sub")
    dialog = open_dialog(offer)
    QTest.mouseClick(dialog.browse, LEFT)
    assert dialog.choice().path == tmp_path / "sub" / "Room edited"
    dialog.format.setCurrentIndex(1)
    QTest.mouseClick(dialog.browse, LEFT)
    assert dialog.choice().path == tmp_path / "sub" / "x.safetensors"
    dialog._folder = tmp_path / "gone"
    dialog._rename()
    assert not dialog.save.isEnabled()
