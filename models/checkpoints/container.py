"""What every file format answers: read a file as data, and write edited tensors back into one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.progress import Report, silent

__all__ = ["Container", "Report", "silent"]


@dataclass(frozen=True)
class Container:
    """One file format. name: for the command line and metadata ("nvidia"). title: for people. suffix: of its files.

    read: raises UnlitError with one sentence for what cannot be read; executes nothing in the file.
    write: the checkpoint's tensors under canonical names in this format, not atomic by itself; a format that re-emits
    the file it came from finds it in `checkpoint.source`. None where this format is only read.
    """

    name: str
    title: str
    suffix: str
    read: Callable[[Path, Report], Checkpoint]
    write: Callable[[Checkpoint, Path], None] | None = None
