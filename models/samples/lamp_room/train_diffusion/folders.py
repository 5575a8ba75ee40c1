"""Folders that diffusers writes, swapped in whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHARD = "14MB"  # no file of a bundled pipeline is larger


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new empty folder beside `folder`, which it replaces when the block ends well. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        yield fresh
        fresh.chmod(0o755)
        old = fresh.with_suffix(".old")
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
