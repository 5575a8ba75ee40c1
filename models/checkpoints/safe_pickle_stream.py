"""The bytes of a pickle, read where they are: long literals are stepped over, and read later if anyone asks."""

from __future__ import annotations

import gzip
import io
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from models.checkpoints.container import Report
from models.checkpoints.safe_pickle_records import Bytes, Encoded, Literal, PickleError

CHUNK = 2**20
LONGEST_NAME = 512
_INFLATION = 8  # weights hardly shrink; what grows more than this was made to fill a disk
_SLACK = 2**26


class Stream:
    """A part of a file. Nothing is read, so nothing allocated, beyond its end. Not mapped: see checkpoints.native."""

    def __init__(self, file: BinaryIO, start: int = 0, end: int | None = None) -> None:
        self._file, self._start = file, start
        self.size = (file.seek(0, io.SEEK_END) if end is None else end) - start
        self.position = 0
        file.seek(start)

    def read(self, count: int) -> bytes:
        """The next bytes. Raises PickleError when there are not so many."""
        if count > self.size - self.position:
            raise PickleError("it breaks off")
        data = self._file.read(count)
        if len(data) != count:
            raise PickleError("it breaks off")
        self.position += count
        return data

    def line(self) -> str:
        """The next line, which must be short."""
        data = self._file.readline(min(LONGEST_NAME, self.size - self.position))
        if not data.endswith(b"\n"):
            raise PickleError("it breaks off, or holds a name longer than any")
        self.position += len(data)
        return data[:-1].decode("utf-8")

    def skip(self, count: int) -> None:
        """Step over bytes without reading them."""
        if count > self.size - self.position:
            raise PickleError("it breaks off")
        self.position += count
        self._file.seek(self._start + self.position)

    def at(self, start: int, count: int) -> bytearray:
        """Bytes from anywhere; the position is lost."""
        if start < 0 or count < 0 or start + count > self.size:
            raise PickleError("it breaks off")
        data = bytearray(count)
        self._file.seek(self._start + start)
        if self._file.readinto(data) != count:  # pyright: ignore[reportAttributeAccessIssue]
            raise PickleError("it breaks off")
        return data

    def part(self, start: int, end: int) -> Stream:
        """A stream of some of these bytes."""
        return Stream(self._file, self._start + start, self._start + end)

    def bytes_of(self, value: Bytes | str) -> bytes | bytearray:
        """The bytes that a value stands for; a text's are one a character. Raises ValueError for other texts."""
        if isinstance(value, Encoded):
            return self.text_of(value.literal).encode("latin1")
        if isinstance(value, Literal):
            return self.at(value.start, value.length)
        return value.encode("latin1") if isinstance(value, str) else value

    def text_of(self, literal: Literal) -> str:
        """A long text, or the bytes that Python 2 called one."""
        data = self.at(literal.start, literal.length)
        return data.decode("utf-8", "surrogatepass") if literal.is_text else data.decode("latin1")

    def stream_of(self, value: Bytes) -> Stream:
        """A stream over what a value stands for, without a copy where it lies in the file as it is."""
        if isinstance(value, Literal):
            return self.part(value.start, value.end)
        return Stream(io.BytesIO(self.bytes_of(value)))


@contextmanager
def opened(path: Path, report: Report) -> Iterator[Stream]:
    """A file's bytes; those inside it when it is compressed with gzip. Raises PickleError and OSError."""
    with path.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            yield Stream(file)
            return
        file.seek(0)
        with tempfile.TemporaryFile() as unpacked:
            _unpack(file, unpacked, path.stat().st_size, report)
            yield Stream(unpacked)


def _unpack(packed: BinaryIO, unpacked: BinaryIO, size: int, report: Report) -> None:
    with gzip.GzipFile(fileobj=packed) as archive:
        while chunk := _next_chunk(archive):
            unpacked.write(chunk)
            report(min(packed.tell(), size), size)
            if unpacked.tell() > size * _INFLATION + _SLACK:
                raise PickleError("unpacked it is far larger than any generator of its size")


def _next_chunk(archive: gzip.GzipFile) -> bytes:
    try:
        return archive.read(CHUNK)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise PickleError("it was not compressed whole, or is damaged") from error
