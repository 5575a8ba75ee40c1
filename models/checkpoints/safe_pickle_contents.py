"""Whose networks are in a pickle: a cheap look, before it is read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Literal

from models.checkpoints.container import silent
from models.checkpoints.safe_pickle import sentences
from models.checkpoints.safe_pickle_machine import Machine
from models.checkpoints.safe_pickle_records import PickleError
from models.checkpoints.safe_pickle_stream import Stream, opened
from models.checkpoints.torch_zip import opened_zip

Contents = Literal["nvidia", "tensorflow", "unknown"]
# With their source text, or as plain classes of the program that saved them.
_NVIDIA = ("persistence._reconstruct_persistent_obj", ".MappingNetwork")


def globals_named(path: Path) -> set[str]:
    """The classes and functions that a pickle, or the pickle in a PyTorch zip, names: "module.name".

    Of a damaged file, those before the damage. Raises UnlitError when it cannot be read at all.
    """
    with sentences(path):
        with path.open("rb") as file:
            is_zip = file.read(4) == b"PK\x03\x04"
        if is_zip:
            with opened_zip(path) as archive:
                return _names(archive.stream())
        with opened(path, silent) as stream:
            return _names(stream)


def _names(stream: Stream) -> set[str]:
    machine = Machine(stream, load=lambda _: None)
    with suppress(PickleError):
        machine.run()
    return machine.globals


def contents(names: set[str]) -> Contents:
    """Whose networks a pickle holds, by the names that it uses (see globals_named)."""
    if any(name.endswith("tflib.network.Network") for name in names):
        return "tensorflow"
    return "nvidia" if any(name.endswith(_NVIDIA) for name in names) else "unknown"
