"""Ranking: the result of a search, with everything needed to reproduce it."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import Annotated, Literal

import msgspec

from models.document.generator_info import Fingerprint
from models.document.region import Region
from models.document.scene import Scene, Seed
from models.document.units import UnitId

Method = Literal["shortlist", "exhaustive"]


class PaintedScene(msgspec.Struct, frozen=True):
    """A scene and the region painted on it: one piece of evidence.

    keep: what is to stay as it is: a unit that changes it scores lower. transferred: the region was not painted by
    hand but found by the generator's own features (models.search.transfer).
    """

    scene: Scene
    region: Region
    keep: Region | None = None
    transferred: bool = False


class RankRequest(msgspec.Struct, frozen=True):
    """What to search, and how.

    method: "shortlist" estimates all units from `probes` random probes of the region (METHODS 1.6), then ablates
    exactly the `shortlist` strongest and a random sample of the others; "exhaustive" ablates all. torgb: the colour
    knobs of toRGB too. seed: of the probes and of the sample. batch: units at once, 0 by memory. memory: GiB that a
    batch may take at most, 0 by what is free. Neither of the last two changes the result.
    """

    evidence: tuple[PaintedScene, ...]
    method: Method = "shortlist"
    torgb: bool = False
    seed: Seed = 0
    probes: Annotated[int, msgspec.Meta(ge=1, le=1024)] = 12
    shortlist: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 72
    batch: Annotated[int, msgspec.Meta(ge=0)] = 0
    memory: Annotated[float, msgspec.Meta(ge=0.0, le=4096.0)] = 0.0

    def digest(self, base: Fingerprint, version: str) -> str:
        """64 hexadecimal digits: equal for requests that have the same result on this generator."""
        same = msgspec.structs.replace(self, batch=0, memory=0.0)
        return hashlib.sha256(msgspec.json.encode((base, version, same))).hexdigest()


class RankedUnit(msgspec.Struct, frozen=True):
    """How ablating one unit changes the painted scenes; means over them.

    effect: sum of |change| x mask over pixels and colours of the raw output (Cui et al. 2022; not normalised).
    inside, outside: mean |change| a pixel and colour in and out of the region, pictures being [0, 1].
    share: the part of all change that lands in the region, in [0, 1]; compare it with Ranking.chance.
    score: what the ranking is sorted by (see models.search.scoring).
    spread: the standard deviation of the score over the scenes; 0 for one scene.
    kept: mean |change| in the protected regions; 0 without any.
    even: how much the region changes as a whole: |mean change|, mean over colours; at most inside.
    exact: by ablation; False for an estimate from the sketch.
    """

    unit: UnitId
    effect: float
    inside: float
    outside: float
    share: float
    score: float
    spread: float = 0.0
    kept: float = 0.0
    even: float = 0.0
    exact: bool = True


class Missed(msgspec.Struct, frozen=True):
    """What a shortlist may have missed: with 95 % confidence at most `at_most` of the true `top` units.

    sampled: how many units off the shortlist were ablated to learn this. found: how many of those belong to the top
    (they are in it now).
    """

    top: int
    at_most: int
    sampled: int
    found: int

    def sentence(self) -> str:
        """For people."""
        if self.at_most == 0:
            return f"With 95 % confidence none of the true top {self.top} is missing."
        verb = "is" if self.at_most == 1 else "are"
        return f"With 95 % confidence at most {self.at_most} of the true top {self.top} {verb} missing."


class Ranking(msgspec.Struct, frozen=True):
    """Units by how much they make the painted thing, strongest first.

    chance: the mean area of the regions: the share of a change that were spread evenly. missed: for a shortlist that
    was searched to its end. complete: False when the search was stopped early; the units listed are then those that
    were reached. version: of Unlit.
    """

    base: Fingerprint
    request: RankRequest
    layers: tuple[str, ...]
    units: tuple[RankedUnit, ...]
    chance: float
    version: str
    missed: Missed | None = None
    complete: bool = True

    @property
    def evidence(self) -> tuple[PaintedScene, ...]:
        """What was searched."""
        return self.request.evidence

    @property
    def exact(self) -> int:
        """How many units were ablated; the others are estimates."""
        return sum(ranked.exact for ranked in self.units)

    def sentences(self) -> tuple[str, ...]:
        """What there is to say about the whole, for people."""
        said = []
        if self.chance == 1.0:
            said.append("The region covers the whole picture: units are in order of how much they change it.")
        if self.complete and not any(ranked.score > 0 for ranked in self.units):
            said.append("No unit changes the region more than the rest of the picture.")
        if self.exact < len(self.units):
            said.append(f"{self.exact} of {len(self.units)} units are exact, the others estimates.")
        return (*said, self.missed.sentence()) if self.missed else tuple(said)

    def to_csv(self) -> str:
        """One line a unit, strongest first, with a heading line. Numbers are written exactly (shortest form)."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        names = ["score", "spread", "effect", "inside", "outside", "kept", "even", "share"]
        writer.writerow(["rank", "layer", "unit", *names, "chance", "estimate"])
        for rank, ranked in enumerate(self.units, start=1):
            numbers = [*(getattr(ranked, name) for name in names), self.chance]
            how = "exact" if ranked.exact else "estimate"
            writer.writerow([rank, ranked.unit.layer, ranked.unit.index, *map(repr, numbers), how])
        return text.getvalue()
