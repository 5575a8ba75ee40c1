"""Recently used projects, remembered between starts."""

from __future__ import annotations

from pathlib import Path

import msgspec
from platformdirs import user_state_path

from models.document.atomic import write_bytes
from models.document.errors import UnlitError
from models.document.project import load_thumbnail

MOST = 8


def _file() -> Path:
    return user_state_path("Unlit", appauthor=False) / "recent.json"


def recent_projects() -> list[tuple[Path, bytes]]:
    """Projects that are still there, newest first, each with its thumbnail PNG (empty when it has none)."""
    found = []
    for path in _paths():
        try:
            found.append((path, load_thumbnail(path)))
        except UnlitError:  # gone or damaged: nothing to offer
            continue
    return found


def remember_project(path: Path) -> None:
    """Put a project first. A list that cannot be written is no reason to disturb anybody."""
    paths = [path.resolve(), *(known for known in _paths() if known != path.resolve())][:MOST]
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_bytes(_file(), msgspec.json.encode([str(known) for known in paths]))
    except (UnlitError, OSError):
        return


def _paths() -> list[Path]:
    try:
        return [Path(text) for text in msgspec.json.decode(_file().read_bytes(), type=list[str])][:MOST]
    except (OSError, msgspec.MsgspecError):
        return []
