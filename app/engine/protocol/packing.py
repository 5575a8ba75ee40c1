"""Messages as bytes, and back."""

from __future__ import annotations

import msgspec

from app.engine.protocol.message import Message
from app.engine.protocol.to_engine import ToEngine
from app.engine.protocol.to_studio import ToStudio

_encoder = msgspec.msgpack.Encoder()
_to_engine: msgspec.msgpack.Decoder[ToEngine] = msgspec.msgpack.Decoder(ToEngine)
_to_studio: msgspec.msgpack.Decoder[ToStudio] = msgspec.msgpack.Decoder(ToStudio)


def pack(message: Message) -> bytes:
    """A message as bytes."""
    return _encoder.encode(message)


def unpack_to_engine(data: bytes) -> ToEngine:
    """Raises msgspec.MsgspecError for anything else."""
    return _to_engine.decode(data)


def unpack_to_studio(data: bytes) -> ToStudio:
    """Raises msgspec.MsgspecError for anything else."""
    return _to_studio.decode(data)
