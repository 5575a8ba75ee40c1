"""A file that is on its way here."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import msgspec

from models.document.errors import UnlitError

SPARE = 256 * 2**20  # bytes of the disk that stay free


class Part:
    """What has come so far, and of which version; the whole file takes its name in one step. Raises OSError."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self._note = target.with_name(target.name + ".note")

    @property
    def size(self) -> int:
        """How many bytes are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    def version(self) -> tuple[str, int]:
        """Of which version they are, and its size; empty when it cannot be gone on with."""
        try:
            return msgspec.json.decode(self._note.read_bytes(), type=tuple[str, int])
        except (OSError, msgspec.MsgspecError):
            return "", 0

    def begin(self, version: str, total: int) -> None:
        """Start anew."""
        self.path.write_bytes(b"")
        self._note.write_bytes(msgspec.json.encode((version, total)))

    def drop(self) -> None:
        """Nothing of it is of use."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def finish(self) -> None:
        """It is whole: make it reach the disk, then give it its name."""
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        self.path.replace(self.target)
        self._note.unlink(missing_ok=True)


def check_room(size: int, folder: Path, name: str) -> None:
    """Raises UnlitError (kind "disk") when so many bytes more have no room in a folder. name: of what is to come."""
    missing = size + SPARE - shutil.disk_usage(folder).free
    if missing > 0:
        sentence = f"There is not enough room on the disk for “{name}”: {missing / 1e9:.1f} GB are missing."
        raise UnlitError(sentence, kind="disk", details=str(folder))
