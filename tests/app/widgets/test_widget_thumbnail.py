"""Small pictures: clicked, moved between, and laid out."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.widgets.thumbnail import Thumbnail
from app.widgets.thumbnail_grid import ThumbnailGrid


@pytest.fixture
def grid(qtbot):
    widget = ThumbnailGrid(smallest=76)
    qtbot.addWidget(widget)
    widget.resize(250, 100)
    widget.set_thumbnails([Thumbnail(str(i)) for i in range(7)])
    widget.show()
    return widget


def test_a_thumbnail_shows_its_picture_and_copies_it(qtbot):
    thumbnail = Thumbnail("Scene 3")
    qtbot.addWidget(thumbnail)
    picture = np.full((64, 64, 3), (10, 200, 30), np.uint8)
    thumbnail.set_picture(picture)
    picture[:] = 0
    thumbnail.resize(thumbnail.sizeHint())
    seen = thumbnail.grab().toImage().pixelColor(44, 44)
    assert (seen.red(), seen.green(), seen.blue()) == (10, 200, 30)
    assert thumbnail.accessibleName() == "Scene 3"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_click(qtbot, key):
    thumbnail = Thumbnail("1")
    qtbot.addWidget(thumbnail)
    with qtbot.waitSignal(thumbnail.clicked):
        QTest.keyClick(thumbnail, key)


def test_the_grid_fills_its_width_and_is_as_high_as_its_rows(grid):
    assert grid.columns() == 3
    first, last = grid.thumbnails()[0], grid.thumbnails()[2]
    assert first.x() == 0
    assert grid.width() - 4 <= last.geometry().right() + 1 <= grid.width()
    assert grid.thumbnails()[6].geometry().bottom() < grid.height()
    grid.resize(100, 100)
    assert grid.columns() == 1


def test_arrows_move_in_the_grid(grid, qtbot):
    grid.thumbnails()[1].setFocus()
    qtbot.waitUntil(grid.thumbnails()[1].hasFocus)
    for key, expected in ((Qt.Key.Key_Right, 2), (Qt.Key.Key_Down, 5), (Qt.Key.Key_Left, 4), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(grid.focusWidget(), key)
        assert grid.thumbnails()[expected].hasFocus()
    QTest.keyClick(grid.focusWidget(), Qt.Key.Key_Up)
    assert grid.thumbnails()[1].hasFocus()


def test_thumbnails_that_stay_are_the_same_widgets(grid):
    before = grid.thumbnails()
    grid.set_thumbnails([before[3], before[0]])
    assert grid.thumbnails() == (before[3], before[0])
    assert before[3].pos().x() == 0
    assert before[1].isHidden()
