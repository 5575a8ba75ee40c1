"""The public generators on the first screen: out of the way until they are wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.panels.public_list import about_text
from app.panels.status import StatusStrip
from app.panels.welcome import WelcomePanel
from models.checkpoints.public import PublicGenerator

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ROOMS = PublicGenerator("Rooms", "Rooms", "hf:a/b/rooms.pkl", "MIT", "StyleGAN2", 256, "https://a", 357_418_027)
FACES = PublicGenerator("Faces", "Faces", "https://a.org/faces.pkl", "CC0", "StyleGAN3", 1024, "https://a")


@pytest.fixture
def welcome(qtbot):
    widget = WelcomePanel(public=(ROOMS, FACES))
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    widget.show()
    return widget


def button(welcome, name):
    return next(b for b in welcome.findChildren(QAbstractButton) if b.accessibleName() == name and b.isVisible())


def names(welcome):
    return [b.accessibleName() for b in welcome.findChildren(QAbstractButton) if b.isVisible()]


def test_folded_at_first_then_each_has_a_button_of_its_own_name(welcome, qtbot):
    assert not [name for name in names(welcome) if name.startswith("Download")]
    QTest.mouseClick(button(welcome, "Show public generators"), LEFT)
    assert [n for n in names(welcome) if n.startswith("Download")] == [
        "Download and open Rooms",
        "Download and open Faces",
    ]
    assert len(set(names(welcome))) == len(names(welcome))
    assert all(b.focusPolicy() & Qt.FocusPolicy.TabFocus for b in welcome.findChildren(QAbstractButton))
    with qtbot.waitSignal(welcome.public_wanted) as said:
        QTest.mouseClick(button(welcome, "Download and open Faces"), LEFT)
    assert said.args == [FACES.where]
    QTest.mouseClick(button(welcome, "Show public generators"), LEFT)
    assert not [name for name in names(welcome) if name.startswith("Download")]


def test_size_and_licence_are_read_before(welcome):
    welcome._public.toggle.click()
    texts = [label.text() for label in welcome.findChildren(QLabel)]
    assert about_text(ROOMS) == "256 px · StyleGAN2 · 357 MB · MIT"
    assert about_text(FACES) == "1024 px · StyleGAN3 · CC0"
    assert {about_text(ROOMS), about_text(FACES)} <= set(texts)


def test_open_from_the_web(welcome, qtbot):
    with qtbot.waitSignal(welcome.web_wanted):
        QTest.mouseClick(button(welcome, "Open from the web…"), LEFT)


@pytest.mark.parametrize("as_text", [True, False])
def test_one_link_can_be_dropped(welcome, qtbot, as_text):
    mime = QMimeData()
    if as_text:
        mime.setText(" hf:owner/name/church.pkl\n")
    else:
        mime.setUrls([QUrl("https://example.com/church.pkl")])
    with qtbot.waitSignal(welcome.file_dropped, timeout=500) as said:
        QApplication.sendEvent(welcome, QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, LEFT, NONE))
        QApplication.sendEvent(welcome, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, LEFT, NONE))
    assert said.args == ["hf:owner/name/church.pkl" if as_text else "https://example.com/church.pkl"]


@pytest.mark.parametrize("text", ["a lamp", "https://a.org/1 https://a.org/2", "", "ftp://a.org/x"])
def test_other_texts_are_not_taken(welcome, text):
    mime = QMimeData()
    mime.setText(text)
    event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(welcome, event)
    assert not event.isAccepted()


def test_a_download_in_the_status_strip(qtbot):
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show()
    strip.set_download("Downloading", 120_000_000, 360_000_000, 40)
    assert strip._job.text() == "Downloading 120 of 360 MB – 0:40 left"
    assert strip._cancel.isVisible()
    strip.set_download("Downloading", 5 * 10**9, 10 * 10**9)
    assert strip._job.text() == "Downloading 5.0 of 10 GB"
    assert strip._bar.value() == strip._bar.maximum() // 2
    strip.set_download("Downloading", 0, 0)
    assert (strip._job.text(), strip._bar.maximum()) == ("Downloading", 0)
    strip.set_download("Downloading", 2_500_000, 0)
    assert strip._job.text() == "Downloading 2.5 MB"
