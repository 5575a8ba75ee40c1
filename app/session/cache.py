"""What Unlit keeps to be quicker the next time: downloads and searches."""

from __future__ import annotations

import shutil
from pathlib import Path

from models.checkpoints.places import cache_folder
from models.document.errors import UnlitError


def cache_root() -> Path:
    """The folder that holds all of it."""
    return cache_folder().parent


def cache_size() -> int:
    """Bytes on the disk."""
    return sum(path.stat().st_size for path in _parts() for path in path.rglob("*") if path.is_file())


def clear_cache() -> None:
    """Delete all of it; nothing beside it. Raises UnlitError (kind "disk") when something cannot be deleted."""
    try:
        for part in _parts():
            shutil.rmtree(part)
    except OSError as error:
        sentence = "Some of the cache could not be deleted; it may be in use."
        raise UnlitError(sentence, kind="disk", details=str(error)) from error


def _parts() -> list[Path]:
    return [part for part in (cache_folder(), cache_folder().with_name("rankings")) if part.is_dir()]
