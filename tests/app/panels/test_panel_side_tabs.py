"""The tabbed panels at the right, and the two that the studio always has."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.engine.fake import INFO
from app.panels.generator import GeneratorPanel
from app.panels.history import HistoryPanel
from app.panels.side_tabs import SideTabs


@pytest.fixture
def tabs(qtbot):
    widget = SideTabs()
    qtbot.addWidget(widget)
    widget.add("one", "One", QLabel("first"))
    widget.add("two", "Two", QLabel("second"))
    return widget


def test_hidden_until_one_is_wanted_and_again_without_any(tabs):
    assert tabs.isHidden()
    assert not tabs.shows("one")
    tabs.toggle("one")
    assert tabs.isVisible()
    assert tabs.shows("one")
    tabs.toggle("two")
    assert tabs.shows("two")
    assert not tabs.shows("one")
    tabs.toggle("two")
    assert tabs.shows("one")
    cross = next(b for b in tabs.findChildren(QAbstractButton) if b.accessibleName() == "Close One")
    cross.click()
    assert tabs.isHidden()
    assert tabs.count() == 0
    tabs.toggle("one")
    assert tabs.shows("one")


def test_whoever_listens_hears_of_every_change(tabs, qtbot):
    for change in (lambda: tabs.toggle("one"), lambda: tabs.toggle("two"), lambda: tabs.toggle("two")):
        with qtbot.waitSignal(tabs.shown_changed, timeout=1000):
            change()


def test_the_card_of_a_generator(qtbot):
    panel = GeneratorPanel()
    qtbot.addWidget(panel)
    panel.set_info(INFO, "sample:fake")
    assert panel._facts["name"].text() == "Fake rooms"
    assert panel._facts["fingerprint"].text().replace("\u200b", "") == "0" * 64
    assert panel._facts["licence"].text() == "not said in the file"
    assert panel._facts["classes"].isHidden()
    assert [panel._layers.item(row, 0).text() for row in range(3)] == [layer.name for layer in INFO.layers]


def test_the_card_says_what_can_be_edited(qtbot):
    panel = GeneratorPanel()
    qtbot.addWidget(panel)
    drawing = replace(INFO, prompts=True, layers=())
    for info, edits in ((INFO, "parts"), (replace(INFO, prompts=True), "parts, what words mean")):
        panel.set_info(info, "x")
        assert panel._facts["edits"].text().replace("\u200b", "") == edits
    panel.set_info(drawing, "x")
    assert panel._facts["edits"].text().replace("\u200b", "") == "none: it only draws here"
    assert panel._facts["units"].isHidden()


def test_a_click_in_the_history_goes_there(qtbot):
    stack = QUndoStack()
    panel = HistoryPanel(stack)
    qtbot.addWidget(panel)
    panel.show()
    for words in ("Paint", "Add slider", "Move slider"):
        stack.push(QUndoCommand(words))
    list_ = panel.steps
    place = list_.visualRect(list_.model().index(1, 0)).center()
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stack.index() == 1
    assert stack.undoText() == "Paint"
