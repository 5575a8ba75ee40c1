"""How active all units are over many scenes: measured once, kept on the disk by fingerprint."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Generator as Steps
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import Tensor

from models.document.atomic import write_bytes
from models.document.errors import UnlitError
from models.document.scene import Scene
from models.document.units import UnitId
from models.generators.generator import Generator
from models.search.ablation import batch_size, batched
from models.search.folders import forget_oldest
from models.version import VERSION

MOST_AT_ONCE = 32
LARGEST = 512 * 2**20  # bytes of all that is kept; the oldest go first


class Activity:
    """values: float32 [scenes, units of all layers]."""

    def __init__(self, generator: Generator, values: Tensor) -> None:
        self.values = values
        self._layers = generator.info.layers

    def column(self, unit: UnitId) -> int:
        """Which column is this unit's."""
        before = [layer.name for layer in self._layers].index(unit.layer)
        return sum(layer.units for layer in self._layers[:before]) + unit.index

    def units(self) -> list[UnitId]:
        """The unit of every column."""
        return [unit for layer in self._layers for unit in layer.unit_ids()]


def activity(generator: Generator, scenes: Sequence[Scene], folder: Path) -> Steps[int, None, Activity]:
    """Yields how many scenes are done; returns the values of all units, at once where they are kept in the folder."""
    path = folder / f"{_digest(generator, scenes)}.npy"
    shape = (len(scenes), sum(layer.units for layer in generator.info.layers))
    values = _read(path, shape)
    if values is None:
        values = yield from _measured(generator, scenes)
        _keep(path, values)
    return Activity(generator, torch.from_numpy(values))


def values_of(generator: Generator, scenes: Sequence[Scene]) -> np.ndarray:
    """float32 [scenes, units of all layers], in one batch."""
    found = generator.values(scenes)
    return torch.cat([found[layer.name] for layer in generator.info.layers], 1).numpy()


def _measured(generator: Generator, scenes: Sequence[Scene]) -> Steps[int, None, np.ndarray]:
    rows = []
    for some in batched(scenes, min(MOST_AT_ONCE, batch_size(generator))):
        rows.append(values_of(generator, some))
        yield sum(map(len, rows))
    return np.concatenate(rows)


def _digest(generator: Generator, scenes: Sequence[Scene]) -> str:
    about = msgspec.json.encode((generator.info.fingerprint, VERSION, scenes))
    return hashlib.sha256(about).hexdigest()


def _read(path: Path, shape: tuple[int, int]) -> np.ndarray | None:
    """What is kept there; None for nothing, and for a file that is damaged."""
    try:
        values = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    whole = isinstance(values, np.ndarray) and values.shape == shape and values.dtype == np.float32
    return values if whole and bool(np.isfinite(values).all()) else None


def _keep(path: Path, values: np.ndarray) -> None:
    """What cannot be kept is no error: it is measured again next time."""
    data = io.BytesIO()
    np.save(data, values)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, data.getvalue())
        forget_oldest(path.parent, "*.npy", LARGEST)
    except (UnlitError, OSError):
        return
