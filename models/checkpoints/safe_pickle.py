"""Reads pickles as data; executes nothing.

`read_pickle` gives values (see safe_pickle_records) in which tensors and arrays are still in the file, and can be read
one at a time; so what is not asked for is never in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.checkpoints.container import Report, silent
from models.checkpoints.safe_pickle_globals import Constructors
from models.checkpoints.safe_pickle_machine import Machine
from models.checkpoints.safe_pickle_records import PickleError
from models.checkpoints.safe_pickle_stream import Stream
from models.document.errors import UnlitError


def read_pickle(stream: Stream, load: Callable[[Any], Any] | None = None, report: Report = silent) -> Any:
    """The value of a pickle. load: gives values for persistent ids; without it they are refused.

    Raises PickleError; what the report raises passes. The stream's file must stay open while tensors are read.
    """
    return Machine(stream, Constructors(stream), load).run(report)


@contextmanager
def sentences(path: Path, *, disk: bool = True) -> Iterator[None]:
    """Turns what may go wrong while a file is read as a pickle into one sentence about it.

    disk: also errors of the disk; while another file is written, they may be that one's.
    """
    try:
        yield
    except PickleError as error:
        raise UnlitError(f"“{path.name}” cannot be opened: {error}.") from error
    except FileNotFoundError as error:
        if not disk:
            raise
        raise UnlitError(f"There is no file “{path.name}”.") from error
    except OSError as error:
        if not disk:
            raise
        raise UnlitError(f"“{path.name}” cannot be read: {error.strerror or error}.", kind="disk") from error
    except MemoryError as error:
        raise UnlitError(f"“{path.name}” needs more memory than there is.", kind="memory") from error
