"""The search: every unit ablated, scored on the painted scenes, strongest first. A generator that yields progress."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import torch

from models.document.errors import UnlitError
from models.document.ranking import RankedUnit, Ranking, RankRequest
from models.document.region import check_region
from models.document.units import UnitId
from models.generators.generator import Generator
from models.search.ablation import ScoredBatch, ablate_all
from models.version import VERSION


@dataclass
class Progress:
    """How far a search has come. The same object is updated and yielded after every batch."""

    generator: Generator
    request: RankRequest
    layers: tuple[str, ...]
    total: int
    units: list[RankedUnit] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Units that are ranked so far."""
        return len(self.units)

    def ranking(self) -> Ranking:
        """All units reached so far, strongest first; ties by layer and number, so that the order is always one."""
        evidence = self.request.evidence
        order = sorted(
            self.units, key=lambda ranked: (-ranked.score, self.layers.index(ranked.unit.layer), ranked.unit)
        )
        return Ranking(
            base=self.generator.info.fingerprint,
            evidence=evidence,
            layers=self.layers,
            units=tuple(order),
            chance=sum(painted.region.area for painted in evidence) / len(evidence),
            version=VERSION,
            complete=self.done == self.total,
        )

    def add(self, batch: ScoredBatch) -> None:
        """Take in one batch of scored units."""
        columns = [column.tolist() for column in batch.scores]
        for index, *numbers in zip(batch.units, *columns, strict=True):
            self.units.append(RankedUnit(UnitId(batch.layer.name, index), *numbers))


def rank(generator: Generator, request: RankRequest) -> Iterator[Progress]:
    """Rank the units by how much they make what is painted. Closing the iterator stops the search.

    Raises UnlitError before the first yield for no evidence, an empty, full or wrongly sized region.
    """
    if not request.evidence:
        raise UnlitError("Nothing is painted yet: paint what you want to find.")
    regions = [check_region(painted.region, generator.info.resolution) for painted in request.evidence]
    layers = [layer for layer in generator.info.layers if request.torgb or layer.kind == "conv"]
    names = tuple(layer.name for layer in layers)
    progress = Progress(generator, request, names, sum(layer.units for layer in layers))
    scenes = [painted.scene for painted in request.evidence]
    masks = [torch.from_numpy(region.mask()) for region in regions]
    for batch in ablate_all(generator, scenes, masks, names, request.batch):
        progress.add(batch)
        yield progress
