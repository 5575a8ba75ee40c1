"""A file that is dropped on the window: what carries a recipe gives it."""

from __future__ import annotations

import json

import pytest

from app.engine.fake import INFO, FakeEngine
from app.engine.protocol.to_engine import Open, Render
from app.main_window import MainWindow
from app.studio import Studio
from models.document.carried import CARD, RECIPE
from models.document.formats import encode
from models.document.recipe import Recipe, UnitEdit
from models.document.units import UnitId

DIMMED = Recipe(INFO.fingerprint, (UnitEdit("k", "Lamp", (UnitId("b8.conv1", 3),), gain=0.0),))


@pytest.fixture
def window(qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("UNLIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    engine = FakeEngine()
    engine.answers[Render] = lambda message: ()  # pictures come later than the views are ready for them
    window = MainWindow(Studio(engine))
    window.engine = engine
    qtbot.addWidget(window)
    window.show()
    engine.start()
    window.studio.opening.generator("rooms.safetensors")
    qtbot.waitUntil(lambda: window.studio.session.is_open)
    yield window
    window.close()


def written(path, metadata):
    header = json.dumps({"__metadata__": metadata}).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header)
    return path


def test_a_lora_that_unlit_wrote_gives_its_recipe(window, tmp_path):
    lora = written(tmp_path / "lamp.safetensors", {RECIPE: encode("recipe", DIMMED).decode()})
    window.files.open_dropped(str(lora))
    assert window.studio.session.project.recipe == DIMMED
    assert len(window.engine.sent_of(Open)) == 1


def test_a_whole_generator_that_carries_one_is_opened(window, tmp_path):
    whole = written(tmp_path / "room.safetensors", {RECIPE: encode("recipe", DIMMED).decode(), CARD: "{}"})
    window.files.open_dropped(str(whole))
    assert window.engine.sent_of(Open)[-1].path == str(whole)
