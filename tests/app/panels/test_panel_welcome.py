"""The first screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.panels.welcome import RecentProject, WelcomePanel

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def welcome(qtbot):
    widget = WelcomePanel()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show()
    return widget


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Open the sample room", "sample_wanted"),
        ("Open the sample room of words", "words_wanted"),
        ("Open a generator…", "open_wanted"),
        ("Open a folder…", "folder_wanted"),
        ("Open a project…", "project_wanted"),
        ("Open recovered work", "recovery_wanted"),
    ],
)
def test_buttons(welcome, qtbot, words, signal):
    welcome.set_recovered("Your work from 14:02 is safe.")
    button = next(b for b in welcome.findChildren(QPushButton) if b.text() == words)
    with qtbot.waitSignal(getattr(welcome, signal)):
        QTest.mouseClick(button, LEFT)


def test_recent_projects(welcome, qtbot, picture):
    assert welcome._recent.isHidden()
    welcome.set_recent((RecentProject("/a.unlit", "A", picture), RecentProject("/b.unlit", "B")))
    first, second = welcome._recent.thumbnails()
    assert first.has_picture()
    assert not second.has_picture()
    with qtbot.waitSignal(welcome.recent_wanted) as said:
        QTest.mouseClick(second, LEFT)
    assert said.args == ["/b.unlit"]


def test_one_file_can_be_dropped(welcome, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/church.pkl")])
    with qtbot.waitSignal(welcome.file_dropped, timeout=500) as said:
        QApplication.sendEvent(welcome, QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, LEFT, NONE))
        QApplication.sendEvent(welcome, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, LEFT, NONE))
    assert said.args == ["/tmp/church.pkl"]


def test_recovered_work_is_offered_only_when_there_is_some(welcome):
    assert welcome._recovery.isHidden()
    welcome.set_recovered("Your work from 14:02 is safe.")
    assert welcome._recovery.isVisible()
