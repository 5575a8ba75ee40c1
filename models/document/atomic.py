"""Writing files so that a crash or a full disk never leaves half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.document.errors import UnlitError


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to; it replaces `path` in one step when the block ends well.

    A symbolic link stays one: the file it leads to is replaced.
    Raises UnlitError (kind "disk") when the folder or the disk refuses; `path` is then as it was.
    """
    target = Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        ending = f".part{target.suffix[:20]}"  # other programs' readers go by the name
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=ending, dir=target.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        _flush(temporary)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except OSError as error:
        raise refused(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def refused(path: Path, error: OSError) -> UnlitError:
    """What to raise when the folder or the disk takes no file or folder of this name."""
    reason = error.strerror or "the disk or the folder refuses"
    return UnlitError(f"“{path.name}” could not be written: {reason}.", kind="disk", details=f"{path}\n{error}")


def write_bytes(path: Path, data: bytes) -> None:
    """Write a whole file atomically. Raises UnlitError (kind "disk")."""
    with writing(path) as temporary:
        temporary.write_bytes(data)


def _flush(path: Path) -> None:
    """Make the data reach the disk before the name does, or a power cut leaves an empty file under the old name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    current = os.umask(0o077)  # it can only be read by setting it; for that moment, strictly
    os.umask(current)
    return current
