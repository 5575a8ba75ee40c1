"""PyTorch's zip files, read as data: a pickle, and an entry for every storage. Nothing in them executes.

Such a file is what `torch.save(G)` writes, as PTI does: the whole module, found as in NVIDIA's own pickles.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.checkpoints.container import Report
from models.checkpoints.safe_pickle import read_pickle
from models.checkpoints.safe_pickle_records import PickleError
from models.checkpoints.safe_pickle_stream import Stream
from models.checkpoints.safe_pickle_tensors import Header, named_storage

_LARGEST_DIRECTORY = 2**23
_LONGEST_ENDING = 2**16 + 256
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, LookupError, ValueError, OverflowError)


class ZipStorage:
    """An entry `data/<key>` of the zip."""

    def __init__(self, archive: TorchZip, header: Header, entry: str) -> None:
        self._archive, self.header, self.entry = archive, header, entry

    @property
    def key(self) -> str:
        return self.entry

    def bytes_at(self, start: int, count: int) -> bytearray:
        """Of the numbers; the zip's checksum is compared when they are read from the first to the last."""
        return self._archive.bytes_at(self.entry, start, count)

    def cost(self, count: int) -> int:
        """Nothing else is read."""
        return count


@dataclass(frozen=True)
class TorchZip:
    """An open file. root: the folder in it that everything lies in, with a stroke at the end."""

    archive: zipfile.ZipFile
    raw: Stream
    root: str

    @property
    def size(self) -> int:
        """Of the file, in bytes."""
        return self.raw.size

    def value(self, report: Report) -> Any:
        """What its pickle holds. Raises PickleError."""
        if self._has("byteorder") and self._entry("byteorder") != b"little":
            raise PickleError("it was written on a machine of another kind")
        return read_pickle(self.stream(), self._storage, report)

    def stream(self) -> Stream:
        """Its pickle."""
        return Stream(io.BytesIO(self._entry("data.pkl")))

    def bytes_at(self, entry: str, start: int, count: int) -> bytearray:
        """A part of an entry, or all of it with its checksum compared. Raises PickleError."""
        with _damage_told():
            info = self.archive.getinfo(entry)
            if start == 0 and count == info.file_size:
                return bytearray(self.archive.read(info))
            names = self.raw.at(info.header_offset + 26, 4)
            start += info.header_offset + 30 + names[0] + 256 * names[1] + names[2] + 256 * names[3]
            return self.raw.at(start, count)

    def _storage(self, found: Any) -> ZipStorage:
        dtype, numel, key = named_storage(found)
        name = f"{self.root}data/{key}"
        if not self._has(f"data/{key}") or self.archive.getinfo(name).file_size != numel * dtype.itemsize:
            raise PickleError("a tensor in it claims other numbers than there are")
        return ZipStorage(self, Header(dtype, numel, 0), name)

    def _has(self, name: str) -> bool:
        return f"{self.root}{name}" in self.archive.NameToInfo

    def _entry(self, name: str) -> bytes:
        return bytes(self.bytes_at(f"{self.root}{name}", 0, self.archive.getinfo(f"{self.root}{name}").file_size))


@contextmanager
def opened_zip(path: Path) -> Iterator[TorchZip]:
    """A PyTorch file. Raises PickleError when it is damaged or some other zip, OSError when it cannot be read."""
    with path.open("rb") as file:
        raw = Stream(file)
        with _damage_told():
            if _directory_size(raw) > _LARGEST_DIRECTORY:
                raise PickleError("it claims to hold more than it does")
            archive = zipfile.ZipFile(file)
        with archive:
            yield TorchZip(archive, raw, _root(archive, raw.size))


def _directory_size(raw: Stream) -> int:
    """Of the list of entries at a zip's end. Each takes far more memory than bytes, so this is bounded first."""
    start = max(raw.size - _LONGEST_ENDING, 0)
    ending = raw.at(start, raw.size - start)
    usual, large = ending.rfind(b"PK\5\6"), ending.rfind(b"PK\6\6")
    sizes = [int.from_bytes(ending[usual + 12 : usual + 16], "little")] if usual >= 0 else []
    if large >= 0 and sizes == [0xFFFFFFFF]:
        sizes = [int.from_bytes(ending[large + 40 : large + 48], "little")]
    return max(sizes, default=0)


def _root(archive: zipfile.ZipFile, size: int) -> str:
    entries = archive.infolist()
    if any(entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size for entry in entries):
        raise PickleError("it was packed by another program than PyTorch; unpack and save it again")
    if len(entries) != len(archive.NameToInfo) or sum(entry.file_size for entry in entries) > size:
        raise PickleError("it claims to hold more than it does")
    roots = [entry.filename.removesuffix("data.pkl") for entry in entries if entry.filename.endswith("data.pkl")]
    if len(roots) != 1:
        raise PickleError("it is a zip that PyTorch did not write")
    return roots[0]


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except PickleError:
        raise
    except _DAMAGE as error:
        raise PickleError("it is damaged") from error
