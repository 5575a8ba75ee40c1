"""Pickles that want to do harm, and a watch over what runs while they are read."""

from __future__ import annotations

import os
import pickle
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from models.generators.stylegan2.config import StyleGAN2Config
from tests.support.generators import TINY

# Each would be seen: running or compiling text, starting programs, looking a pickle's names up, changing files.
_SIGNS = ("exec", "compile", "os.", "subprocess.", "pickle.find_class", "socket.", "shutil.", "ctypes.")
_seen: list[str] | None = None


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _seen is not None and event.startswith(_SIGNS) and not event.startswith(("os.scandir", "os.listdir")):
        _seen.append(f"{event} {arguments!r:.100}")


sys.addaudithook(_watch)
msgspec.convert(msgspec.to_builtins(TINY), StyleGAN2Config)  # compiles our own annotations, the first time


@contextmanager
def nothing_runs() -> Iterator[None]:
    """Fails when anything was run, compiled, started or looked up while this lasted."""
    global _seen
    _seen = found = []
    try:
        yield
    finally:
        _seen = None
    assert not found, found


@contextmanager
def memory_below(most: int) -> Iterator[None]:
    """Fails when Python objects and buffers took more bytes than this at any moment."""
    tracemalloc.start()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < most, f"{peak / 2**20:.1f} MiB"


class Reduced:
    """An object that a pickle remembers as a call."""

    def __init__(self, function: Any, *arguments: Any, state: Any = None) -> None:
        self._reduced = (function, arguments) if state is None else (function, arguments, state)

    def __reduce__(self) -> tuple[Any, ...]:
        return self._reduced


def touching(path: Path) -> Reduced:
    """A call of os.system that makes a file."""
    return Reduced(os.system, f"touch {path}")


def pickled(value: Any, protocol: int = 4) -> bytes:
    """As Python would."""
    return pickle.dumps(value, protocol)


def text(value: str) -> bytes:
    """An opcode that pushes a text."""
    data = value.encode()
    return b"X" + len(data).to_bytes(4, "little") + data


def name(module: str, what: str) -> bytes:
    """An opcode that names a class or function."""
    return f"c{module}\n{what}\n".encode()
