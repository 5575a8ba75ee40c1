"""Where a picture that is made again may begin: before the first layer that is given something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from models.document.scene import Scene
from models.generators.places import Places


class Given(NamedTuple):
    """What a layer is given beside the state: its styles [1, units], and where they are others."""

    style: Tensor
    places: Places | None


class Beginning:
    """Keeps one state: that before the first layer to which the last two pictures gave something else.

    While a slider is dragged that is the layer it changes: what comes before is run twice and then no more.
    """

    def __init__(self) -> None:
        self._scene: Scene | None = None
        self._given: Sequence[Given] = ()
        self._changed = 0
        self._kept: tuple[int, Any] | None = None

    def of(self, scene: Scene, given: Sequence[Given]) -> tuple[int, Any] | None:
        """The number of the layer to begin with, and the state before it; None where nothing that is kept is of use."""
        self._changed = _alike(self._given, given) if scene == self._scene else 0
        if self._kept is not None and self._kept[0] > self._changed:
            self._kept = None
        self._scene, self._given = scene, given
        return self._kept if self._changed else None

    def reached(self, number: int, state: Any) -> None:
        """The state before layer `number`, which nothing may change any more."""
        if number == self._changed:
            self._kept = number, state


def _alike(one: Sequence[Given], other: Sequence[Given]) -> int:
    """How many layers from the first on are given the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, pair in pairs if not _equal(*pair)), min(len(one), len(other)))


def _equal(one: Given, other: Given) -> bool:
    if (one.places is None) is not (other.places is None) or not torch.equal(one.style, other.style):
        return False
    if one.places is None or other.places is None:
        return True
    return all(map(torch.equal, one.places, other.places))
