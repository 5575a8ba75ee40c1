"""The list of edits: rows that stay while their edits change."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.panels.edits import EditsPanel
from models.document.concept import ConceptEdit, Pair
from models.document.recipe import UnitEdit
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
