"""Many seeds, page by page."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.dialogs.browse import PAGE, BrowseDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot):
    widget = BrowseDialog(8, {9, 500})
    qtbot.addWidget(widget)
    widget.show()
    return widget


def thumbnail(dialog, seed):
    return dialog.grid.thumbnails()[dialog.seeds().index(seed)]


def presses(dialog, name):
    (button,) = (b for b in dialog.findChildren(QPushButton) if b.accessibleName() == name)
    QTest.mouseClick(button, LEFT)


def test_seeds_are_picked_over_several_pages(dialog, qtbot):
    assert dialog.seeds() == range(8, 8 + PAGE)
    assert not dialog.add.isEnabled()
    QTest.mouseClick(thumbnail(dialog, 12), LEFT)
    with qtbot.waitSignal(dialog.page_wanted) as said:
        presses(dialog, "Next page")
    assert said.args == [8 + PAGE]
    QTest.keyClick(thumbnail(dialog, 50), Qt.Key.Key_Return)
    QTest.mouseClick(thumbnail(dialog, 51), LEFT)
    QTest.mouseClick(thumbnail(dialog, 51), LEFT)
    presses(dialog, "Page before")
    assert thumbnail(dialog, 12).isChecked()
    assert dialog.add.text() == "Add 2 scenes"
    with qtbot.waitSignal(dialog.picked) as said:
        QTest.mouseClick(dialog.add, LEFT)
    assert said.args == [(12, 50)]


def test_what_is_among_the_scenes_cannot_be_picked(dialog):
    assert not thumbnail(dialog, 9).isEnabled()
    assert "already" in thumbnail(dialog, 9).accessibleName()
    assert thumbnail(dialog, 10).isEnabled()


def test_any_seed_can_be_gone_to(dialog, qtbot):
    with qtbot.waitSignal(dialog.page_wanted):
        dialog.first.setValue(123_456)
    assert dialog.grid.thumbnails()[3].text() == "123459"
    dialog.first.setValue(0)
    presses(dialog, "Page before")
    assert dialog.seeds()[0] == 0


def test_pictures_come_to_their_places(dialog):
    dialog.set_picture(5, np.full((8, 8, 3), 90, np.uint8))
    assert [t.has_picture() for t in dialog.grid.thumbnails()].index(True) == 5
