"""How another program keeps NVIDIA's tensors: under other keys, with more dimensions, turned, or less a constant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Report
from models.checkpoints.torch_file import copied
from models.document.errors import UnlitError
from models.generators.stylegan2.layers import fir_filter


@dataclass(frozen=True)
class Entry:
    """One tensor in a state dictionary.

    leading, trailing: dimensions of one around NVIDIA's shape. turned: the kernel by 180 degrees. less: what the
    program adds to the stored numbers when it runs.
    """

    key: str
    leading: int = 0
    trailing: int = 0
    turned: bool = False
    less: float = 0.0

    def canonical(self, stored: Tensor) -> Tensor:
        """The tensor as NVIDIA's programs keep it. Raises ValueError for a shape it cannot have."""
        end = stored.ndim - self.trailing
        ones = (*stored.shape[: self.leading], *stored.shape[end:])
        if stored.ndim < self.leading + self.trailing or set(ones) - {1} or (self.turned and stored.ndim < 2):
            raise ValueError(self.key)
        tensor = stored.reshape(stored.shape[self.leading : end])
        tensor = tensor.flip((-2, -1)) if self.turned else tensor
        return tensor.float() + self.less if self.less else tensor

    def stored(self, canonical: Tensor) -> Tensor:
        """The tensor as this program keeps it."""
        return self.placed(canonical - self.less if self.less else canonical)

    def placed(self, canonical: Tensor) -> Tensor:
        """Turned, and with the dimensions that this program has; the numbers are NVIDIA's."""
        tensor = canonical.flip((-2, -1)) if self.turned else canonical
        return tensor.reshape((*[1] * self.leading, *canonical.shape, *[1] * self.trailing)).contiguous()


Entries = Mapping[str, Entry]  # by NVIDIA's name


def conv_names(blocks: int) -> list[str]:
    """NVIDIA's names of the convolutions of so many blocks, in the order in which they run."""
    later = [f"b{4 * 2**block}.{conv}" for block in range(1, blocks) for conv in ("conv0", "conv1")]
    return ["b4.conv1", *later]


def torgb_names(blocks: int) -> list[str]:
    """NVIDIA's names of the toRGBs of so many blocks of the skip architecture."""
    return [f"b{4 * 2**block}.torgb" for block in range(blocks)]


def counted(state: Mapping[str, Any], key: str, first: int = 0) -> int:
    """How many keys there are like this one with `first` and the numbers after it, without a gap."""
    count = 0
    while key.format(first + count) in state:
        count += 1
    return count


def read_tensors(state: Mapping[str, Any], entries: Entries, path: Path, report: Report) -> dict[str, Tensor]:
    """The tensors under NVIDIA's names, in memory of their own. Raises UnlitError naming what is missing or wrong."""
    size, found = path.stat().st_size, {}
    for number, (name, entry) in enumerate(entries.items()):
        report(size * number // len(entries), size)
        found[name] = _read(state, entry, path)
        if sum(tensor.nbytes for tensor in found.values()) > 2 * size:  # a sum with a constant widens half precision
            raise UnlitError(f"“{path.name}” is damaged: it claims more numbers than there are.")
    report(size, size)
    return found


def replace_changed(state: dict[str, Any], entries: Entries, checkpoint: Checkpoint, path: Path) -> None:
    """Put the checkpoint's tensors in the place of those that differ; all others stay as they are, to the bit.

    A changed tensor keeps the stored number wherever NVIDIA's number has not changed.
    """
    for name, entry in entries.items():
        old, new = _read(state, entry, path), checkpoint.tensors.get(name)
        if new is None or old.shape != new.shape:
            raise UnlitError(f"“{path.name}” has changed since it was opened; open it again.")
        new = new.detach().cpu()
        if not torch.equal(old.double(), new.double()):
            kept = entry.placed(old == new)
            state[entry.key] = torch.where(kept, state[entry.key].detach(), entry.stored(new))


def check_known(state: Mapping[str, Any], entries: Entries, path: Path, ignored: str | tuple[()] = ()) -> None:
    """Refuse parts that are not in the map, as pictures would come out wrong without them, and other blur kernels."""
    known = {entry.key for entry in entries.values()}
    for key in state:
        if str(key).endswith(".kernel"):
            _check_kernel(state[key], key, path)
        elif key not in known and not str(key).startswith(ignored):
            raise UnlitError(f"“{path.name}” is of another kind of generator: Unlit does not know its “{key!s:.60}”.")


def _read(state: Mapping[str, Any], entry: Entry, path: Path) -> Tensor:
    if entry.key not in state:
        raise UnlitError(f"“{path.name}” is incomplete: it has no “{entry.key}”.")
    stored = copied(state[entry.key], entry.key, path)
    try:
        return entry.canonical(stored).contiguous()
    except ValueError as error:
        raise UnlitError(f"“{entry.key}” in “{path.name}” has a wrong shape: {tuple(stored.shape)}.") from error


def _check_kernel(value: Any, key: str, path: Path) -> None:
    """Both programs keep the filter [1, 3, 3, 1] times the 4 that makes up for the zeros between pixels."""
    kernel = copied(value, key, path).float()
    if kernel.numel() != 16 or not torch.allclose(kernel.reshape(4, 4), fir_filter() * 4, rtol=0, atol=1e-3):
        raise UnlitError(f"“{path.name}” doubles pictures with another filter than StyleGAN2: “{key!s:.60}”.")
