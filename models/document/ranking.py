"""Ranking: the result of a search, with everything needed to reproduce it."""

from __future__ import annotations

import csv
import io
from typing import Annotated, Literal

import msgspec

from models.document.generator_info import Fingerprint
from models.document.region import Region
from models.document.scene import Scene
from models.document.units import UnitId


class PaintedScene(msgspec.Struct, frozen=True):
    """A scene and the region painted on it: one piece of evidence."""

    scene: Scene
    region: Region


class RankedUnit(msgspec.Struct, frozen=True):
    """How ablating one unit (its style set to 0) changes the painted scenes; means over them.

    effect: sum of |change| x mask over pixels and colours of the raw output (Cui et al. 2022; not normalised).
    inside, outside: mean |change| a pixel and colour in and out of the region, pictures being [0, 1].
    share: the part of all change that lands in the region, in [0, 1]; compare it with Ranking.chance.
    score: what the ranking is sorted by (see models.search.scoring).
    """

    unit: UnitId
    effect: float
    inside: float
    outside: float
    share: float
    score: float


class Ranking(msgspec.Struct, frozen=True):
    """Units by how much they make the painted thing, strongest first.

    chance: the mean area of the regions: the share of a change that were spread evenly. method: how the numbers were
    found ("exhaustive": every unit ablated exactly). complete: False when the search was stopped early; the units
    listed are then those that were reached. version: of Unlit.
    """

    base: Fingerprint
    evidence: tuple[PaintedScene, ...]
    layers: tuple[str, ...]
    units: tuple[RankedUnit, ...]
    chance: float
    version: str
    method: Literal["exhaustive"] = "exhaustive"
    complete: bool = True

    def to_csv(self) -> str:
        """One line a unit, strongest first, with a heading line. Numbers are written exactly (shortest form)."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(
            ["rank", "layer", "unit", "score", "effect", "inside", "outside", "share", "chance", "estimate"]
        )
        for rank, ranked in enumerate(self.units, start=1):
            numbers = [ranked.score, ranked.effect, ranked.inside, ranked.outside, ranked.share, self.chance]
            writer.writerow([rank, ranked.unit.layer, ranked.unit.index, *map(repr, numbers), "exact"])
        return text.getvalue()


class RankRequest(msgspec.Struct, frozen=True):
    """What to search: painted scenes; whether the colour knobs of toRGB too; how many units at once (0: by memory)."""

    evidence: tuple[PaintedScene, ...]
    torgb: bool = False
    batch: Annotated[int, msgspec.Meta(ge=0)] = 0
