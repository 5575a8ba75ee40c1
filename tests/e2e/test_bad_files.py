"""A person opens what cannot be opened: one clear sentence each, and nothing is lost."""

from __future__ import annotations

import pickle

import pytest
from PySide6.QtCore import Qt

from models.document.formats import encode
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe
from models.samples.catalogue import LAMP_ROOM, checkpoint_path

pytestmark = pytest.mark.slow


def opens(person, path):
    person.will_open(path)
    person.presses(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def painted(person):
    """Someone who has the sample room open and something painted."""
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person._monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    return person


def test_files_that_are_no_generator(painted, tmp_path):
    whole = checkpoint_path(LAMP_ROOM).read_bytes()
    cases = {
        "short.safetensors": (whole[: len(whole) // 2], "damaged"),
        "notes.safetensors": (b"just a text", "text"),
        "old.pkl": (pickle.dumps({"a": 1}), "pickle"),
        "empty.safetensors": (b"", "empty"),
    }
    project = painted.window.studio.session.project
    picture = painted.sees()
    for name, (data, word) in cases.items():
        path = tmp_path / name
        path.write_bytes(data)
        opens(painted, path)
        painted.waits(lambda word=word: painted.reads(word))
        assert painted.window.studio.session.project is project
        painted.window.toast.close_notice()
    assert (painted.sees() == picture).all()


def test_a_recipe_for_another_generator(painted, tmp_path):
    path = tmp_path / "other.json"
    path.write_bytes(encode("recipe", Recipe(Fingerprint("0" * 64, "stylegan2 skip 1024 channels 512"))))
    project = painted.window.studio.session.project
    opens(painted, path)
    painted.waits(lambda: painted.reads("another architecture"))
    assert painted.window.studio.session.project is project
