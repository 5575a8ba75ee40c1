"""Help's text with its pictures, which are those of the README, made as wide as a page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from resources import resource

PICTURES = "readme"
WIDTH = 500  # logical pixels


class HelpText(QTextBrowser):
    """Shows Markdown whose pictures lie in resources/readme: `![words](dimmed.png)`."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture by its file's name; whatever else a page might name is not read."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        image = QImage(str(resource(f"{PICTURES}/{Path(QUrl(name).path()).name}")))
        ratio = self.devicePixelRatioF()
        image = image.scaledToWidth(round(WIDTH * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image
