"""Light and dark, and icons in their colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from app.widgets import theme
from app.widgets.icons import icon, picture_icon
from resources import resource

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.fixture
def worn(qapp):
    """Puts looks on, and the old one back afterwards."""
    palette, sheet = QApplication.palette(), qapp.styleSheet()
    yield lambda colours: theme.wear(qapp, colours)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


def luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [theme.DARK, theme.LIGHT])
def test_words_can_be_read(colours):
    """WCAG: 4.5 for words, 3 for marks."""
    for ground in (colours.window, colours.base, colours.alternate, colours.button):
        assert contrast(colours.text, ground) >= 7
        assert contrast(colours.dim, ground) >= 4.5
        assert contrast(colours.accent, ground) >= 3
    assert contrast(colours.on_fill, colours.fill) >= 4.5
    assert contrast(colours.on_selection, colours.selection) >= 4.5


@pytest.mark.parametrize("colours", [theme.DARK, theme.LIGHT])
def test_greys_are_neutral(colours):
    for colour in (colours.window, colours.base, colours.surround, colours.button, colours.text):
        assert QColor(colour).hslSaturation() == 0


def test_the_look_follows_the_system():
    assert theme.colours_for(Qt.ColorScheme.Light) is theme.LIGHT
    assert theme.colours_for(Qt.ColorScheme.Dark) is theme.DARK


def test_wearing_a_look_sets_the_palette(worn, qapp):
    worn(theme.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.LIGHT.window)
    assert "$" not in qapp.styleSheet()


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_can_be_drawn(qapp, name):
    image = icon(name).pixmap(QSize(24, 24)).toImage()
    drawn = sum(image.pixelColor(x, y).alpha() > 127 for x in range(24) for y in range(24))
    assert drawn > 10


def test_an_icon_takes_the_colour_of_the_look(worn):
    close = icon("plus")
    for colours in (theme.DARK, theme.LIGHT):
        worn(colours)
        assert close.pixmap(QSize(24, 24)).toImage().pixelColor(12, 12) == QColor(colours.text)
        on = close.pixmap(QSize(24, 24), QIcon.Mode.Normal, QIcon.State.On)
        assert on.toImage().pixelColor(12, 12) == QColor(colours.accent)


def test_an_icon_is_sharp_on_dense_screens(qapp):
    pixmap = icon("plus").pixmap(QSize(16, 16), 2.0)
    assert pixmap.size() == QSize(32, 32)
    assert pixmap.devicePixelRatio() == 2.0


def test_icons_live_on_when_copied(qapp):
    copies = [QIcon(icon("brush")) for _ in range(200)]
    assert all(not copy.pixmap(QSize(16, 16)).isNull() for copy in copies)


def test_the_lamp_keeps_its_own_colours(qapp):
    lamp = picture_icon("lamp").pixmap(QSize(64, 64)).toImage().pixelColor(32, 26)
    assert lamp.red() > lamp.blue() + 60
