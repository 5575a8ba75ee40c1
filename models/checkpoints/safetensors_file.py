"""Files of safetensors: tensors and a few texts beside them. Nothing in such a file can execute."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from models.checkpoints.progress import Report, silent
from models.document.errors import UnlitError

Metadata = dict[str, str]
_DAMAGE = (SafetensorError, OSError, ValueError, TypeError, KeyError, AttributeError)


def read_safetensors(path: Path, report: Report = silent) -> tuple[Metadata, dict[str, Tensor]]:
    """Metadata and tensors. The library checks every offset against the file before it maps anything.

    Copied, because mapped tensors would change, or end the process, when another program writes to the file.
    Raises UnlitError when the file is missing or damaged.
    """
    try:
        with safe_open(path, "pt") as file:
            tensors, done, total = {}, 0, path.stat().st_size
            for name in file.keys():  # noqa: SIM118
                tensors[name] = file.get_tensor(name).clone()
                done += tensors[name].nbytes
                report(done, total)
            return file.metadata() or {}, tensors
    except FileNotFoundError as error:
        raise UnlitError(f"There is no file “{path.name}”.") from error
    except _DAMAGE as error:
        raise _damaged(path, error) from error


def safetensors_names(path: Path) -> set[str]:
    """The tensors' names alone. Raises UnlitError when the file is damaged."""
    try:
        with safe_open(path, "pt") as file:
            return set(file.keys())
    except _DAMAGE as error:
        raise _damaged(path, error) from error


def write_safetensors(tensors: Mapping[str, Tensor], path: Path, metadata: Metadata) -> None:
    """Not atomic by itself. Raises OSError, also where the library wraps a full disk in an error of its own."""
    try:
        save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path, {"format": "pt", **metadata})
    except SafetensorError as error:
        raise OSError(str(error)) from error


def _damaged(path: Path, error: Exception) -> UnlitError:
    return UnlitError(f"“{path.name}” is damaged: it breaks off or its header is wrong.", details=str(error))
