"""Tensors in a pickle: where their numbers lie, checked before anything is allocated; read when asked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import torch
from torch import Tensor

from models.checkpoints.safe_pickle_machine import Machine
from models.checkpoints.safe_pickle_records import Bytes, Encoded, Global, Inert, PickleError
from models.checkpoints.safe_pickle_stream import Stream

DTYPES = {
    "FloatStorage": torch.float32,
    "HalfStorage": torch.float16,
    "DoubleStorage": torch.float64,
    "BFloat16Storage": torch.bfloat16,
    "LongStorage": torch.int64,
    "IntStorage": torch.int32,
    "ShortStorage": torch.int16,
    "CharStorage": torch.int8,
    "ByteStorage": torch.uint8,
    "BoolStorage": torch.bool,
}
_MAGIC = 0x1950A86A20F9469CFC6C  # torch's own, before everything that it saved without a zip
_VERSION = 1001
_MOST_DIMENSIONS = 8
_MOST_OPCODES = 200  # of each of the five small pickles in a storage


class Header(NamedTuple):
    """What a storage says of itself. start: where its numbers begin, in the bytes that hold it."""

    dtype: torch.dtype
    numel: int
    start: int


class Storage(Protocol):
    """Numbers in a row, somewhere in a file. key: equal for the same bytes of the file.

    cost: how many bytes of the file must be read to have so many of the numbers' bytes.
    """

    @property
    def key(self) -> Any: ...
    @property
    def header(self) -> Header: ...
    def bytes_at(self, start: int, count: int) -> bytearray: ...
    def cost(self, count: int) -> int: ...


class LegacyStorage:
    """The bytes that `torch.storage._load_from_bytes` gets: what torch.save wrote before it wrote zips.

    Five pickles (magic number, version, machine, a persistent id, the keys), a count, and the numbers. The real
    function would run any pickle in there; here the five are read as data and must say exactly one storage.
    """

    def __init__(self, stream: Stream, data: Bytes) -> None:
        self.stream, self.data = stream, data

    @property
    def key(self) -> Any:
        return id(self.data) if isinstance(self.data, bytes) else self.data

    @cached_property
    def header(self) -> Header:
        """Raises PickleError when the bytes are anything else."""
        try:
            return _header(self.stream.stream_of(self.data))
        except (PickleError, ValueError) as error:
            raise PickleError("a tensor in it is not stored as PyTorch stores them") from error

    def bytes_at(self, start: int, count: int) -> bytearray:
        """Of the numbers."""
        return self.stream.stream_of(self.data).at(self.header.start + start, count)

    def cost(self, count: int) -> int:
        """A text of bytes is decoded whole."""
        return 2 * self.data.length if isinstance(self.data, Encoded) else count


def _header(stream: Stream) -> Header:
    magic, version, system, found, keys = (_small(stream) for _ in range(5))
    if magic != _MAGIC or version != _VERSION or type(system) is not dict or system.get("little_endian") is not True:
        raise PickleError("it does not begin as PyTorch's files do")
    dtype, count, key = named_storage(found)
    if len(found) != 6 or found[5] is not None or keys != [key]:
        raise PickleError("it holds something other than one storage")
    numel = int.from_bytes(stream.read(8), "little")
    if numel != count or stream.size - stream.position != numel * dtype.itemsize:
        raise PickleError("it claims other numbers than there are")
    return Header(dtype, numel, stream.position)


def _small(stream: Stream) -> Any:
    return Machine(stream, load=lambda found: found, most_opcodes=_MOST_OPCODES).run()


def named_storage(found: Any) -> tuple[torch.dtype, int, str]:
    """Precision, count and key of a persistent id ("storage", class, key, location, count, ...)."""
    if type(found) is not tuple or len(found) < 5 or found[0] != "storage" or type(found[1]) is not Global:
        raise PickleError("it refers to something that is no tensor")
    kind, key, count = found[1], found[2], found[4]
    if kind.module not in ("torch", "torch.storage") or kind.name not in DTYPES:
        raise PickleError("it holds numbers of a kind that no generator has")
    if type(key) is not str or type(count) is not int or count < 0:
        raise PickleError("a tensor in it is damaged")
    return DTYPES[kind.name], count, key


@dataclass(eq=False, slots=True)
class StoredTensor(Inert):
    """A view of a storage, as `_rebuild_tensor_v2` is told it; nothing is checked before it is read."""

    storage: Any
    offset: Any
    size: Any
    stride: Any

    def build(self, state: Any) -> None:
        """Attributes that someone hung on a tensor."""

    def checked(self) -> tuple[int, int]:
        """First and last index + 1 that it needs of its storage. Raises PickleError when it does not fit in there."""
        size, stride = self.size, self.stride
        if not isinstance(self.storage, LegacyStorage) and not hasattr(self.storage, "bytes_at"):
            raise PickleError("a tensor in it has no numbers")
        if type(size) is not tuple or type(stride) is not tuple or len(size) != len(stride):
            raise PickleError("a tensor in it is damaged")
        if len(size) > _MOST_DIMENSIONS or not all(_is_count(n) for n in (*size, *stride, self.offset)):
            raise PickleError("a tensor in it is damaged")
        last = self.offset + sum((n - 1) * step for n, step in zip(size, stride, strict=True)) + 1
        end = self.offset if 0 in size else last
        if end > self.storage.header.numel:
            raise PickleError("a tensor in it claims more numbers than there are")
        return self.offset, end

    @property
    def nbytes(self) -> int:
        """Of the tensor once read."""
        self.checked()
        return math.prod(self.size) * self.storage.header.dtype.itemsize

    def read(self) -> Tensor:
        """The tensor, contiguous, in the precision in which it is stored. Ask `affordable` first."""
        first, end = self.checked()
        dtype = self.storage.header.dtype
        data = self.storage.bytes_at(first * dtype.itemsize, (end - first) * dtype.itemsize)
        try:
            if not data:
                return torch.empty(self.size, dtype=dtype)
            return torch.frombuffer(data, dtype=dtype).as_strided(self.size, self.stride).contiguous()
        except (RuntimeError, OverflowError, TypeError) as error:  # steps beyond any number, where they do not matter
            raise PickleError("a tensor in it is damaged") from error


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def affordable(tensors: Mapping[str, StoredTensor], size: int) -> int:
    """How many bytes these tensors take. Raises PickleError when that is more than a file of this size can hold.

    So neither a view with stride 0, nor a thousand names for one storage, can ask for much more memory, or reading,
    than the file has bytes; a module under two names can.
    """
    total, reading = 0, 0
    for tensor in tensors.values():
        first, end = tensor.checked()
        total += tensor.nbytes
        reading += tensor.storage.cost((end - first) * tensor.storage.header.dtype.itemsize)
        if total > 2 * size or reading > 4 * size:
            raise PickleError("its tensors claim more numbers than the file has")
    return total
