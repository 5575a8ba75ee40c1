"""Writing folders so that a crash or a full disk never leaves half of one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.checkpoints.pipelines.texts import INDEX
from models.document.atomic import refused
from models.document.errors import UnlitError


@contextmanager
def writing_folder(path: Path) -> Iterator[Path]:
    """An empty folder beside `path` to write into; it takes the name `path` when the block ends well.

    A pipeline's folder that is there already is replaced, any other is not. Raises UnlitError (kind "disk") when the
    folder or the disk refuses; `path` is then as it was.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not _replaceable(target):
        raise UnlitError(f"“{path.name}” is there already and holds other things; choose another name.")
    temporary: Path | None = None
    try:
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent))
        yield temporary
        _settle(temporary)
        _take_name(temporary, target)
    except OSError as error:
        raise refused(path, error) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def _replaceable(target: Path) -> bool:
    return target.is_dir() and ((target / INDEX).is_file() or not any(target.iterdir()))


def _take_name(temporary: Path, target: Path) -> None:
    """Folders cannot be exchanged in one step everywhere, so the old one steps aside, and back if that is the end."""
    if not target.exists():
        temporary.rename(target)
        return
    aside = temporary.with_suffix(".old")
    target.rename(aside)
    try:
        temporary.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _settle(folder: Path) -> None:
    """Make the data reach the disk before the name does, for everybody to read whom the system lets."""
    closed = os.umask(0o077)  # it can only be read by setting it; for that moment, strictly
    os.umask(closed)
    folder.chmod(0o777 & ~closed)
    for path in folder.rglob("*"):
        path.chmod((0o777 if path.is_dir() else 0o666) & ~closed)
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
