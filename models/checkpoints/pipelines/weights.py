"""The weights in one folder of a pipeline, read as data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from models.checkpoints.progress import Report
from models.checkpoints.safetensors_file import read_safetensors
from models.checkpoints.torch_file import load_values
from models.document.errors import UnlitError


def read_weights(folder: Path, files: Collection[str], report: Report) -> dict[str, Tensor]:
    """All tensors in these files, in stored precision, in memory of their own. Raises UnlitError; executes nothing."""
    tensors: dict[str, Tensor] = {}
    done, total = 0, sum((folder / file).stat().st_size for file in files)
    for file in files:

        def further(read: int, _: int, before: int = done) -> None:
            report(before + read, total)

        tensors |= read_file(folder / file, further)
        done += (folder / file).stat().st_size
    return tensors


def read_file(path: Path, report: Report) -> dict[str, Tensor]:
    """The tensors in one file. Raises UnlitError."""
    if path.suffix == ".safetensors":
        return read_safetensors(path, report)[1]
    return copied_all(load_values(path), path)


def copied_all(values: Any, path: Path) -> dict[str, Tensor]:
    """The tensors of a dictionary that torch.load gave, in memory of their own; what else is in it is left out.

    Raises UnlitError when there are none, or when one claims more numbers than there are.
    """
    items = values.items() if isinstance(values, Mapping) else ()
    found = {name: _copied(value, path) for name, value in items if isinstance(name, str) and isinstance(value, Tensor)}
    if not found:
        raise UnlitError(f"“{path.name}” holds no tensors by their names.")
    return found


def _copied(value: Tensor, path: Path) -> Tensor:
    """A mapped tensor in memory of its own; one of more numbers than its storage has would fill the memory."""
    if value.numel() * value.element_size() > value.untyped_storage().nbytes():
        raise UnlitError(f"“{path.name}” is damaged: a tensor in it claims more numbers than there are.")
    return value.detach().clone()
