"""An artist looks through rooms, keeps one, names it, goes between two, and makes them all more varied or less."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.dialogs.browse import BrowseDialog
from app.session.document import active_scene
from models.document.scene import Toward

pytestmark = pytest.mark.slow
LEFT = Qt.MouseButton.LeftButton


def project(person):
    return person.window.studio.session.project


def chooses(person, index, words):
    """An entry of a scene's menu."""
    strip = person.window.scenes
    strip._menu(strip._thumbnails[index], strip._thumbnails[index].rect().center())
    (action,) = (a for menu in strip.findChildren(QMenu) for a in menu.actions() if a.text().startswith(words))
    assert action.isEnabled()
    action.trigger()
    action.parent().close()
    person.qtbot.waitUntil(lambda: not strip.findChildren(QMenu))


def goes_to(person, index):
    """With the focus, also where a menu or dialog has just closed."""
    thumbnail = person.window.scenes._thumbnails[index]
    person.window.activateWindow()
    thumbnail.setFocus()
    person.waits(thumbnail.hasFocus)


def test_an_artist_browses_seeds_keeps_one_and_names_it(person):
    person.clicks("Open the sample room")
    person.sees()
    count = len(project(person).scenes)
    person.presses(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    dialog = person.window.findChild(BrowseDialog)
    person.waits(lambda: all(thumbnail.has_picture() for thumbnail in dialog.grid.thumbnails()))
    seed = dialog.seeds()[5]
    QTest.mouseClick(dialog.grid.thumbnails()[5], LEFT)
    QTest.mouseClick(dialog.add, LEFT)
    assert [scene.seed for scene in project(person).scenes[count:]] == [seed]
    assert active_scene(project(person)).seed == seed
    person.waits(lambda: not person.window.findChildren(BrowseDialog))

    chooses(person, count, "Pin")
    person._monkeypatch.setattr("app.dialogs.questions.ask_name", lambda *_: "Evening")
    goes_to(person, count)
    person.presses(Qt.Key.Key_F2)
    assert person.window.scenes._thumbnails[count].accessibleName() == "Evening, pinned"

    person.clicks("Random scenes")
    scenes = project(person).scenes
    assert scenes[count].seed == seed
    person.waits(lambda: all(person.window.studio.live.current(f"scene {i}") for i in range(count)))
    goes_to(person, count)
    person.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert project(person).scenes[count - 1].seed == seed

    path = person.will_save_as(person.folder / "evening.unlit")
    person.presses(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = project(person)
    person.presses(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    person.will_open(path)
    person.clicks("Open a project…")
    person.waits(lambda: person.window.studio.session.is_open)
    assert project(person) == saved
    assert person.window.scenes._thumbnails[count - 1].text() == "Evening"


def test_an_artist_goes_from_one_room_to_another(person):
    person.clicks("Open the sample room")
    start = person.sees()
    other = project(person).scenes[3]
    chooses(person, 3, "Between")
    assert active_scene(project(person)).toward == Toward(other.seed, 0.5)
    middle = person.sees()
    assert not np.array_equal(middle, start)
    track = person.window.scene_sliders.part.track
    for key, expected in ((Qt.Key.Key_Home, 0.0), (Qt.Key.Key_End, 1.0)):
        QTest.keyClick(track, key)
        assert active_scene(project(person)).toward.part == expected
        seen = person.sees()
        index = project(person).active
        place = 0 if expected == 0 else 3
        person.clicks(person.window.scenes._thumbnails[place].accessibleName())
        assert np.abs(person.sees().astype(int) - seen).max() <= 1, "the end of the way is the scene itself"
        person.clicks(person.window.scenes._thumbnails[index].accessibleName())


def test_the_variety_of_a_room_is_one_step_back(person):
    person.clicks("Open the sample room")
    before = person.sees()
    track = person.window.scene_sliders.variety.track
    track.setFocus()
    track.setSliderDown(True)
    for value in range(70, 0, -5):
        track.setValue(value)
        person.qtbot.wait(5)
    track.setSliderDown(False)
    assert active_scene(project(person)).psi == 0.05
    assert not np.array_equal(person.sees(), before)
    assert person.window.scenes._thumbnails[project(person).active].has_picture()
    person.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(person.sees(), before)
