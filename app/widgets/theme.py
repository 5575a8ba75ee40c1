"""How the studio looks: Fusion, neutral greys, and one accent, warm as lamp light."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.widgets.style_sheet import STYLE_SHEET
from resources import resource

Role = QPalette.ColorRole


@dataclass(frozen=True)
class Colours:
    """One look. surround: the grey round the picture. fill, on_fill: the one primary button of a panel."""

    window: str
    base: str
    alternate: str
    surround: str
    button: str
    hover: str
    line: str
    text: str
    dim: str
    faint: str
    accent: str
    fill: str
    fill_hover: str
    on_fill: str
    selection: str
    on_selection: str


DARK = Colours(
    window="#2b2b2b",
    base="#222222",
    alternate="#272727",
    surround="#1c1c1c",
    button="#3a3a3a",
    hover="#454545",
    line="#474747",
    text="#e4e4e4",
    dim="#a8a8a8",
    faint="#707070",
    accent="#f0b25c",
    fill="#eeb05a",
    fill_hover="#f7c178",
    on_fill="#24190a",
    selection="#5b4626",
    on_selection="#fff6e8",
)
LIGHT = Colours(
    window="#f0f0f0",
    base="#ffffff",
    alternate="#f7f7f7",
    surround="#b9b9b9",
    button="#fbfbfb",
    hover="#e6e6e6",
    line="#c6c6c6",
    text="#242424",
    dim="#636363",
    faint="#9c9c9c",
    accent="#b06a10",
    fill="#efb25c",
    fill_hover="#f5c077",
    on_fill="#24190a",
    selection="#f6dcb4",
    on_selection="#241a0c",
)


_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "dark": Qt.ColorScheme.Dark,
    "light": Qt.ColorScheme.Light,
}


def apply_theme(app: QApplication, theme: str = "system") -> None:
    """Dress the application: "light", "dark", or as the system is, and then follow when that changes."""
    if app.property("theme") is None:
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _dress(app))
    set_theme(app, theme)


def set_theme(app: QApplication, theme: str) -> None:
    """Another theme from now on. The frame of the window follows where the system lets it."""
    app.setProperty("theme", theme)
    app.styleHints().setColorScheme(_SCHEMES[theme])
    _dress(app)


def _dress(app: QApplication) -> None:
    theme = app.property("theme")
    wear(app, colours_for(_SCHEMES[theme] if theme != "system" else app.styleHints().colorScheme()))


def colours_for(scheme: Qt.ColorScheme) -> Colours:
    """Dark where the system does not say: the greys then compete least with the picture."""
    return LIGHT if scheme == Qt.ColorScheme.Light else DARK


def wear(app: QApplication, colours: Colours) -> None:
    """Put one look on, whatever the system says."""
    app.setPalette(palette_of(colours))
    check = resource("icons/check.svg").as_posix()
    arrow = resource("icons/arrow-light.svg" if colours == LIGHT else "icons/arrow-dark.svg").as_posix()
    sheet = STYLE_SHEET.substitute(asdict(colours), check=check, arrow=arrow)
    if sheet != app.styleSheet():  # every widget there is would be polished again
        app.setStyleSheet(sheet)


def palette_of(colours: Colours) -> QPalette:
    """The palette that views paint with: Mid is a line, Midlight a hover, Dark the grey round the picture."""
    palette = QPalette()
    for role, colour in _roles(colours).items():
        palette.setColor(role, QColor(colour))
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.Accent):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette


def _roles(colours: Colours) -> dict[QPalette.ColorRole, str]:
    return {
        Role.Window: colours.window,
        Role.WindowText: colours.text,
        Role.Base: colours.base,
        Role.AlternateBase: colours.alternate,
        Role.Text: colours.text,
        Role.Button: colours.button,
        Role.ButtonText: colours.text,
        Role.BrightText: colours.on_fill,
        Role.Light: colours.hover,
        Role.Midlight: colours.hover,
        Role.Mid: colours.line,
        Role.Dark: colours.surround,
        Role.Highlight: colours.selection,
        Role.HighlightedText: colours.on_selection,
        Role.Accent: colours.accent,
        Role.Link: colours.accent,
        Role.PlaceholderText: colours.dim,
        Role.ToolTipBase: colours.button,
        Role.ToolTipText: colours.text,
    }
