"""What a pickle becomes when it is read as data: values that cannot do anything.

Numbers, short texts, tuples, lists, dictionaries and sets are themselves. Everything else in a pickle, a class, a call,
an object, becomes one of these records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class PickleError(Exception):
    """Why a pickle cannot be read: a clause that can follow "“name” cannot be opened: "."""


@dataclass(eq=False, slots=True)
class Inert:
    """A value that answers every opcode by remembering it, or by refusing."""

    def build(self, state: Any) -> None:
        """What BUILD gives an object. Refused where nothing is known that may come."""
        raise PickleError("it gives a state to what has none")


@dataclass(eq=False, slots=True)
class Global(Inert):
    """The name of a class or function. It is never looked up."""

    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


@dataclass(eq=False, slots=True)
class Record(Inert):
    """An object of an unknown class, or what an unknown function would have given.

    state: what BUILD gave. items, entries: what was appended or set, for classes that are lists or dictionaries.
    """

    of: Global
    args: tuple[Any, ...] = ()
    state: Any = None
    items: list[Any] = field(default_factory=list)
    entries: dict[Any, Any] = field(default_factory=dict)

    def build(self, state: Any) -> None:
        """Remember the state; a second one would be two truths."""
        if self.state is not None:
            raise PickleError("it gives one object two states")
        self.state = state


@dataclass(eq=False, slots=True)
class PersistentRecord(Record):
    """An object that NVIDIA's `torch_utils.persistence` saved together with the source text of its class.

    meta: as stored, with `module_src` as a text (a Literal when long) that nothing ever runs.
    """

    class_name: str = ""
    meta: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class Literal:
    """A long text or byte string, left where it is in the pickle: `start` to `end`, after an opcode at `opcode`."""

    opcode: int
    start: int
    end: int
    is_text: bool

    @property
    def length(self) -> int:
        """In bytes, as stored."""
        return self.end - self.start


@dataclass(frozen=True, eq=False, slots=True)
class Encoded:
    """Bytes that a pickle of protocol 2 keeps as a text, one character a byte, written in UTF-8."""

    literal: Literal

    @property
    def length(self) -> int:
        """In bytes, as stored: up to twice what they are."""
        return self.literal.length


Bytes = bytes | Literal | Encoded


def is_bytes(value: object) -> bool:
    """Whether a value stands for a byte string."""
    return isinstance(value, bytes | Encoded) or (isinstance(value, Literal) and not value.is_text)


def length_of(value: Bytes | str) -> int:
    """How many bytes of the pickle a byte string takes."""
    return value.length if isinstance(value, Literal | Encoded) else len(value)


def checked_key(key: Any) -> Any:
    """A key of a dictionary. Refused: what takes long to hash (nested tuples) or collides (huge integers)."""
    parts = key if type(key) is tuple and len(key) <= 16 else (key,)
    for part in parts:
        if not (part is None or isinstance(part, str | bytes | bool | float | Inert | Literal)) and not (
            type(part) is int and part.bit_length() <= 60
        ):
            raise PickleError("it sorts things under keys that no generator has")
    return key
