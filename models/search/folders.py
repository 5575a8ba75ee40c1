"""Folders of results that were kept and may be made again."""

from __future__ import annotations

from pathlib import Path


def forget_oldest(folder: Path, pattern: str, largest: int) -> None:
    """Delete the oldest files until the others are no more than so many bytes together."""
    files = sorted(folder.glob(pattern), key=lambda file: file.stat().st_mtime, reverse=True)
    size = 0
    for file in files:
        size += file.stat().st_size
        if size > largest:
            file.unlink(missing_ok=True)
