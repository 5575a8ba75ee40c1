"""Someone without a mouse: every step by keys that go to whatever has the focus, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.canvas.compare import Compare
from app.dialogs import files
from app.dialogs.browse import BrowseDialog
from app.dialogs.export import ExportDialog
from models.samples.lamp_light import lamp_region

pytestmark = pytest.mark.slow
Key = Qt.Key
CONTROL, SHIFT, ALT = (Qt.KeyboardModifier[f"{name}Modifier"] for name in ("Control", "Shift", "Alt"))


def opens_the_room(person) -> np.ndarray:
    """From the first screen; returns the picture."""
    person.waits(lambda: QGuiApplication.focusWindow() is not None)
    person.tabs_to("Open the sample room")
    person.strikes(Key.Key_Space)
    return person.sees()


def selects_the_lamp(person) -> np.ndarray:
    """With smart select, which is the tool at first; returns what is painted, float [H, W]."""
    person.goes_to(person.window.canvas)
    y, x = np.argwhere(lamp_region(person.sees()).levels() > 200).mean(0)
    person.steers_to(x + 0.5, y + 0.5)
    person.strikes(Key.Key_Return)
    person.waits(lambda: person.window.canvas.mask().any())
    return person.window.canvas.mask() / 255.0


def finds_what_makes_it(person) -> None:
    person.tabs_to("Find what makes this")
    person.strikes(Key.Key_Space)
    assert person.is_at() == "Cancel the search"
    person.waits(lambda: not person.window.studio.searching.is_running and person.sliders())
    assert person.is_at() == "Find what makes this", "the focus is where it was, when the search is over"


def edits(person):
    return person.window.studio.session.project.recipe.edits


def brightness(picture: np.ndarray, mask: np.ndarray) -> float:
    return float((picture.mean(2) / 255 * mask).sum() / mask.sum())


def test_a_person_dims_a_lamp_and_saves_the_generator_by_keyboard_alone(person, monkeypatch):
    before = opens_the_room(person)
    assert person.is_at() == "Picture"
    mask = selects_the_lamp(person)
    finds_what_makes_it(person)
    person.strikes(Key.Key_F6, SHIFT)
    assert person.is_at() == "Lamp 1: from off to double"
    person.strikes(Key.Key_Home)
    assert edits(person)[0].gain == 0.0
    assert brightness(person.sees(), mask) < brightness(before, mask) - 0.1

    person.strikes(Key.Key_E, CONTROL)
    person.waits(lambda: isinstance(QApplication.activeModalWidget(), ExportDialog))
    person.waits(lambda: person.is_at() == "Save")
    target = person.folder / "unlit room.safetensors"
    monkeypatch.setattr(files, "ask_save", lambda *_: target)  # the system's own dialog is the system's
    person.tabs_to("Choose where")
    person.strikes(Key.Key_Space)
    person.tabs_to("Save")
    person.strikes(Key.Key_Return)
    person.waits(lambda: person.reads("Saved and checked"))
    assert target.exists()
    person.strikes(Key.Key_Escape)
    assert person.is_at() == "Lamp 1: from off to double", "where it was before the dialog"


def test_a_person_renames_bypasses_carries_and_removes_edits_by_keyboard_alone(person):
    opens_the_room(person)
    selects_the_lamp(person)
    finds_what_makes_it(person)
    person.tabs_to("Part 1")
    person.strikes(Key.Key_Right)
    person.strikes(Key.Key_Return)
    assert [edit.name for edit in edits(person)] == ["Lamp 1", "Lamp 2"]
    person.waits(lambda: len(person.sliders()) == 2)

    person.tabs_to("Name of Lamp 1", back=True)
    person.strikes(Key.Key_F2)
    person.writes("Glow")
    person.strikes(Key.Key_Return)
    assert edits(person)[0].name == "Glow"
    person.strikes(Key.Key_F2)
    person.writes("nothing")
    person.strikes(Key.Key_Escape)
    assert person.is_at() == "Name of Glow"

    person.tabs_to("Bypass Glow")
    person.strikes(Key.Key_Space)
    assert [edit.enabled for edit in edits(person)] == [False, True]
    person.strikes(Key.Key_Space)
    person.tabs_to("Only Glow")
    person.strikes(Key.Key_Space)
    assert [edit.enabled for edit in edits(person)] == [True, False]
    person.strikes(Key.Key_Space)
    person.tabs_to("Place of Glow", back=True)
    person.strikes(Key.Key_Down)
    assert [edit.name for edit in edits(person)] == ["Lamp 2", "Glow"]
    person.tabs_to("Remove Glow")
    person.strikes(Key.Key_Space)
    assert person.is_at().startswith("Lamp 2"), "the row that is left"
    person.tabs_to("Remove Lamp 2", back=True)
    person.strikes(Key.Key_Space)
    assert person.is_at() == "Presets"
    person.strikes(Key.Key_Z, CONTROL)
    assert [edit.name for edit in edits(person)] == ["Lamp 2"]
    person.strikes(Key.Key_Y, CONTROL)
    assert not edits(person)


def test_a_person_paints_compares_and_chooses_scenes_by_keyboard_alone(person):
    opens_the_room(person)
    person.strikes(Key.Key_K, CONTROL)
    person.writes("brush")
    person.strikes(Key.Key_Return)
    person.waits(lambda: person.is_at() == "Picture")
    person.strikes(Key.Key_B)
    person.steers_to(20, 20)
    person.strikes(Key.Key_Return)
    first = person.window.canvas.mask().copy()
    person.strikes(Key.Key_Right)
    person.strikes(Key.Key_Return)
    second = person.window.canvas.mask().copy()
    assert 0 < first.sum() < second.sum()
    person.strikes(Key.Key_Z, CONTROL)
    assert np.array_equal(person.window.canvas.mask(), first)
    person.strikes(Key.Key_Z, CONTROL | SHIFT)
    assert np.array_equal(person.window.canvas.mask(), second)
    person.strikes(Key.Key_Y)
    assert person.window.canvas.compare() is Compare.SIDE_BY_SIDE
    person.strikes(Key.Key_Y)

    studio = person.window.studio
    person.goes_to(person.window.scenes)
    person.strikes(Key.Key_Right)
    assert studio.session.project.active == 1
    person.strikes(Key.Key_V, ALT)
    person.strikes(Key.Key_N)
    assert person.window.actions_by_key["pin_scene"].isChecked()
    person.strikes(Key.Key_Right)
    count = len(studio.session.project.scenes)
    person.strikes(Key.Key_Delete)
    assert len(studio.session.project.scenes) == count - 1
    assert person.is_at().startswith("Scene"), "the one that took its place"

    person.strikes(Key.Key_B, CONTROL)
    person.waits(lambda: isinstance(QApplication.activeModalWidget(), BrowseDialog))
    person.tabs_to("Seed ")
    person.strikes(Key.Key_Space)
    person.tabs_to("Add the picked seeds")
    person.strikes(Key.Key_Return)
    person.waits(lambda: len(studio.session.project.scenes) == count)

    asked = person.answers(Key.Key_Escape)
    person.strikes(Key.Key_W, CONTROL)
    assert len(asked) == 1
    assert studio.session.is_open, "Escape keeps the project open"
    person.goes_to(person.window.scenes)


def test_nothing_holds_the_focus_and_every_area_is_a_few_keys_away(person):
    opens_the_room(person)
    selects_the_lamp(person)
    finds_what_makes_it(person)
    person.tabs_to("Details of the ranking")
    person.strikes(Key.Key_Space)
    person.tabs_to("Ranking")
    person.strikes(Key.Key_Down)
    person.strikes(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().startswith("Rank\tLayer")
    person.strikes(Key.Key_I)
    person.waits(lambda: person.window.inspector.isVisible())
    person.tabs_to("Look at this part")
    person.tabs_to("Ranking", back=True)
    start, passed = person.is_at(), []
    while start not in passed[1:]:
        person.strikes(Key.Key_Tab)
        passed.append(person.is_at())
        assert len(passed) < 150, "Tab goes round"
    assert {"Picture", "Save edited generator", "Add a scene", "Lamp 1: from off to double"} <= set(passed)
    for area in (person.window.toolbar, person.window.canvas, person.window.edits, person.window.side_tabs):
        person.goes_to(area)
