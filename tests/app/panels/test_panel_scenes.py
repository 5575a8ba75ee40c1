"""The strip of scenes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton

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


# ---------------------------------------------------------------------------------------------------- labels, order
def test_names_and_pins_are_seen_and_heard(strip):
    strip.set_labels(["Evening", "Scene 7", "Scene 12"], [0])
    strip.set_painted({0: "painted"})
    assert [t.text() for t in thumbnails(strip)] == ["Evening", "Scene 7", "Scene 12"]
    assert [t.accessibleName() for t in thumbnails(strip)] == ["Evening, painted, pinned", "Scene 7", "Scene 12"]
    strip.set_painted({})
    assert thumbnails(strip)[0].accessibleName() == "Evening, pinned"


def test_what_is_pinned_is_not_removed(strip, qtbot):
    strip.set_labels(["Scene 3", "Scene 7", "Scene 12"], [1])
    with qtbot.assertNotEmitted(strip.scene_removed):
        QTest.keyClick(thumbnails(strip)[1], Qt.Key.Key_Delete)


def test_f2_renames_and_ctrl_moves(strip, qtbot):
    first = thumbnails(strip)[0]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    with qtbot.waitSignal(strip.rename_wanted) as said:
        QTest.keyClick(first, Qt.Key.Key_F2)
    assert said.args == [0]
    with qtbot.waitSignal(strip.scene_moved) as said:
        QTest.keyClick(first, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert said.args == [0, 1]
    with qtbot.assertNotEmitted(strip.scene_moved):
        QTest.keyClick(first, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)


def drag(picture, by):
    start = picture.rect().center()
    QTest.mousePress(picture, LEFT, pos=start)
    for part in (0.3, 0.6, 1.0):
        # Places are those within the picture, which follows the pointer.
        at = picture.mapFromParent(picture.pos())
        QTest.mouseMove(picture, at + start + QPoint(round(by * 0.34) if part < 1 else by - 2 * round(by * 0.34), 0))
    QTest.mouseRelease(picture, LEFT, pos=start)


def test_a_scene_is_dragged_to_another_place(strip, qtbot):
    chosen = []
    strip.scene_chosen.connect(chosen.append)
    side = thumbnails(strip)[1].x() - thumbnails(strip)[0].x()
    with qtbot.waitSignal(strip.scene_moved) as said:
        drag(thumbnails(strip)[0], 2 * side + 4)
    assert said.args == [0, 2]
    assert chosen == [], "it is no click"
    strip.set_scenes((SCENES[1], SCENES[2], SCENES[0]), 2)
    qtbot.waitUntil(lambda: [t.x() for t in thumbnails(strip)] == sorted(t.x() for t in thumbnails(strip)))


def test_a_short_drag_is_a_click(strip, qtbot):
    with qtbot.assertNotEmitted(strip.scene_moved), qtbot.waitSignal(strip.scene_chosen):
        QTest.mouseClick(thumbnails(strip)[2], LEFT)


def test_a_picture_stays_while_a_slider_changes_its_scene(strip):
    active = thumbnails(strip)[1]
    strip.set_scenes((SCENES[0], Scene(seed=7, psi=0.4), SCENES[2]), 1)
    assert thumbnails(strip)[1] is active
    assert active.has_picture()


def test_other_scenes_are_asked_for(strip, qtbot):
    for name, signal in (("Browse seeds…", strip.seeds_wanted), ("Random scenes", strip.random_wanted)):
        (button,) = (b for b in strip.findChildren(QToolButton) if b.accessibleName() == name)
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, LEFT)


def menu(strip, index):
    strip._menu(thumbnails(strip)[index], QPoint(2, 2))
    (shown,) = strip.findChildren(QMenu)
    return shown


def test_the_menu_does_what_the_keys_do_and_goes_between(strip, qtbot):
    strip.set_labels(["Scene 3", "Scene 7", "Scene 12"], [2])
    strip.set_reachable([0])
    shown = menu(strip, 0)
    entries = {action.text().split(" (")[0]: action for action in shown.actions()}
    assert not entries["Move left"].isEnabled()
    for words, signal, args in (
        ("Pin", strip.pin_toggled, [0]),
        ("Move right", strip.scene_moved, [0, 1]),
        ("Between this and the scene shown", strip.between_wanted, [0]),
    ):
        with qtbot.waitSignal(signal) as said:
            entries[words].trigger()
        assert said.args == args
    shown.close()


def test_the_menu_of_a_pinned_scene_that_there_is_no_way_to(strip):
    strip.set_labels(["Scene 3", "Scene 7", "Scene 12"], [2])
    shown = menu(strip, 2)
    enabled = {action.text().split(" (")[0]: action.isEnabled() for action in shown.actions()}
    assert enabled["Unpin"]
    assert not enabled["Move right"]
    assert not enabled["Between this and the scene shown"]
    assert not enabled["Remove this scene"]
    shown.close()
