"""numpy's numbers and arrays in a pickle, rebuilt from their bytes. Arrays of objects are refused."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.checkpoints.safe_pickle_records import Inert, PickleError, is_bytes, length_of
from models.checkpoints.safe_pickle_stream import Stream

_PLAIN = re.compile(r"[<>|=]?(b1|[iu][1248]|f[248])")


@dataclass(eq=False, slots=True)
class NumpyDtype(Inert):
    """A plain numeric type. order: of its bytes, "<" or ">"."""

    code: str
    order: str = "<"

    def build(self, state: Any) -> None:
        """(version, byte order, subarray, names, fields, size, alignment, flags): only the order may say anything."""
        if type(state) is not tuple or not 5 <= len(state) <= 9 or any(part is not None for part in state[2:5]):
            raise PickleError("it holds an array of something other than numbers")
        self.order = ">" if state[1] == ">" else "<"

    def numpy(self) -> np.dtype[Any]:
        """The real one."""
        return np.dtype(f"{self.order}{self.code}")


def dtype_of(args: tuple[Any, ...]) -> NumpyDtype:
    """`numpy.dtype(code, align, copy)`."""
    found = _PLAIN.fullmatch(args[0]) if args and type(args[0]) is str else None
    if found is None:
        raise PickleError("it holds an array of something other than numbers")
    return NumpyDtype(found[1], ">" if args[0][0] == ">" else "<")


@dataclass(eq=False, slots=True)
class StoredArray(Inert):
    """An array whose bytes lie in the file."""

    stream: Stream
    shape: Any = None
    dtype: Any = None
    fortran: bool = False
    data: Any = None

    def build(self, state: Any) -> None:
        """(version, shape, dtype, whether in Fortran's order, bytes)."""
        if self.dtype is not None or type(state) is not tuple or len(state) not in (4, 5):
            raise PickleError("an array in it is damaged")
        self.shape, self.dtype, fortran, self.data = state[-4:]
        self.fortran = fortran is True or fortran == 1
        if not isinstance(self.dtype, NumpyDtype) or not (type(self.data) is str or is_bytes(self.data)):
            raise PickleError("it holds an array of something other than numbers")

    @property
    def nbytes(self) -> int:
        """That its shape claims. Raises PickleError for what is no shape."""
        if not isinstance(self.dtype, NumpyDtype):
            raise PickleError("an array in it is damaged")
        shape = self.shape
        if type(shape) is not tuple or len(shape) > 8 or not all(type(n) is int and n >= 0 for n in shape):
            raise PickleError("an array in it is damaged")
        return math.prod(shape) * self.dtype.numpy().itemsize

    def read(self) -> np.ndarray:
        """The array, in this machine's byte order. Raises PickleError when it claims other bytes than there are."""
        if self.nbytes > length_of(self.data):  # before anything is read; a text of bytes is longer than they are
            raise PickleError("an array in it claims more numbers than there are")
        dtype = self.dtype.numpy()
        try:
            data = self.stream.bytes_of(self.data)
            array = np.frombuffer(data, dtype).reshape(self.shape, order="F" if self.fortran else "C")
        except (ValueError, OverflowError) as error:
            raise PickleError("an array in it claims other numbers than there are") from error
        return array.astype(dtype.newbyteorder("="), copy=False)


def scalar_of(args: tuple[Any, ...]) -> bool | int | float:
    """`numpy.core.multiarray.scalar(dtype, bytes)`, as Python's own number."""
    dtype, data = args
    if not isinstance(dtype, NumpyDtype):
        raise PickleError("it holds an array of something other than numbers")
    raw = data.encode("latin1") if type(data) is str else data
    kind = dtype.numpy()
    if type(raw) is not bytes or len(raw) != kind.itemsize:
        raise PickleError("a number in it is damaged")
    return np.frombuffer(raw, kind)[0].item()
