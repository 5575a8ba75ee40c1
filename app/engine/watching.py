"""What a picture under way is told, and tells: to make room for a newer one, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


class LeftError(Exception):
    """Raised within a computation that is not wanted any more."""


def _nothing() -> None:
    """Nobody looks."""


def _no_rough(_picture: np.ndarray, _step: int, _total: int) -> None:
    """Nobody wants a rough picture."""


@dataclass(frozen=True)
class Watch:
    """look_up: called often within the computation; may raise LeftError. rough: gets rough pictures, uint8 [H, W, 3],
    with the step and how many there are.
    """

    look_up: Callable[[], None] = _nothing
    rough: Callable[[np.ndarray, int, int], None] = _no_rough
