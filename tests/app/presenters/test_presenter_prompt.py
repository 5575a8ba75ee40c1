"""The whole window on an engine that answers at once, with a generator that is asked with words."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from app.dialogs import files
from app.engine.fake import INFO, FakeEngine
from app.engine.protocol.to_engine import Open, Render
from app.main_window import MainWindow
from app.session.document import active_scene, region_of
from app.studio import Studio
from models.document.scene import Prompt


@pytest.fixture
def engine(qapp):
    """Pictures come when the views are ready for them, of the size that is asked for."""
    engine = FakeEngine(replace(INFO, prompts=True, defaults=Prompt("a lit lamp", steps=12), size_step=8))

    def later(message):
        prompt = message.request.scene.prompt
        picture = np.full((prompt.height or 64, prompt.width or 64, 3), 120, np.uint8)
        ((answer, _),) = engine._rendered(message)
        QTimer.singleShot(0, engine, lambda: engine.deliver(answer, picture))
        return ()

    engine.answers[Render] = later
    return engine


@pytest.fixture
def window(qtbot, engine, monkeypatch):
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    window = MainWindow(Studio(engine))
    qtbot.addWidget(window)
    window.show()
    engine.start()
    window.studio.opening.generator("a folder")
    qtbot.waitUntil(lambda: window.canvas_presenter.picture is not None)
    yield window
    window.close()


def scene(window):
    return active_scene(window.studio.session.project)


def test_a_prompt_that_is_typed_is_rendered_and_can_be_undone(window, engine):
    before = scene(window)
    window.prompt.text.selectAll()
    QTest.keyClicks(window.prompt.text, "a bed")
    QTest.keyClick(window.prompt.text, Qt.Key.Key_Return)
    assert scene(window).prompt.text == "a bed"
    assert [m.request.scene.prompt.text for m in engine.sent_of(Render) if m.slot == "canvas"][-1] == "a bed"
    assert window.scenes._thumbnails[0].toolTip() == "a bed"
    window.actions_by_key["undo"].trigger()
    assert scene(window) == before
    assert window.prompt.text.text() == "a lit lamp"


def test_a_word_is_shown_on_the_canvas_and_becomes_the_region(window):
    use = window.actions_by_key["word_region"]
    assert not use.isEnabled()
    QTest.mouseClick(window.prompt.words.chip(1), Qt.MouseButton.LeftButton)
    assert window.canvas.glows()
    assert use.isEnabled()
    use.trigger()
    assert not window.canvas.glows()
    assert np.flatnonzero(window.canvas.mask().any(0)).tolist() == [1]
    assert region_of(window.studio.session.project, scene(window)) is not None


def test_another_scene_has_its_own_prompt(window):
    window.studio.session.note(lambda project: replace(project, active=2))
    assert window.prompt.seed.value() == 2
    window.studio.session.close()
    assert not window.prompt.isVisible()


def test_a_folder_is_opened(window, engine, monkeypatch, tmp_path):
    (tmp_path / "model_index.json").write_text("{}")
    monkeypatch.setattr(files, "ask_folder", lambda *_: tmp_path)
    window.actions_by_key["open_folder"].trigger()
    assert engine.sent_of(Open)[-1].path == str(tmp_path)


def test_pictures_of_another_size_have_their_region(window, qtbot):
    wide = replace(scene(window), prompt=Prompt("a lit lamp", width=96, height=64))
    window.prompt.scene_changed.emit(wide)
    qtbot.waitUntil(lambda: window.canvas.picture_size() == (96, 64))
    assert window.canvas.mask().shape == (64, 96)


def test_a_size_that_is_set_in_the_details_is_drawn_and_can_be_undone(window, engine, qtbot):
    QTest.mouseClick(window.prompt.details, Qt.MouseButton.LeftButton)
    box = window.prompt.picture_width
    assert (box.value(), box.singleStep()) == (64, 8)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: window.canvas.picture_size() == (72, 64))
    assert scene(window).prompt.width == 72
    window.actions_by_key["undo"].trigger()
    assert scene(window).prompt.width == 0
    assert box.value() == 64
