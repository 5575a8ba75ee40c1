"""A slider as an animation, and a sheet of scenes, drawn while a person waits."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from app.dialogs.sweep import SweepOptions
from tests.support.lamp_units import lamp_unit_names

pytestmark = pytest.mark.slow


def adds_the_lamp_s_switch(person) -> str:
    """By its name; the key of its edit."""
    person.clicks("Open the sample room")
    person.sees()
    person._monkeypatch.setattr("app.dialogs.questions.ask_units", lambda *_: lamp_unit_names())
    person.presses(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    person.slider()
    return person.window.studio.session.project.recipe.edits[0].key


def test_a_person_saves_an_animation_of_all_scenes_and_a_sheet(person):
    key = adds_the_lamp_s_switch(person)
    options = SweepOptions(0.0, 1.0, 0.5, back=True, everywhere=True)
    person._monkeypatch.setattr("app.dialogs.sweep.ask_sweep", lambda *_: options)
    path = person.will_save_as(person.folder / "lamp.gif")
    person.window.edits.row(key).wanted.emit("sweep")
    assert person.window.studio.showing.is_running
    person.waits(lambda: person.reads("Saved lamp.gif"))
    with Image.open(path) as gif:
        assert gif.n_frames == 12
        first = np.asarray(gif.convert("RGB")).astype(int)
        gif.seek(6)
        lit = np.asarray(gif.convert("RGB")).astype(int)
    assert lit.mean() > first.mean() + 1, "the lamps go on"

    sheet = person.will_save_as(person.folder / "rooms.png")
    person.window.actions_by_key["save_sheet"].trigger()
    person.waits(lambda: person.reads("Saved rooms.png"))
    assert sheet.exists()


def test_a_person_cancels_a_long_animation_and_nothing_is_left(person):
    key = adds_the_lamp_s_switch(person)
    options = SweepOptions(0.0, 2.0, 10.0, back=False, everywhere=True)
    person._monkeypatch.setattr("app.dialogs.sweep.ask_sweep", lambda *_: options)
    path = person.will_save_as(person.folder / "long.gif")
    person.window.edits.row(key).wanted.emit("sweep")
    person.waits(lambda: person.window.status._bar.maximum() > 0)
    person.presses(Qt.Key.Key_Escape)
    person.waits(lambda: not person.window.studio.showing.is_running)
    assert not path.exists()
    assert [each.name for each in person.folder.iterdir() if each.suffix in (".gif", ".part")] == []
