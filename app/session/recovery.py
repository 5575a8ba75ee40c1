"""Unsaved work on the disk: one file a studio, held by a lock that ends with the process, however it ends.

A file whose lock can be taken was left behind by a crash. Whoever takes it keeps it from every other studio.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_state_path

from models.document.errors import UnlitError
from models.document.project import SUFFIX, Project, load_origin, load_thumbnail, save_project

if TYPE_CHECKING:
    from filelock import FileLock


def recovery_folder() -> Path:
    """Where unsaved work is kept."""
    return user_state_path("Unlit", appauthor=False) / "recovery"


@dataclass(frozen=True)
class Found:
    """Work that can be recovered. path: its file. origin: the project's own, if it was ever saved. written: when."""

    path: Path
    origin: Path | None
    written: float
    thumbnail_png: bytes


class Kept:
    """A place for unsaved work that is this studio's. path: the project's file; there is none until it is written."""

    def __init__(self, path: Path, lock: FileLock) -> None:
        self.path = path
        self._lock = lock

    def write(self, project: Project, origin: Path | None, thumbnail_png: bytes) -> None:
        """Keep this. origin: where the project was saved last. Raises UnlitError (kind "disk")."""
        save_project(project, self.path, thumbnail_png, origin=str(origin or ""))

    def found(self) -> Found:
        """What is kept here. A damaged file has neither origin nor thumbnail; whoever opens it is told."""
        try:
            origin, thumbnail = load_origin(self.path), load_thumbnail(self.path)
        except UnlitError:
            origin, thumbnail = "", b""
        return Found(self.path, Path(origin) if origin else None, self.path.stat().st_mtime, thumbnail)

    def remove(self) -> None:
        """The work is saved, or nobody wants it. What a crash left of an unfinished write goes as well."""
        for path in (self.path, *self.path.parent.glob(f".{self.path.name}.*.part")):
            path.unlink(missing_ok=True)

    def release(self) -> None:
        """Let others have it; a place without work is gone."""
        if not self.path.exists():
            Path(self._lock.lock_file).unlink(missing_ok=True)
        self._lock.release()


def new_place(folder: Path) -> Kept:
    """A place nobody has. Raises OSError when there can be none."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = _taken(folder / f"{secrets.token_hex(8)}{SUFFIX}")
    assert kept is not None, "nobody knows the name"
    return kept


def left_behind(folder: Path) -> list[Kept]:
    """Take all work that no running studio holds, the newest first."""
    found = []
    for path in {path.with_suffix(SUFFIX) for pattern in ("*.lock", f"*{SUFFIX}") for path in folder.glob(pattern)}:
        kept = _taken(path)
        if kept is not None and kept.path.exists():
            found.append(kept)
        elif kept is not None:
            kept.remove()
            kept.release()
    return sorted(found, key=lambda kept: kept.path.stat().st_mtime, reverse=True)


def _taken(path: Path) -> Kept | None:
    """The place at `path`, unless another studio has it."""
    from filelock import FileLock, Timeout  # takes a while to load: not before the window is there

    lock = FileLock(path.with_suffix(".lock"), blocking=False)
    try:
        lock.acquire()
    except (Timeout, OSError):
        return None
    return Kept(path, lock)
