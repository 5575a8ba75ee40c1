"""Keys that a view needs for itself although the window has a shortcut on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def is_escape_override(event: QEvent) -> bool:
    """Whether Qt asks if Escape is for this view; accept it while there is something to abandon here."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    return event.key() == Qt.Key.Key_Escape


def is_copy_override(event: QEvent) -> bool:
    """Whether Qt asks if the keys that copy are for this view; accept it where there is something to copy here."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    return event.matches(QKeySequence.StandardKey.Copy)
