"""What every message is made of."""

from __future__ import annotations

import msgspec


class Message(msgspec.Struct, frozen=True, tag=True):
    """Anything sent either way."""


class Frame(msgspec.Struct, frozen=True):
    """Where a picture lies: block `index` of the shared memory, or, when it fits none, in the message itself."""

    height: int
    width: int
    index: int = -1
    data: bytes = b""
