"""What the studio tells a new worker on its standard input: where to connect, and where pictures go."""

from __future__ import annotations

import secrets
import sys
import tempfile
from pathlib import Path

import msgspec

# Longer messages are garbage: nothing in the protocol comes near it.
LARGEST_MESSAGE = 2**30


class Handover(msgspec.Struct, frozen=True):
    """address, authkey: for multiprocessing.connection.Client. memory, blocks, block_size: for WorkerFrames."""

    address: str
    authkey: bytes
    memory: str
    blocks: int
    block_size: int


def new_address() -> str:
    """An address nobody uses, of the kind that leaves nothing behind: a pipe on Windows, an abstract socket on Linux.

    macOS has only sockets that are files; the listener removes the file as soon as the worker has connected.
    """
    name = f"unlit-{secrets.token_hex(8)}"
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}"
    if sys.platform == "linux":
        return f"\0{name}"
    return str(Path(tempfile.gettempdir()) / name)
