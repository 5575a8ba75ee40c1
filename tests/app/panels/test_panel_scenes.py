"""The strip of scenes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.panels.scenes import ScenesStrip
from models.document.scene import Scene

LEFT = Qt.MouseButton.LeftButton
SCENES = tuple(Scene(seed=seed) for seed in (3, 7, 12))


@pytest.fixture
def strip(qtbot, picture):
    widget = ScenesStrip()
    qtbot.addWidget(widget)
    widget.resize(600, 120)
    widget.set_scenes(SCENES, 1)
    for i in range(3):
        widget.set_picture(i, picture)
    widget.show()
    return widget


def thumbnails(strip):
    return strip._thumbnails


def test_the_active_scene_is_marked(strip):
    assert [t.isChecked() for t in thumbnails(strip)] == [False, True, False]
    assert [t.text() for t in thumbnails(strip)] == ["Scene 3", "Scene 7", "Scene 12"]


def test_a_click_asks_and_the_window_answers(strip, qtbot):
    with qtbot.waitSignal(strip.scene_chosen) as said:
        QTest.mouseClick(thumbnails(strip)[2], LEFT)
    assert said.args == [2]
    assert [t.isChecked() for t in thumbnails(strip)] == [False, True, False]
    strip.set_scenes(SCENES, 2)
    assert thumbnails(strip)[2].isChecked()


def test_arrows_move_and_delete_removes(strip, qtbot):
    thumbnails(strip)[1].setFocus()
    qtbot.waitUntil(thumbnails(strip)[1].hasFocus)
    with qtbot.waitSignal(strip.scene_chosen) as said:
        QTest.keyClick(thumbnails(strip)[1], Qt.Key.Key_Left)
    assert said.args == [0]
    assert thumbnails(strip)[0].hasFocus()
    with qtbot.waitSignal(strip.scene_removed) as said:
        QTest.keyClick(thumbnails(strip)[0], Qt.Key.Key_Delete)
    assert said.args == [0]


def test_the_last_scene_cannot_be_removed(strip, qtbot):
    strip.set_scenes(SCENES[:1], 0)
    with qtbot.assertNotEmitted(strip.scene_removed):
        QTest.keyClick(thumbnails(strip)[0], Qt.Key.Key_Delete)
        strip._remove(0)


def test_plus_asks_for_one_more(strip, qtbot):
    with qtbot.waitSignal(strip.scene_wanted):
        QTest.mouseClick(strip._more, LEFT)


def test_pictures_stay_with_their_scenes(strip):
    first, last = thumbnails(strip)[0], thumbnails(strip)[2]
    strip.set_scenes((SCENES[2], Scene(seed=99), SCENES[0], SCENES[0]), 0)
    assert thumbnails(strip)[0] is last
    assert thumbnails(strip)[2] is first
    assert [t.has_picture() for t in thumbnails(strip)] == [True, False, True, False]
    strip.set_scenes((SCENES[0], SCENES[0]), 0)
    assert len(thumbnails(strip)) == 2


def test_painted_scenes_are_marked(strip):
    strip.set_painted({2: "painted"})
    assert [t.mark() for t in thumbnails(strip)] == ["", "", "brush"]
    assert thumbnails(strip)[2].accessibleName() == "Scene 12, painted"


def test_what_was_found_and_what_stays_are_marked_otherwise(strip):
    strip.set_painted({0: "found", 1: "kept"})
    assert [t.mark() for t in thumbnails(strip)] == ["search", "keep", ""]
    assert "found here" in thumbnails(strip)[0].accessibleName()
    assert len({t.accessibleName() for t in thumbnails(strip)}) == 3
    strip.set_painted({})
    assert [t.mark() for t in thumbnails(strip)] == ["", "", ""]
