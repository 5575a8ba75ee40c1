"""Messages that are no dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.widgets.toast import Notice, Toast


@pytest.fixture
def toast(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 400)
    window.show()
    widget = Toast(window)
    widget.window_kept = window
    return widget


def button(toast, words) -> QPushButton:
    return next(b for b in toast.findChildren(QPushButton) if b.text() == words and not b.isHidden())


def test_it_stands_at_the_bottom_and_closes_itself(toast, qtbot):
    toast.tell(Notice("Saved.", seconds=0.05))
    assert toast.isVisible()
    assert toast.geometry().bottom() > 360
    qtbot.waitUntil(toast.isHidden)


def test_an_error_stays_and_what_comes_after_waits(toast, qtbot):
    error, later = Notice("The disk is full.", error=True, seconds=0.01), Notice("Saved.")
    toast.tell(error)
    toast.tell(later)
    toast.tell(error)
    qtbot.wait(60)
    assert toast.notice() == error
    QTest.keyClick(toast, Qt.Key.Key_Escape)
    assert toast.notice() == later
    toast.close_notice()
    assert toast.isHidden()


def test_an_action_acts_and_closes(toast):
    done = []
    toast.tell(Notice("Out of memory.", (("Smaller preview", lambda: done.append(1)),), error=True))
    QTest.mouseClick(button(toast, "Smaller preview"), Qt.MouseButton.LeftButton)
    assert done == [1]
    assert toast.isHidden()


def test_details_open_and_are_copied(toast):
    toast.tell(Notice("It failed.", details="line 1\nline 2", error=True))
    low = toast.height()
    QTest.mouseClick(button(toast, "Details"), Qt.MouseButton.LeftButton)
    assert toast.height() > low
    QTest.mouseClick(button(toast, "Copy report"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "It failed.\nline 1\nline 2"


def test_a_long_sentence_is_not_cut(toast):
    toast.tell(Notice("A long sentence that goes on and on. " * 12, (("One", print), ("Two", print)), error=True))
    assert toast._text.height() >= toast._text.heightForWidth(toast._text.width())


def test_it_follows_the_window(toast):
    toast.tell(Notice("Saved."))
    toast.parentWidget().resize(500, 300)
    assert toast.geometry().bottom() < 300
    assert toast.width() < 500
