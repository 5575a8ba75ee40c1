"""One process at a time."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from console import say

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Waits for, then holds, a lock on the file at `path`.

    The operating system keeps it, and takes it back from a process that ends, however it ends: it is never stale.
    Children started with `close_fds=False` hold it too (not on Windows).
    """
    with path.open("a") as file:
        os.set_inheritable(file.fileno(), True)
        if not acquire(file.fileno()):
            say("Another run is preparing Unlit; waiting for it.")
            while not acquire(file.fileno()):
                time.sleep(0.2)
        yield


def acquire(handle: int) -> bool:
    """Tries to lock an open file; says whether it did."""
    try:
        _try(handle)
    except (BlockingIOError, PermissionError):
        return False
    return True
