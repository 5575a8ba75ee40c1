"""How far long work on a file is. No torch, so that the studio may know it, too."""

from __future__ import annotations

from collections.abc import Callable

# Told while a large file is read or downloaded: bytes done, bytes in all (0: not known). May raise to stop the work.
Report = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """A report that nobody hears."""
