"""The list of edits: rows that stay while their edits change."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from app.panels.edits import EditsPanel
from models.document.concept import ConceptEdit, Pair
from models.document.recipe import Span, UnitEdit
from models.document.region import Region
from models.document.units import UnitId

LEFT = Qt.MouseButton.LeftButton
EDITS = (
    UnitEdit("a", "Lamp 1", (UnitId("b32.conv1", 265), UnitId("b32.conv1", 7)), 0.5),
    UnitEdit("b", "Window", (UnitId("b16.conv0", 3),)),
    UnitEdit("c", "Rug", (UnitId("b8.conv0", 4),), enabled=False),
)


@pytest.fixture
def panel(qtbot):
    widget = EditsPanel()
    qtbot.addWidget(widget)
    widget.resize(320, 400)
    widget.set_edits(EDITS)
    widget.show()
    return widget


def test_rows_show_their_edits(panel):
    row = panel.row("a")
    assert row.name.text() == "Lamp 1"
    assert row.parts.text() == "2 parts"
    assert row.parts.toolTip() == "b32.conv1/265\nb32.conv1/7"
    assert row.slider.value() == 0.5
    assert not panel.row("c").slider.isEnabled()
    assert "Lamp 1" in row.slider.track.accessibleName()


def test_rows_say_what_a_person_does(panel, qtbot):
    row = panel.row("b")
    with qtbot.waitSignals([panel.gain_moved, panel.gain_committed]):
        QTest.keyClick(row.slider.track, Qt.Key.Key_Home)
    with qtbot.waitSignal(panel.gain_committed) as said:
        QTest.keyClick(row.slider.track, Qt.Key.Key_End)
    assert said.args == ["b", 0.0, 2.0]
    with qtbot.waitSignal(panel.enabled_changed) as said:
        QTest.mouseClick(row.eye, LEFT)
    assert said.args == ["b", False]
    with qtbot.waitSignal(panel.enabled_changed) as said:
        QTest.mouseClick(panel.row("c").eye, LEFT)
    assert said.args == ["c", True]
    with qtbot.waitSignal(panel.removed) as said:
        QTest.mouseClick(row.cross, LEFT)
    assert said.args == ["b"]
    row.name.start()
    QTest.keyClicks(row.name, "Left window")
    with qtbot.waitSignal(panel.renamed) as said:
        QTest.keyClick(row.name, Qt.Key.Key_Return)
    assert said.args == ["b", "Left window"]


def test_a_drag_goes_on_while_the_edits_change(panel):
    row = panel.row("a")
    QTest.keyPress(row.slider.track, Qt.Key.Key_Left)
    held = row.slider.value()
    panel.set_edits((UnitEdit("z", "New", ()), replace(EDITS[0], gain=1.9, name="Renamed"), EDITS[1]))
    assert panel.row("a") is row
    assert row.slider.value() == held
    assert row.slider.is_held()
    assert row.name.text() == "Renamed"


def test_rows_follow_the_order(panel):
    panel.set_edits(EDITS[::-1])
    panel._list.activate()
    tops = [panel.row(key).y() for key in "cba"]
    assert tops == sorted(tops)
    assert len(set(tops)) == 3


def test_the_focus_goes_to_the_next_row_when_its_own_is_removed(panel, qtbot):
    panel.row("b").cross.setFocus()
    qtbot.waitUntil(panel.row("b").cross.hasFocus)
    panel.set_edits((EDITS[0], EDITS[2]))
    panel.set_edits((EDITS[0],))
    assert panel.row("a").slider.track.hasFocus()


def test_an_empty_list_says_what_to_do(panel):
    assert panel._empty.isHidden()
    panel.set_edits(())
    assert not panel._empty.isHidden()
    with pytest.raises(KeyError):
        panel.row("a")


def test_a_concept_edit_is_a_row_with_its_words(panel, qtbot):
    concept = ConceptEdit("d", "Unlit", "replace", (Pair("lit lamp", "unlit lamp"), Pair("candle")))
    panel.set_edits((*EDITS, concept))
    row = panel._rows["d"]
    assert row.words.text() == "lit lamp → unlit lamp\ncandle"
    with qtbot.waitSignal(panel.enabled_changed) as said:
        QTest.mouseClick(row.eye, LEFT)
    assert said.args == ["d", False]
    with qtbot.waitSignal(panel.removed) as said:
        QTest.mouseClick(row.cross, LEFT)
    assert said.args == ["d"]
    with pytest.raises(KeyError):
        panel.row("d")
    panel.set_edits((concept,))
    assert panel._rows["d"] is row
    panel.set_edits(())
    assert not panel._rows


def grip_at(row):
    return row.grip.mapToGlobal(row.grip.rect().center())


def carry(row, to):
    """By its grip, to a place of the screen."""
    QTest.mousePress(row.grip, LEFT, pos=row.grip.rect().center())
    QTest.mouseMove(row.grip, row.grip.mapFromGlobal(to))


def test_a_row_is_carried_by_its_grip(panel, qtbot):
    panel.resize(320, 900)
    qtbot.waitUntil(lambda: panel.row("c").y() > panel.row("b").y() > panel.row("a").y())
    row, line = panel.row("a"), panel._carrying._line
    carry(row, panel.row("b").mapToGlobal(panel.row("b").rect().bottomLeft()))
    assert line.isVisible()
    with qtbot.waitSignal(panel.place_changed) as said:
        QTest.mouseRelease(row.grip, LEFT)
    assert said.args == ["a", 1]
    assert not line.isVisible()
    carry(panel.row("c"), grip_at(panel.row("a")) - QPoint(0, 40))
    with qtbot.waitSignal(panel.place_changed) as said:
        QTest.mouseRelease(panel.row("c").grip, LEFT)
    assert said.args == ["c", 0]


def test_escape_leaves_a_carried_row_where_it_was(panel, qtbot):
    row = panel.row("a")
    carry(row, grip_at(panel.row("c")))
    with qtbot.assertNotEmitted(panel.place_changed):
        QTest.keyClick(row.grip, Qt.Key.Key_Escape)
        QTest.mouseRelease(row.grip, LEFT)
    assert not panel._carrying._line.isVisible()


def test_the_arrow_keys_carry_a_row(panel, qtbot):
    for key, place in ((Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 0)):
        with qtbot.waitSignal(panel.place_changed) as said:
            QTest.keyClick(panel.row("b").grip, key)
        assert said.args == ["b", place]


def test_edits_of_words_are_carried_as_well(panel, qtbot):
    panel.set_edits((*EDITS, ConceptEdit("d", "Unlit", "replace", (Pair("lit lamp", "unlit lamp"),))))
    with qtbot.waitSignal(panel.place_changed) as said:
        QTest.keyClick(panel._rows["d"].grip, Qt.Key.Key_Up)
    assert said.args == ["d", 2]


def looks(widget):
    """What is drawn of it, bit for bit, [H, W, 4]."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


def test_a_swatch_shows_its_colour_and_none_otherwise(panel):
    row = panel.row("b")
    plain = looks(row.swatch)
    panel.set_edits((EDITS[0], replace(EDITS[1], light=(0.0, 0.5, 1.0)), EDITS[2]))
    middle = looks(row.swatch)[row.swatch.height() // 2, row.swatch.width() // 2, :3]
    assert np.abs(middle.astype(int) - (0, 128, 255)).max() <= 2
    panel.set_edits(EDITS)
    assert np.array_equal(looks(row.swatch), plain)


def test_the_line_of_a_carried_row_lies_between_the_others(panel, qtbot):
    panel.resize(320, 900)
    qtbot.waitUntil(lambda: panel.row("c").y() > panel.row("b").y() > panel.row("a").y())
    line = panel._carrying._line
    carry(panel.row("a"), panel.row("b").mapToGlobal(panel.row("b").rect().bottomLeft()))
    assert panel.row("b").geometry().bottom() < line.y() < panel.row("c").y()
    carry(panel.row("a"), panel.row("c").mapToGlobal(panel.row("c").rect().bottomLeft()))
    assert line.y() > panel.row("c").geometry().bottom()
    QTest.keyClick(panel.row("a").grip, Qt.Key.Key_Escape)


def test_solo_is_pressed_while_all_others_are_bypassed(panel, qtbot):
    assert not panel.row("b").solo.isChecked()
    with qtbot.waitSignal(panel.solo_wanted) as said:
        QTest.mouseClick(panel.row("b").solo, LEFT)
    assert said.args == ["b", True]
    panel.set_edits((replace(EDITS[0], enabled=False), *EDITS[1:]))
    assert panel.row("b").solo.isChecked()
    with qtbot.waitSignal(panel.solo_wanted) as said:
        QTest.mouseClick(panel.row("b").solo, LEFT)
    assert said.args == ["b", False]
    panel.set_edits(EDITS[1:2])
    assert not panel.row("b").solo.isChecked(), "one edit alone is no solo"


def test_details_show_the_parts_and_shift_them(panel, qtbot):
    row = panel.row("a")
    assert not row.details.isVisible()
    QTest.mouseClick(row.parts, LEFT)
    assert row.details.isVisible()
    with qtbot.waitSignals([panel.shift_moved, panel.shift_committed]):
        QTest.keyClick(row.details.shift.track, Qt.Key.Key_End)
    assert row.details.shift.value() == 20.0
    buttons = {button.accessibleName(): button for button in row.details.findChildren(QToolButton)}
    with qtbot.waitSignal(panel.apart) as said:
        QTest.mouseClick(buttons["A slider of its own for b32.conv1/7"], LEFT)
    assert said.args == ["a", UnitId("b32.conv1", 7)]


def test_attention_heads_have_no_shift(panel):
    panel.set_kind(unshiftable=frozenset({"b32.conv1"}), has_steps=False)
    panel.set_edits(EDITS)
    panel.row("a").parts.setChecked(True)
    panel.row("b").parts.setChecked(True)
    assert not panel.row("a").details.shift.isVisible()
    assert panel.row("b").details.shift.isVisible()


def test_where_there_are_steps_an_edit_may_act_in_some_of_them(panel, qtbot):
    row = panel.row("a")
    row.parts.setChecked(True)
    assert not row.details.span.isVisible()
    panel.set_kind(unshiftable=frozenset(), has_steps=True)
    panel.set_edits(EDITS)
    assert row.details.span.isVisible()
    assert (row.details.span.start.value(), row.details.span.end.value()) == (0, 100)
    with qtbot.waitSignal(panel.span_chosen) as said:
        row.details.span.end.setValue(40)
    assert said.args == ["a", 0.0, 0.4]
    assert row.details.span.start.maximum() == 39
    panel.set_edits((replace(EDITS[0], span=Span(0.25, 0.5)), *EDITS[1:]))
    assert (row.details.span.start.value(), row.details.span.end.value()) == (25, 50)


def entries(row):
    row.menu._fill()
    return {action.text(): action for action in row.menu.actions() if action.text()}


def test_the_menu_offers_what_the_edit_can_do(panel, qtbot):
    assert {"Split into 2 sliders", "Join with “Window”"} <= set(entries(panel.row("a")))
    assert "Split into 2 sliders" not in entries(panel.row("b"))
    assert not any(text.startswith("Join") for text in entries(panel.row("c")))
    with qtbot.waitSignal(panel.wanted) as said:
        entries(panel.row("a"))["Only in the painted region"].trigger()
    assert said.args == ["a", "here"]
    with qtbot.waitSignal(panel.wanted) as said:
        QTest.mouseClick(panel.row("b").swatch, LEFT)
    assert said.args == ["b", "light"]


def test_a_badge_says_what_a_saved_generator_cannot_hold(panel):
    row = panel.row("b")
    assert not row.badge.isVisible()
    limited = replace(EDITS[1], region=Region.from_mask(np.eye(8)), light=(1.0, 0.5, 0.0), span=Span(0.0, 0.5))
    panel.set_edits((EDITS[0], limited, EDITS[2]))
    assert row.badge.isVisible()
    assert row.badge.text() == "only here · some steps · coloured"
    assert "saved generator" in row.badge.toolTip()
    assert {"Everywhere again", "Paint its region again", "Light as generated"} <= set(entries(row))


def test_presets_are_chosen_and_deleted_by_name(panel, qtbot):
    menu = panel.presets.menu()
    panel.presets.opened.connect(lambda: panel.presets.set_names(["Lamp & light", "Window"]))
    menu.aboutToShow.emit()
    with qtbot.waitSignal(panel.presets.chosen) as said:
        menu.actions()[0].trigger()
    assert said.args == ["Lamp & light"]
    with qtbot.waitSignal(panel.presets.deleted) as said:
        menu.actions()[-1].menu().actions()[1].trigger()
    assert said.args == ["Window"]
