"""What every file format answers: read a file as data, and write edited tensors back into one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from models.checkpoints.pipelines.writing import writing_folder
from models.checkpoints.progress import Report, silent
from models.document.atomic import writing

__all__ = ["Container", "Report", "silent"]

C = TypeVar("C")


@dataclass(frozen=True)
class Container(Generic[C]):
    """One file format of checkpoints C. name: for the command line and metadata ("nvidia"). title: for people.

    suffix: of its files; empty when it is a folder.

    read: raises UnlitError with one sentence for what cannot be read; executes nothing in the file.
    write: the checkpoint's tensors under canonical names in this format, not atomic by itself; a format that re-emits
    the file it came from finds it in `checkpoint.source`. None where this format is only read.
    """

    name: str
    title: str
    suffix: str
    read: Callable[[Path, Report], C]
    write: Callable[[C, Path], None] | None = None

    @property
    def is_folder(self) -> bool:
        """Whether it is many files in a folder: `write` then fills an empty one."""
        return not self.suffix

    def writing(self, path: Path) -> AbstractContextManager[Path]:
        """A temporary file or folder beside `path` for `write`; it takes the name when the block ends well.

        Raises UnlitError (kind "disk"), and for a folder that holds other things; `path` is then as it was.
        """
        return writing_folder(path) if self.is_folder else writing(path)
