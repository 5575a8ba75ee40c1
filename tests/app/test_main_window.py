"""What the window itself listens to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.engine.fake import FakeEngine
from app.engine.protocol.to_engine import Render
from app.main_window import MainWindow
from app.studio import Studio


@pytest.fixture
def window(qtbot, monkeypatch):
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    engine = FakeEngine()
    engine.answers[Render] = lambda message: ()
    window = MainWindow(Studio(engine))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    engine.start()
    window.studio.opening.generator("rooms.safetensors")
    qtbot.waitUntil(lambda: window.studio.session.is_open)
    yield window
    window.close()


def test_a_backslash_that_is_typed_is_text_and_elsewhere_shows_the_picture_before(window, qtbot):
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.waitUntil(window.canvas.hasFocus)
    QTest.keyPress(window.canvas, Qt.Key.Key_Backslash)
    assert window.compare_button.isChecked()
    QTest.keyRelease(window.canvas, Qt.Key.Key_Backslash)
    assert not window.compare_button.isChecked()

    window.change_word.show()
    keep = window.change_word.keep
    keep.setFocus()
    qtbot.waitUntil(keep.hasFocus)
    QTest.keyClick(keep, "\\")
    assert keep.toPlainText() == "\\"
    assert not window.compare_button.isChecked()
