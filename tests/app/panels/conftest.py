"""Values for panels to show."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from msgspec.structs import replace

from models.document.generator_info import Fingerprint
from models.document.ranking import Missed, RankedUnit, Ranking, RankRequest
from models.document.units import UnitId


def ranked(unit: UnitId, rank: int) -> RankedUnit:
    return RankedUnit(
        unit, effect=100 / 3 / rank, inside=0.3 / rank, outside=0.01, share=0.9 - 0.01 * rank, score=1 / rank
    )


@pytest.fixture
def make_ranking() -> Callable[..., Ranking]:
    """A ranking of units in the order given."""

    def make(units, complete=True, estimates=()):
        ranks = tuple(replace(ranked(unit, i), exact=unit not in estimates) for i, unit in enumerate(units, start=1))
        layers = tuple(sorted({unit.layer for unit in units}))
        missed = Missed(20, 1, 32, 0) if estimates and complete else None
        base = Fingerprint("0" * 64, "test")
        return Ranking(base, RankRequest(()), layers, ranks, 0.08, "0.1.0", missed, complete)

    return make


@pytest.fixture
def units() -> list[UnitId]:
    """Thirty, over layers whose names sort otherwise by letters than by number."""
    return [UnitId(f"b{4 * 2 ** (i % 4)}.conv1", 7 * i) for i in range(30)]


@pytest.fixture
def picture() -> np.ndarray:
    return np.full((64, 64, 3), 120, np.uint8)
