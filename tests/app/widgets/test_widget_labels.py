"""Words that wrap and are never cut, and what is shown on request."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.widgets.disclosure import Disclosure
from app.widgets.labels import Sentences


@pytest.fixture
def page(qtbot):
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.resize(200, 60)
    page.show()
    return page


def test_sentences_take_the_height_they_need(page):
    label = Sentences()
    page.layout().addWidget(label)
    label.say("It goes away at minus. " * 10)
    page.resize(120, 60)
    needed = label.heightForWidth(label.width())
    assert needed > 60
    assert label.minimumHeight() == needed
    label.say("")
    assert label.isHidden()
    assert label.minimumHeight() == 0


def test_a_disclosure_shows_and_hides(page):
    piece = QLabel("more")
    button = Disclosure("Options", "Options of the search", piece)
    for widget in (button, piece):
        page.layout().addWidget(widget)
    assert button.accessibleName() == "Options of the search"
    assert piece.isHidden()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert piece.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert piece.isHidden()
