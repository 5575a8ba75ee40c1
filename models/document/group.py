"""What is learned of some units together: how far a group carries, and which way its units must go."""

from __future__ import annotations

from typing import Annotated

import msgspec

from models.document.ranking import PaintedScene
from models.document.units import UnitId


class GroupRequest(msgspec.Struct, frozen=True):
    """Grow a group out of candidates, the strongest of a ranking.

    most: units in the group at most. batch, memory: as in RankRequest.
    """

    evidence: tuple[PaintedScene, ...]
    candidates: tuple[UnitId, ...]
    most: Annotated[int, msgspec.Meta(ge=1, le=256)] = 8
    batch: Annotated[int, msgspec.Meta(ge=0)] = 0
    memory: Annotated[float, msgspec.Meta(ge=0.0, le=4096.0)] = 0.0


class GroupStep(msgspec.Struct, frozen=True):
    """A unit that joined, and what all units so far do when ablated together (exact, means over the scenes).

    inside, outside, kept, share, score: as of RankedUnit.
    """

    unit: UnitId
    inside: float
    outside: float
    kept: float
    share: float
    score: float


class Direction(msgspec.Struct, frozen=True):
    """How far the painted thing is gone when every unit of a group is shifted.

    shift: in standard deviations of each unit. gone: 0 as generated, 1 as with the units ablated: the projection of the
    region's change on the change that ablation makes.
    """

    shift: float
    gone: float


class Directions(msgspec.Struct, frozen=True):
    """Which way the painted thing goes away. minus, plus: the shift at which it is gone; None where it never is."""

    units: tuple[UnitId, ...]
    curve: tuple[Direction, ...]
    minus: float | None
    plus: float | None

    def sentence(self) -> str:
        """For people."""
        if self.minus is None and self.plus is None:
            return f"It does not go away within {self.curve[-1].shift:g} standard deviations either way."
        if self.plus is None:
            return f"It goes away at minus; it is gone at {self.minus:+.1f} standard deviations."
        if self.minus is None:
            return f"It goes away at plus; it is gone at {self.plus:+.1f} standard deviations."
        return f"It goes away both ways; it is gone at {self.minus:+.1f} and at {self.plus:+.1f} standard deviations."
