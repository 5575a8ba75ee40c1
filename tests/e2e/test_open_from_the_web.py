"""A person opens a generator from the web: sees what it is, cancels, and goes on from there another time."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.dialogs.download import DownloadDialog
from models.checkpoints.places import kept_path, place_of
from models.samples.catalogue import LAMP_ROOM, checkpoint_path
from tests.support.web_server import web_server

pytestmark = pytest.mark.slow

PATH = "/nets/room.safetensors"


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """Before the engine starts: it inherits where downloads are kept."""
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def web():
    with web_server() as server:
        yield server


def opens_from_the_web(person, address) -> list[str]:
    """Types the address into the dialog, reads what it is, says yes. Returns what was read."""
    read = []

    def in_the_dialog():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, DownloadDialog):
            QTimer.singleShot(20, in_the_dialog)
        elif not dialog.address.text():
            QTest.keyClicks(dialog.address, address)
            QTest.keyClick(dialog.address, Qt.Key.Key_Return)
            QTimer.singleShot(20, in_the_dialog)
        elif dialog.chosen():
            read.extend([fact.text() for fact in dialog.facts.values()] + [dialog.go.text()])
            QTest.keyClick(dialog.address, Qt.Key.Key_Return)
        else:
            QTimer.singleShot(20, in_the_dialog)

    QTimer.singleShot(0, in_the_dialog)
    person.clicks("Open from the web…")
    return read


def test_a_person_cancels_a_download_and_goes_on_with_it_later(person, web):
    content = checkpoint_path(LAMP_ROOM).read_bytes()
    served = web.serve(PATH, content, piece=20_000, pause=0.05)
    status, session = person.window.status, person.window.studio.session
    part = kept_path(place_of(web.url(PATH))).with_name("room.safetensors.part")

    read = opens_from_the_web(person, web.url(PATH))
    assert read[0] == "room.safetensors"
    assert "127.0.0.1" in read
    assert "1.4 MB" in read
    assert read[-1] == "Download and open"
    person.waits(lambda: status._job.text().startswith("Downloading 0.") and "of 1.4 MB" in status._job.text())
    person.waits(lambda: part.exists() and part.stat().st_size > 100_000)
    start = time.monotonic()
    person.clicks("Cancel")
    person.waits(lambda: status._cancel.isHidden())
    assert time.monotonic() - start < 1
    assert not session.is_open
    assert person.button("Open the sample room")

    person.qtbot.wait(300)  # the engine's thread has stopped, too
    have = part.stat().st_size
    assert 100_000 < have < len(content)
    served.sent, served.pause = 0, 0.005
    opens_from_the_web(person, web.url(PATH))
    picture = person.sees()
    assert served.requests[-1]["Range"] == f"bytes={have}-"
    assert served.sent <= len(content) - have + 3 * served.piece, "only the rest, and a bit for looking it up"
    assert session.project.generator_path == web.url(PATH)
    assert picture.std() > 10


def test_the_room_stays_lively_while_another_is_downloaded(person, web):
    web.serve(PATH, checkpoint_path(LAMP_ROOM).read_bytes(), piece=20_000, pause=0.03)
    person.clicks("Open the sample room")
    person.sees()
    window = person.window
    window.files.open_typed(web.url(PATH))
    person.waits(lambda: window.status._job.text().startswith("Downloading 0."))
    before = window.studio.session.project.active
    person.clicks("Add a scene")
    person.sees()
    assert window.studio.session.project.active != before
    assert window.studio.opening.is_running, "the picture came during the download"
    person.presses(Qt.Key.Key_Escape)
    person.waits(lambda: not window.studio.opening.is_running)
    assert window.studio.session.project.generator_path == LAMP_ROOM


def test_a_link_that_leads_nowhere_is_one_sentence(person, web):
    person.window.files.open_typed(web.url("/nothing.pkl"))
    person.waits(lambda: person.reads("There is no file at this address"))
    web.serve(PATH, b"<html>", headers={"Content-Type": "text/html"})
    person.window.toast.close_notice()
    person.window.files.open_typed(web.url(PATH))
    person.waits(lambda: person.reads("not a file"))
