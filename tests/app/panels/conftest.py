"""Values for panels to show."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from models.document.generator_info import Fingerprint
from models.document.ranking import RankedUnit, Ranking
from models.document.units import UnitId


def ranked(unit: UnitId, rank: int) -> RankedUnit:
    return RankedUnit(
        unit, effect=100 / 3 / rank, inside=0.3 / rank, outside=0.01, share=0.9 - 0.01 * rank, score=1 / rank
    )


@pytest.fixture
def make_ranking() -> Callable[..., Ranking]:
    """A ranking of units in the order given."""

    def make(units, complete=True):
        ranks = tuple(ranked(unit, rank) for rank, unit in enumerate(units, start=1))
        layers = tuple(sorted({unit.layer for unit in units}))
        return Ranking(Fingerprint("0" * 64, "test"), (), layers, ranks, 0.08, "0.1.0", complete=complete)

    return make


@pytest.fixture
def units() -> list[UnitId]:
    """Thirty, over layers whose names sort otherwise by letters than by number."""
    return [UnitId(f"b{4 * 2 ** (i % 4)}.conv1", 7 * i) for i in range(30)]


@pytest.fixture
def picture() -> np.ndarray:
    return np.full((64, 64, 3), 120, np.uint8)
