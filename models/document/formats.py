"""Documents as JSON: what kind it is, which format number, and sentences for what cannot be read."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import msgspec

from models.document.errors import UnlitError
from models.document.migrations import migrated

Kind = Literal["recipe", "ranking", "project", "scene", "report", "search"]
T = TypeVar("T")

# The number rises when a document of that kind changes so that older versions of Unlit could not read it.
FORMATS: dict[Kind, int] = {"recipe": 3, "ranking": 3, "project": 5, "scene": 2, "report": 1, "search": 1}


class _Envelope(msgspec.Struct):
    unlit: str
    format: int
    content: msgspec.Raw


def encode(kind: Kind, value: Any) -> bytes:
    """The value as readable JSON with its kind and format number."""
    return msgspec.json.format(
        msgspec.json.encode({"unlit": kind, "format": FORMATS[kind], "content": value}), indent=1
    )


def kind_of(data: bytes | str) -> str:
    """What kind of document this says it is; empty for anything else."""
    try:
        return msgspec.json.decode(data, type=_Envelope).unlit
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return ""


def decode(kind: Kind, data: bytes | str, type_: type[T]) -> T:
    """Read what `encode` wrote. Raises UnlitError: not this kind of document, damaged, or made with a newer version."""
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise UnlitError(f"This is not an Unlit {kind}.", details=str(error)) from error
    if envelope.unlit != kind:
        raise UnlitError(f"This is not an Unlit {kind} but an Unlit {envelope.unlit[:20]}.")
    if envelope.format > FORMATS[kind]:
        raise UnlitError(f"This {kind} was made with a newer version of Unlit; update Unlit to open it.")
    try:
        content = bytes(envelope.content)
        if envelope.format < FORMATS[kind]:
            content = msgspec.json.encode(migrated(kind, envelope.format, msgspec.json.decode(content)))
        return msgspec.json.decode(content, type=type_)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise UnlitError(f"This {kind} is damaged and cannot be read.", details=str(error)) from error
