"""Which file? The system's dialogs, in one place."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_open(parent: QWidget, title: str, filters: str) -> Path | None:
    """A file that exists, or None."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", filters)
    return Path(name) if name else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder that exists, or None."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def ask_save(parent: QWidget, title: str, name: str, filters: str, suffix: str) -> Path | None:
    """Where to write; a missing ending becomes that of the chosen filter, else `suffix`.

    The system's dialog asks before an old file goes.
    """
    chosen, used = QFileDialog.getSaveFileName(parent, title, name, filters)
    if not chosen:
        return None
    path, ending = Path(chosen), re.search(r"\*(\.\w+)", used)
    return path if path.suffix else path.with_suffix(ending[1] if ending else suffix)
