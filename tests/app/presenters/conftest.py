"""A window on an engine that answers at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from app.engine.fake import FakeEngine
from app.engine.protocol.to_engine import Render
from app.main_window import MainWindow
from app.session import recent
from app.studio import Studio


@pytest.fixture
def window(qtbot, monkeypatch, tmp_path):
    """A window with the fake generator open."""
    monkeypatch.setattr(recent, "user_state_path", lambda *_, **__: tmp_path / "state")
    window = MainWindow(Studio(engine := FakeEngine()))
    draw = engine.answers[Render]

    def drawn_later(message):
        """As from another process: not before everybody has heard why."""
        QTimer.singleShot(0, lambda: [engine.deliver(*answer) for answer in draw(message)])
        return ()

    engine.answers[Render] = drawn_later
    window.show()
    engine.start()
    window.studio.opening.generator("rooms.safetensors")
    qtbot.waitUntil(lambda: window.canvas_presenter.picture is not None)
    yield window
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    window.close()
