"""Edited tensors back into the file that they came from: everything else is carried byte for byte.

A tensor keeps its precision and layout in the file: where that is half, edited numbers are rounded to it.
"""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import torch
from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import silent
from models.checkpoints.nvidia_modules import generator_in
from models.checkpoints.safe_pickle import sentences
from models.checkpoints.safe_pickle_globals import Constructors
from models.checkpoints.safe_pickle_machine import Machine
from models.checkpoints.safe_pickle_records import Encoded, Literal, PickleError
from models.checkpoints.safe_pickle_stream import CHUNK, Stream, opened
from models.checkpoints.safe_pickle_tensors import LegacyStorage, StoredTensor, affordable
from models.checkpoints.torch_zip import TorchZip, opened_zip
from models.document.errors import UnlitError

_ALIGNMENT = 64  # of storages in PyTorch's zips


def write_nvidia(checkpoint: Checkpoint, path: Path) -> None:
    """The pickle it was read from, with its generator's tensors replaced. A compressed one is written unpacked.

    Raises UnlitError when that file is gone or lacks a tensor, OSError when `path` cannot be written.
    """
    source = _source(checkpoint, path)
    with sentences(source, disk=False), opened(source, silent) as stream:
        machine = Machine(stream, Constructors(stream))
        stored = generator_in(machine.run()).tensors
        affordable(stored, stream.size)
        splices = [_splice(edit) for edit in _edits(stored, checkpoint.tensors)]
        with path.open("wb") as file:
            _emit(stream, sorted([*splices, *_frames(machine.frames, splices)], key=lambda s: s.start), file)


def write_pti(checkpoint: Checkpoint, path: Path) -> None:
    """The zip it was read from, with its generator's tensors replaced. Raises as `write_nvidia` does."""
    source = _source(checkpoint, path)
    with sentences(source, disk=False), opened_zip(source) as archive:
        stored = generator_in(archive.value(silent)).tensors
        affordable(stored, archive.size)
        edits = {edit.storage.entry: edit for edit in _edits(stored, checkpoint.tensors)}
        with path.open("wb") as file, zipfile.ZipFile(file, "w") as out:
            for entry in archive.archive.infolist():
                _copy_entry(archive, entry, edits.get(entry.filename), out)


def _source(checkpoint: Checkpoint, path: Path) -> Path:
    source = checkpoint.source
    if source is None or not source.is_file():
        raise UnlitError("The file that this generator came from is gone, and its format needs it; choose another.")
    if path.exists() and path.samefile(source):
        raise UnlitError(f"“{path.name}” is the file that this generator came from; choose another name.")
    return source


# -------------------------------------------------------------------------------------------------------------- edits
@dataclass
class Edit:
    """New numbers for a storage. parts: all views of it, and what they are to show."""

    storage: Any
    parts: list[tuple[StoredTensor, Tensor]] = field(default_factory=list)

    def data(self) -> bytearray:
        """All of the storage's bytes, with the new numbers in them."""
        dtype, numel, _ = self.storage.header
        data = self.storage.bytes_at(0, numel * dtype.itemsize)
        flat = torch.frombuffer(data, dtype=dtype)
        views = [(flat.as_strided(old.size, old.stride, old.offset), new.to(dtype)) for old, new in self.parts]
        try:
            for view, new in views:
                view.copy_(new)
        except RuntimeError as error:  # of a view that shows one number twice
            raise PickleError("it keeps a tensor in a way that cannot be changed") from error
        if not all(_same(view, new) for view, new in views):
            raise PickleError("two tensors in it share their numbers, and were given different ones")
        return data


def _same(one: Tensor, other: Tensor) -> bool:
    """Whether two tensors of one precision are equal to the bit: 0 and -0 are not, and NaN is what it is."""
    bits = (t.contiguous().flatten().view(torch.uint8) for t in (one, other))
    return torch.equal(*bits)


def _edits(stored: Mapping[str, StoredTensor], wanted: Mapping[str, Tensor]) -> list[Edit]:
    """What must change so that the stored tensors are the wanted ones. One tensor at a time is in memory.

    An edit knows the unchanged tensors in its storage, too, so that none of them changes with the others unseen.
    """
    edits: dict[Any, Edit] = {}
    changed: set[Any] = set()
    for name, tensor in wanted.items():
        old = stored.get(name)
        if old is None or tuple(old.size) != tuple(tensor.shape):
            raise PickleError(f"it has no place for “{name[:80]}”")
        new, now, key = tensor.detach().cpu(), old.read(), old.storage.key
        edits.setdefault(key, Edit(old.storage)).parts.append((old, new))
        if not _same(now, new.to(now.dtype)):
            changed.add(key)
    return [edit for key, edit in edits.items() if key in changed]


# ------------------------------------------------------------------------------------------------------------ pickles
@dataclass(frozen=True)
class Splice:
    """Bytes of the source from `start` to `end` that others, `length` of them, take the place of."""

    start: int
    end: int
    length: int
    data: Callable[[], bytes | bytearray]


def _splice(edit: Edit) -> Splice:
    storage: LegacyStorage = edit.storage
    if isinstance(storage.data, Encoded):
        return _encoded_splice(edit, storage, storage.data.literal)
    if not isinstance(storage.data, Literal):
        raise PickleError("it keeps a tensor where it cannot be replaced")
    start = storage.data.start + storage.header.start
    return Splice(start, storage.data.end, storage.data.end - start, edit.data)


def _encoded_splice(edit: Edit, storage: LegacyStorage, literal: Literal) -> Splice:
    """Bytes written as a text take one or two bytes each, so the whole literal changes its length."""
    before = storage.stream.bytes_of(storage.data)[: storage.header.start]
    text = (bytes(before) + edit.data()).decode("latin1").encode("utf-8")
    if len(text) >= 2**32:
        raise PickleError("a tensor in it is too large for its kind of file")
    new = b"X" + len(text).to_bytes(4, "little") + text
    return Splice(literal.opcode, literal.end, len(new), lambda: new)


def _frames(frames: list[tuple[int, int]], splices: list[Splice]) -> list[Splice]:
    """New lengths for the frames in which something grew or shrank."""
    changed: list[Splice] = []
    for position, length in frames:
        start, end = position + 8, position + 8 + length
        new = length + sum(s.length - (s.end - s.start) for s in splices if start <= s.start < end)
        if new != length:
            changed.append(Splice(position, start, 8, lambda new=new: new.to_bytes(8, "little")))
    return changed


def _emit(source: Stream, splices: list[Splice], file: BinaryIO) -> None:
    done = 0
    for splice in splices:
        if splice.start < done:
            raise PickleError("it keeps two tensors in one place")
        _copy(source, done, splice.start, file)
        file.write(splice.data())
        done = splice.end
    _copy(source, done, source.size, file)


def _copy(source: Stream, start: int, end: int, file: BinaryIO) -> None:
    for position in range(start, end, CHUNK):
        file.write(source.at(position, min(CHUNK, end - position)))


# --------------------------------------------------------------------------------------------------------------- zips
def _copy_entry(source: TorchZip, entry: zipfile.ZipInfo, edit: Edit | None, out: zipfile.ZipFile) -> None:
    new = copy.copy(entry)
    assert out.fp is not None
    start = out.fp.tell() + 30 + len(entry.filename.encode())  # where its bytes begin, but for the padding
    padding = -(start + 4) % _ALIGNMENT
    new.extra = b"FB" + padding.to_bytes(2, "little") + b"Z" * padding  # PyTorch's own way to align them
    new.header_offset, new.flag_bits = 0, entry.flag_bits & ~0x08
    out.writestr(new, edit.data() if edit else source.bytes_at(entry.filename, 0, entry.file_size))
