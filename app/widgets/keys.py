"""Keys that a view needs for itself although the window has a shortcut on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def is_escape_override(event: QEvent) -> bool:
    """Whether Qt asks if Escape is for this view; accept it while there is something to abandon here."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    return event.key() == Qt.Key.Key_Escape
