"""The names that a pickle may use, and our own harmless constructors for them. Every other name becomes a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.checkpoints.safe_pickle_numpy import StoredArray, dtype_of, scalar_of
from models.checkpoints.safe_pickle_records import (
    Encoded,
    Global,
    Literal,
    PersistentRecord,
    PickleError,
    Record,
    checked_key,
    is_bytes,
)
from models.checkpoints.safe_pickle_stream import Stream
from models.checkpoints.safe_pickle_tensors import LegacyStorage, StoredTensor

Args = tuple[Any, ...]


class Constructors:
    """Gives the Machine a value for every name. stream: where the literals of that pickle lie."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._known: dict[tuple[str, str], Callable[[Args], Any]] = {
            ("collections", "OrderedDict"): _dictionary,
            ("builtins", "set"): _set,
            ("__builtin__", "set"): _set,
            ("builtins", "bytearray"): _byte_array,
            ("_codecs", "encode"): _encoded,
            ("torch", "Size"): lambda args: tuple(args[0]),
            ("torch._utils", "_rebuild_tensor"): _tensor,
            ("torch._utils", "_rebuild_tensor_v2"): _tensor,
            ("torch._utils", "_rebuild_parameter"): _parameter,
            ("torch._utils", "_rebuild_parameter_with_state"): _parameter,
            ("torch.storage", "_load_from_bytes"): self._storage,
            ("numpy", "dtype"): dtype_of,
        }
        for numpy in ("numpy.core", "numpy._core"):
            self._known[f"{numpy}.multiarray", "scalar"] = scalar_of
            self._known[f"{numpy}.multiarray", "_reconstruct"] = self._array
            self._known[f"{numpy}.numeric", "_frombuffer"] = self._array_from_buffer

    def __call__(self, of: Global, args: Args) -> Any:
        """The value of `of(*args)`. Forks keep NVIDIA's modules in folders of their own: only the end counts there."""
        known = self._known.get((of.module, of.name))
        if known is not None:
            return known(args)
        if of.name == "_reconstruct_persistent_obj" and of.module.endswith("persistence"):
            return _persistent(of, args)
        if of.name == "EasyDict" and not args:
            return {}
        return Record(of, args)

    def _storage(self, args: Args) -> LegacyStorage:
        (data,) = args
        if not is_bytes(data):
            raise PickleError("a tensor in it is damaged")
        return LegacyStorage(self._stream, data)

    def _array(self, args: Args) -> StoredArray:
        if len(args) != 3:
            raise PickleError("an array in it is damaged")
        return StoredArray(self._stream)

    def _array_from_buffer(self, args: Args) -> StoredArray:
        data, dtype, shape, order = args
        array = StoredArray(self._stream)
        array.build((shape, dtype, order == "F", data))
        return array


def _dictionary(args: Args) -> dict[Any, Any]:
    """An OrderedDict, perhaps of pairs, as Python 2 wrote it."""
    pairs = args[0] if args else []
    if type(pairs) is not list:
        raise PickleError("it is damaged")
    return {checked_key(key): value for key, value in pairs}


def _set(args: Args) -> set[Any]:
    values = args[0] if args else []
    if type(values) is not list:
        raise PickleError("it is damaged")
    return set(map(checked_key, values))


def _byte_array(args: Args) -> Any:
    if not args:
        return b""
    return args[0] if is_bytes(args[0]) else _encoded(args)


def _encoded(args: Args) -> bytes | Encoded:
    """Bytes kept as a text: `_codecs.encode(text, "latin1")`."""
    text, *how = args
    if how not in (["latin1"], ["latin-1"]):
        raise PickleError("it holds bytes in a way that no generator needs")
    if isinstance(text, Literal) and text.is_text:
        return Encoded(text)
    if type(text) is not str:
        raise PickleError("it is damaged")
    return text.encode("latin1")


def _tensor(args: Args) -> StoredTensor:
    storage, offset, size, stride, *_ = args
    return StoredTensor(storage, offset, size, stride)


def _parameter(args: Args) -> StoredTensor:
    if not args or not isinstance(args[0], StoredTensor):
        raise PickleError("a tensor in it is damaged")
    return args[0]


def _persistent(of: Global, args: Args) -> PersistentRecord:
    """One argument: what the object was, with its source text and its state."""
    (meta,) = args
    if type(meta) is not dict or type(meta.get("class_name")) is not str:
        raise PickleError("a part of it is damaged")
    return PersistentRecord(of, args, meta.get("state"), class_name=meta["class_name"], meta=meta)
