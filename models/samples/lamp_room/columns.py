"""Tables of rooms: dataclasses whose every field is a tensor with one row a room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Self

import torch
from torch import Tensor


@dataclass(frozen=True, eq=False)
class Columns:
    """A base for frozen dataclasses of tensors [N, ...] that are sliced and moved together."""

    def __len__(self) -> int:
        """How many rooms: N."""
        return getattr(self, fields(self)[0].name).shape[0]

    def __getitem__(self, rows: slice | Tensor) -> Self:
        """Some of the rooms: a slice, a mask [N] or numbers of rooms [M]."""
        return self.map(lambda column: column[rows])

    def map(self, change: Callable[[Tensor], Tensor]) -> Self:
        """The same table with `change` applied to every column."""
        return replace(self, **{field.name: change(getattr(self, field.name)) for field in fields(self)})

    def to(self, device: torch.device | str) -> Self:
        """The same table on a device; copies to a GPU are queued, not waited for."""
        return self.map(lambda column: column.to(device, non_blocking=True))
