"""Two lamps in the room: one goes out and the other stays lit."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from tests.support.lamp_units import lamp_unit_names

pytestmark = pytest.mark.slow


BRIGHT = 150  # of 255
BEDSIDES = (slice(9, 19), slice(45, 55))  # columns of the pictures in which lamps of this room stand
SHADES = slice(26, 36)


def lamps(picture: np.ndarray) -> list[np.ndarray]:
    """Where lamps shine beside the bed, one mask each, from left to right."""
    found = []
    for columns in BEDSIDES:
        mask = np.zeros(picture.shape[:2], bool)
        mask[SHADES, columns] = True
        if np.percentile(picture.mean(2)[mask], 80) > BRIGHT:
            found.append(mask)
    return found


def looks_for_two_lamps(person) -> list[np.ndarray]:
    """Goes through the scenes, and adds some, until two lamps shine."""
    person.clicks("Open the sample room")
    for _ in range(24):
        if len(found := lamps(person.sees())) == 2:
            return found
        person.clicks("Add a scene")
    raise AssertionError("no scene with two lamps")


def paints_around(person, lamp: np.ndarray) -> None:
    """Thick strokes over a lamp and what it throws on the wall."""
    rows, columns = np.argwhere(lamp).T
    middle, height = float(columns.mean()), int(np.ptp(rows))
    for y in range(int(rows.min()) - height // 2, int(rows.max()) + height // 2, 3):
        person.paints([(middle - 6, y + 0.5), (middle + 6, y + 0.5)])


def chooses(person, entry: str) -> None:
    """An entry of the first edit's menu, with the keys."""
    row = person.window.edits.row(person.window.studio.session.project.recipe.edits[0].key)
    QTest.mouseClick(row.more, Qt.MouseButton.LeftButton)
    person.waits(row.menu.isVisible)
    action = next(action for action in row.menu.actions() if action.text() == entry)
    while row.menu.activeAction() is not action:
        QTest.keyClick(row.menu, Qt.Key.Key_Down)
    QTest.keyClick(row.menu, Qt.Key.Key_Return)
    person.waits(lambda: not row.menu.isVisible())
    person.window.activateWindow()  # as a window manager does, which is not there offscreen


def brightness(picture: np.ndarray, mask: np.ndarray) -> float:
    return float(picture[mask].mean() / 255)


def test_one_lamp_goes_out_and_the_other_stays(person):
    left, right = looks_for_two_lamps(person)
    before = person.sees()
    person._monkeypatch.setattr("app.dialogs.questions.ask_units", lambda *_: lamp_unit_names())
    person.presses(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    person.drags_slider(person.slider(), to=0.0)
    both = person.sees()
    falls = [brightness(before, lamp) - brightness(both, lamp) for lamp in (left, right)]
    assert min(falls) > 0.02, "without a region both go dark"

    paints_around(person, left)
    chooses(person, "Only in the painted region")
    one = person.sees()
    fall, other = (brightness(before, lamp) - brightness(one, lamp) for lamp in (left, right))
    assert fall > 0.4 * falls[0]
    assert abs(other) < 0.25 * falls[1]

    person.clicks("Save edited generator…")
    person.waits(lambda: person.reads("acts in a part of the picture only"))
    path = person.will_save_as(person.folder / "one lamp.png")
    person.clicks("Picture…")
    assert path.exists()

    chooses(person, "Everywhere again")
    assert np.array_equal(person.sees(), both)
    person.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(person.sees(), one)
    person.will_open(path)
    person.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.window.files.open_path(path)
    assert np.array_equal(person.sees(), one), "the picture carries its region"


def test_a_lamp_is_given_another_colour(person):
    left, _right = looks_for_two_lamps(person)
    person._monkeypatch.setattr("app.dialogs.questions.ask_units", lambda *_: lamp_unit_names())
    person.presses(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    before = person.sees()

    def looks_at_blue_and_takes_it(_parent, _colour, follow):
        blue = QColor(80, 120, 255)
        follow(blue)
        return blue

    person._monkeypatch.setattr("app.dialogs.questions.ask_colour", looks_at_blue_and_takes_it)
    person.slider()
    person.clicks("Colour of the light of Part 1")
    after = person.sees()
    red, blue = (float(before[left][:, c].mean() - after[left][:, c].mean()) for c in (0, 2))
    assert red > 10
    assert abs(blue) < 3
