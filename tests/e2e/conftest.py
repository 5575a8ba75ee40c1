"""A person before the real studio with the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from person import Person
from PySide6.QtWidgets import QApplication

from app.engine.client import ProcessEngine
from app.main_window import MainWindow
from app.session import recent
from app.studio import Studio
from app.widgets.theme import apply_theme
from tests.leaks import nothing_left


@pytest.fixture(autouse=True)
def leaks():
    """Every test leaves the house as it found it."""
    with nothing_left():
        yield


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """Before the engine starts: it inherits where rankings are kept."""
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def person(qtbot, monkeypatch, tmp_path):
    """Someone who has just started the studio and sees the welcome view. At the end nothing of it is left running."""
    monkeypatch.setattr(recent, "user_state_path", lambda *_, **__: tmp_path / "state")
    app = QApplication.instance()
    apply_theme(app)
    engine = ProcessEngine()
    window = MainWindow(Studio(engine, recovery=tmp_path / "state" / "recovery"))
    with qtbot.waitExposed(window):
        window.show()
    engine.start()
    window.show_recent()
    yield Person(qtbot, window, Path(tmp_path), monkeypatch)
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    window.close()
    assert not engine.running
