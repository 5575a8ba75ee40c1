"""The pictures of the help."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument

from app.help import help_pages
from app.widgets.help_text import WIDTH, HelpText

IMAGE = QTextDocument.ResourceType.ImageResource.value
SHOWN = [name for page in help_pages({}) for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", page.text)]


@pytest.mark.parametrize("name", SHOWN)
def test_every_picture_is_there_and_as_wide_as_a_page(qtbot, name):
    text = HelpText()
    qtbot.addWidget(text)
    image = text.loadResource(IMAGE, QUrl(name))
    assert isinstance(image, QImage)
    assert image.width() == round(WIDTH * text.devicePixelRatioF())
    assert image.height() > 0


def test_nothing_else_on_the_disk_is_shown(qtbot, tmp_path):
    text = HelpText()
    qtbot.addWidget(text)
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(tmp_path / "mine.png"))
    assert text.loadResource(IMAGE, QUrl.fromLocalFile(str(tmp_path / "mine.png"))).isNull()
    assert text.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("dimmed.png")) is None
