"""Which keys a command has: those of the table, or what a person made of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from app.actions import COMMANDS, plain_text, tool_tip

Shortcuts = Mapping[str, tuple[str, ...]]


def all_shortcuts(changed: Shortcuts) -> dict[str, tuple[str, ...]]:
    """Of every command. changed: those of the commands that differ from the table."""
    return {command.key: changed.get(command.key, command.shortcuts) for command in COMMANDS}


def owner(keys: str, changed: Shortcuts) -> str | None:
    """The key of the command that has these keys."""
    return next((key for key, has in all_shortcuts(changed).items() if keys in has), None)


def belongs_to(keys: str, changed: Shortcuts) -> str:
    """What these keys do already, for people; empty for nothing."""
    held = {
        "Space": QCoreApplication.translate("shortcuts", "moving the picture while it is held"),
        "\\": QCoreApplication.translate("shortcuts", "showing the picture before while it is held"),
        "Tab": QCoreApplication.translate("shortcuts", "going to the next control"),
    }
    names = {command.key: plain_text(command) for command in COMMANDS}
    command = owner(keys, changed)
    return names[command] if command else held.get(keys, "")


def with_keys(changed: Shortcuts, key: str, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """With these keys for a command; whoever had one of them loses it."""
    now = all_shortcuts(changed)
    losers = {other: has for other, has in now.items() if other != key and set(has) & set(keys)}
    lost = {other: tuple(each for each in has if each not in keys) for other, has in losers.items()}
    after = {**changed, **lost, key: keys}
    defaults = {command.key: command.shortcuts for command in COMMANDS}
    return {each: has for each, has in after.items() if has != defaults.get(each)}


def apply_shortcuts(actions: Mapping[str, QAction], changed: Shortcuts) -> None:
    """Give the actions their keys and tooltips."""
    now = all_shortcuts(changed)
    for command in COMMANDS:
        keys = now[command.key]
        actions[command.key].setShortcuts([QKeySequence(each) for each in keys])
        actions[command.key].setToolTip(tool_tip(command, keys))
