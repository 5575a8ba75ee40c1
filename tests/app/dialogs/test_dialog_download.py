"""Open from the web: nothing before a person has seen what it is."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from app.dialogs import download
from app.dialogs.download import DownloadDialog, Offer
from models.checkpoints.public import public_generators
from models.document.errors import UnlitError

LINK = "https://example.com/lamps.pkl"


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Which addresses a server was asked about; the answer may be set."""
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path))
    asked = []

    def look_up(address):
        asked.append(address)
        return Offer(address, "lamps.pkl", "example.com", 360_000_000, here=False)

    monkeypatch.setattr(download, "look_up", look_up)
    return asked


@pytest.fixture
def open_dialog(qtbot):
    def make(address=""):
        dialog = DownloadDialog(address=address)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def texts(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_first_what_it_is_then_yes(open_dialog, asked, qtbot):
    dialog = open_dialog()
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.address, LINK)
    assert asked == []
    assert dialog.go.text() == "Look it up"
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.go.text() == "Download and open")
    assert asked == [LINK]
    for text in ("lamps.pkl", "example.com", "360 MB", "ever executed"):
        assert text in texts(dialog)
    assert dialog.result() != QDialog.DialogCode.Accepted
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.chosen() == LINK


def test_with_the_keyboard_alone(open_dialog, asked, qtbot):
    dialog = open_dialog()
    dialog.address.setFocus()
    QTest.keyClicks(dialog.address, LINK)
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.go.text() == "Download and open")
    QTest.keyClick(dialog.address, Qt.Key.Key_Return)
    assert dialog.chosen() == LINK


def test_a_public_generator_says_its_licence(open_dialog, asked, qtbot):
    known = public_generators()[0]
    dialog = open_dialog(known.where)
    qtbot.waitUntil(lambda: dialog.go.text() == "Download and open")
    for text in (known.licence, known.source, known.format):
        assert text in texts(dialog)


def test_another_address_must_be_looked_up_again(open_dialog, asked, qtbot):
    dialog = open_dialog(LINK)
    qtbot.waitUntil(lambda: dialog.go.text() == "Download and open")
    dialog.address.setText(LINK + "2")
    assert dialog.go.text() == "Look it up"
    assert "360 MB" not in texts(dialog)
    assert dialog.chosen() == ""


def test_an_answer_to_an_older_question_does_not_count(open_dialog, monkeypatch, qtbot):
    go = threading.Event()
    done = []

    def slow(address):
        go.wait(5)
        done.append(address)
        return Offer(address, "old.pkl", "example.com", 1, here=False)

    monkeypatch.setattr(download, "look_up", slow)
    dialog = open_dialog(LINK)
    dialog.address.setText("https://example.com/other.pkl")
    go.set()
    qtbot.waitUntil(lambda: bool(done))
    qtbot.wait(50)
    assert dialog.go.text() == "Look it up"


def test_what_is_wrong_is_one_sentence_and_can_be_tried_again(open_dialog, monkeypatch, qtbot):
    def no(address):
        raise UnlitError("There is no file at this address on example.com.")

    monkeypatch.setattr(download, "look_up", no)
    dialog = open_dialog(LINK)
    qtbot.waitUntil(lambda: "no file at this address" in dialog.message.text())
    assert dialog.go.text() == "Look it up"
    assert dialog.go.isEnabled()


@pytest.mark.parametrize("address", ["hf:nothing", "http://example.com/a.pkl", "https://huggingface.co/a"])
def test_what_is_no_address_asks_nobody(open_dialog, asked, address):
    dialog = open_dialog(address)
    assert asked == []
    assert dialog.message.text().endswith(".")
    assert not dialog.go.isEnabled()


def test_a_page_of_the_hub_becomes_its_file(open_dialog, asked, qtbot):
    dialog = open_dialog("https://huggingface.co/owner/name/blob/main/lamps.pkl")
    qtbot.waitUntil(lambda: dialog.go.text() == "Download and open")
    assert dialog.chosen() == "hf:owner/name/lamps.pkl"


def test_closing_while_a_server_is_asked_is_harmless(monkeypatch, qtbot):
    go, done = threading.Event(), threading.Event()

    def slow(address):
        go.wait(5)
        done.set()
        return Offer(address, "old.pkl", "example.com", 1, here=False)

    monkeypatch.setattr(download, "look_up", slow)
    dialog = DownloadDialog(address=LINK)
    dialog.reject()
    dialog.deleteLater()
    qtbot.wait(20)
    go.set()
    assert done.wait(5)
    qtbot.wait(50)


def test_what_is_here_already_is_only_opened(monkeypatch, tmp_path, open_dialog, qtbot):
    from models.checkpoints.places import kept_path, place_of

    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path))
    kept = kept_path(place_of(LINK))
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"x" * 2000)
    dialog = open_dialog(LINK)
    qtbot.waitUntil(lambda: dialog.go.text() == "Open")
    assert "on this disk already" in texts(dialog)
    assert "2.0 kB" in texts(dialog)


def test_everything_has_a_name(open_dialog):
    dialog = open_dialog()
    pieces = [piece for kind in (QPushButton, QLineEdit) for piece in dialog.findChildren(kind)]
    assert len(pieces) == 3
    assert all(piece.accessibleName() for piece in pieces)
