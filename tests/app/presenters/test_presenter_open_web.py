"""The whole window on an engine that answers at once: opening from the web asks first."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.dialogs import download
from app.engine.fake import FakeEngine
from app.engine.protocol.to_engine import Cancel, Open, Render
from app.engine.protocol.to_studio import Opening
from app.main_window import MainWindow
from app.studio import Studio
from models.document.project import save_project

LINK = "https://example.com/lamps.pkl"


@pytest.fixture
def engine(qapp):
    engine = FakeEngine()
    engine.answers[Render] = lambda message: ()  # pictures come later than the views are ready for them
    return engine


@pytest.fixture
def window(qtbot, engine, monkeypatch, tmp_path):
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    monkeypatch.setattr("app.presenters.saving.remember_project", lambda path: None)
    window = MainWindow(Studio(engine))
    qtbot.addWidget(window)
    window.show()
    engine.start()
    yield window
    window.close()


@pytest.fixture
def asked(monkeypatch):
    """The addresses that a person was asked about; `answers` decides, yes at first."""

    class Asked(list):
        yes = True

    asked = Asked()

    def ask(parent, address=""):
        asked.append(address)
        return (address or LINK) if asked.yes else None

    monkeypatch.setattr(download, "ask_download", ask)
    return asked


def opened(engine):
    return [message.path for message in engine.sent_of(Open)]


def drop(window, mime):
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), action, mime, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), action, mime, buttons, keys))


def link():
    mime = QMimeData()
    mime.setUrls([QUrl(LINK)])
    return mime


def ways(window):
    public = window.welcome._public
    return {
        "menu": lambda: window.actions_by_key["open_web"].trigger(),
        "button": lambda: window.welcome.web_wanted.emit(),
        "public": lambda: public.wanted.emit(LINK),
        "drop": lambda: drop(window, link()),
        "drop on the canvas": lambda: window.canvas.file_dropped.emit(LINK),
        "paste": lambda: (
            QApplication.clipboard().setText(f" {LINK}\n"),
            window.actions_by_key["paste"].trigger(),
        ),
    }


WAYS = ["menu", "button", "public", "drop", "drop on the canvas", "paste"]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_asks_first(window, engine, asked, way):
    asked.yes = False
    ways(window)[way]()
    assert len(asked) == 1
    assert opened(engine) == []
    asked.yes = True
    ways(window)[way]()
    assert opened(engine) == [LINK]
    assert window.studio.session.project.generator_path == LINK


def test_the_key(window, engine, asked, qtbot):
    qtbot.waitExposed(window)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert asked == [""]


def test_what_is_typed_on_the_command_line_was_asked_for(window, engine, asked):
    window.files.open_typed(LINK)
    window.files.open_typed("sample:lamp_room")
    assert opened(engine) == [LINK, "sample:lamp_room"]
    assert asked == []


def test_another_text_that_was_copied(window, engine, asked):
    QApplication.clipboard().setText("lamps")
    window.files.paste_link()
    assert asked == []
    assert "no link" in window.toast.notice().text


def test_a_dropped_file_is_still_a_file(window, engine, asked, tmp_path):
    file = tmp_path / "lamps.safetensors"
    file.write_bytes((8).to_bytes(8, "little") + b"{}      ")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    drop(window, mime)
    assert asked == []
    assert opened(engine) == [str(file)]


def test_a_project_from_elsewhere_asks_before_it_downloads(window, engine, asked, tmp_path):
    window.files.open_typed("rooms.safetensors")
    window.studio.opening.generator("rooms.safetensors")
    path = tmp_path / "a.unlit"
    save_project(replace(window.studio.session.project, generator_path=LINK), path)
    before = opened(engine)
    asked.yes = False
    window.files.open_path(path)
    assert asked == [LINK]
    assert opened(engine) == before
    asked.yes = True
    window.files.open_path(path)
    assert opened(engine)[-1] == LINK
    assert window.studio.session.path == path


def test_a_download_is_seen_and_can_be_cancelled(window, engine, asked):
    engine.holding = True
    window.files.open_typed(LINK)
    message = engine.sent_of(Open)[-1]
    engine.deliver(Opening(message.epoch, message.job, "Downloading", 120_000_000, 360_000_000))
    assert window.status._job.text() == "Downloading 120 of 360 MB"
    assert window.actions_by_key["cancel"].isEnabled()
    window.status._cancel.click()
    assert engine.sent_of(Cancel)[-1].job == message.job
    assert window.status._cancel.isHidden()
    assert not window.actions_by_key["cancel"].isEnabled()
    assert not window.studio.session.is_open
