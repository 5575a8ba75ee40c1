"""Which file? The system's dialogs, in one place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_open(parent: QWidget, title: str, filters: str) -> Path | None:
    """A file that exists, or None."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", filters)
    return Path(name) if name else None


def ask_save(parent: QWidget, title: str, name: str, filters: str, suffix: str) -> Path | None:
    """Where to write; the ending is added when it is left out. The system's dialog asks before an old file goes."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, filters)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(suffix)
