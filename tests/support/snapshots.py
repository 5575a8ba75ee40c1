"""Pictures of widgets that are kept, and compared with tolerance.

After a change that is meant, delete the kept picture and run the test again: it is then written anew, and the test
fails once, so that nobody overlooks it. Look at it before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFont
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.widgets.theme import Colours, wear

MEAN, FAR, FEW = 1.0, 24, 0.004  # levels of 255: on average, and how far few of the pixels may be off
ALIKE = 10  # times in a row
FONT_SIZE = 9  # points


@contextmanager
def dressed(colours: Colours | None) -> Iterator[None]:
    """The application in one look and in a font that is the same everywhere; as it was before afterwards.

    None: Qt's own look, whatever a test before has left.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    palette, sheet, font = app.palette(), app.styleSheet(), app.font()
    app.setStyleSheet("")
    app.setPalette(QPalette())
    if colours is not None:
        app.setFont(_font())
        wear(app, colours)
    try:
        yield
    finally:
        app.setFont(font)
        app.setPalette(palette)
        app.setStyleSheet(sheet)


def settled(widget: QWidget) -> np.ndarray:
    """What a widget shows once it changes no more, uint8 [H, W, 3]: rows that are new are laid out step by step."""
    found, alike = pixels(widget.grab().toImage()), 0
    while alike < ALIKE:
        QApplication.processEvents()
        now = pixels(widget.grab().toImage())
        alike = alike + 1 if np.array_equal(now, found) else 0
        found = now
    return found


def pixels(image: QImage) -> np.ndarray:
    """Uint8 [H, W, 3]."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(-1, image.width(), 3).copy()


def compare(found: np.ndarray, path: Path) -> None:
    """With the kept picture. Raises AssertionError."""
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(found).save(path, optimize=True)
        pytest.fail(f"{path.name} was not there; look at what was written now")
    wanted = np.asarray(Image.open(path).convert("RGB"))
    assert found.shape == wanted.shape
    off = np.abs(found.astype(int) - wanted).max(2)
    assert off.mean() < MEAN
    assert (off > FAR).mean() < FEW


def _font() -> QFont:
    """Pillow's own, Aileron: machines differ in theirs."""
    bundled = ImageFont.load_default(FONT_SIZE)
    assert isinstance(bundled, ImageFont.FreeTypeFont)
    number = QFontDatabase.addApplicationFontFromData(bundled.font_bytes)
    font = QFont(QFontDatabase.applicationFontFamilies(number)[0])
    font.setPointSizeF(FONT_SIZE)
    return font
