"""The help pages: they lie in resources/help, a folder a language, and need no network.

That of the keys is made from the commands.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QKeySequence

from app.actions import COMMANDS, MENUS, plain_text
from app.shortcuts import Shortcuts, all_shortcuts
from resources import resource

_PAGES = ("first-steps", "painting", "search", "sliders", "words", "saving", "troubleshooting")


@dataclass(frozen=True)
class HelpPage:
    """text: Markdown, which begins with the title."""

    key: str
    title: str
    text: str


def help_pages(shortcuts: Shortcuts) -> list[HelpPage]:
    """All of them in the language of the studio, in the order in which one would read them."""
    read = [_page(key) for key in _PAGES]
    return [*read[:-1], _keys(shortcuts), read[-1]]


def about_page() -> str:
    """What Unlit is, its licence, what it is built on and what to cite; Markdown."""
    return (_folder() / "about.md").read_text(encoding="utf-8")


def _page(key: str) -> HelpPage:
    text = (_folder() / f"{key}.md").read_text(encoding="utf-8")
    return HelpPage(key, text.splitlines()[0].removeprefix("# "), text)


def _folder() -> Path:
    """Of the language that the studio speaks; the English one where there is no other."""
    folder = resource(f"help/{QLocale.languageToCode(QLocale().language())}")
    return folder if folder.is_dir() else resource("help/en")


def _keys(shortcuts: Shortcuts) -> HelpPage:
    """Every command that has keys, a table a menu."""
    title, now = _tr("Keys"), all_shortcuts(shortcuts)
    lines = [f"# {title}", "", _tr("All can be changed: Edit, Keyboard shortcuts.")]
    for menu, words in MENUS:
        rows = [
            f"| {plain_text(command)} | {' '.join(_shown(keys) for keys in now[command.key])} |"
            for command in COMMANDS
            if command.menu == menu and now[command.key]
        ]
        if rows:
            name = QCoreApplication.translate("actions", words).replace("&", "")
            lines += ["", f"## {name}", "", f"| {_tr('Command')} | {_tr('Keys')} |", "|:--|:--|", *rows]
    lines += ["", f"## {_tr('Held keys and the mouse')}", "", *_held()]
    return HelpPage("keys", title, "\n".join(lines))


def _held() -> list[str]:
    return [
        _tr("- Space and drag, or the middle button: move the picture. The wheel zooms at the pointer."),
        _tr("- Alt while painting: take away. Shift and drag, or Ctrl and the wheel: the size of the brush."),
        _tr("- \\\\ held down: the picture as generated."),
        _tr("- On a slider: arrows, Page Up and Page Down; Home is off; a double click is as generated."),
    ]


def _shown(keys: str) -> str:
    """As code: some keys mean something in Markdown."""
    text = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"`{text}`".replace("|", "\\|")


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
