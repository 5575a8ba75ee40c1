"""The search: estimate all units, ablate the promising ones, learn from a sample what was missed.

A generator function that yields progress. DESIGN.md: causal effects find what matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from models.document.ranking import Missed, RankedUnit, Ranking, RankRequest
from models.generators.generator import Generator
from models.search.evidence import Evidence
from models.search.measuring import Here, Measurer
from models.search.missed import at_most, chances_over
from models.search.table import Table, weighed
from models.version import VERSION

TOP = 20
SAMPLE = 12  # of units that nearly made the shortlist, and as many of all others
MISSING_ALLOWED = 1
NOTHING = 1e-6  # a score that no one can see
REFINED = 8  # times the shortlist: how many are looked at closer where pictures are dear


@dataclass
class Progress:
    """How far a search has come. The same object is updated and yielded after every step.

    total: the units that are to be ablated; it grows when the estimates turn out to be poor. done: those that are.
    known: how many a search that was stopped had ablated already.
    """

    generator: Generator
    request: RankRequest
    table: Table
    total: int
    missed: Missed | None = None
    complete: bool = False
    known: int = 0

    @property
    def done(self) -> int:
        """Units that are exact so far."""
        return self.table.done

    def ranking(self, limit: int | None = None) -> Ranking:
        """The units reached so far, strongest first; ties in the generator's order, so that the order is always one."""
        evidence = self.request.evidence
        return Ranking(
            base=self.generator.info.fingerprint,
            request=self.request,
            layers=tuple(layer.name for layer in self.table.layers),
            units=self.table.ranked(limit),
            chance=sum(painted.region.area for painted in evidence) / len(evidence),
            version=VERSION,
            missed=self.missed,
            complete=self.complete,
        )


def rank(
    generator: Generator, request: RankRequest, known: Iterable[RankedUnit] = (), measurer: Measurer = Here
) -> Iterator[Progress]:
    """Rank the units by how much they make what is painted. Closing the iterator stops the search.

    known: units of a search with the same request that was stopped; what is exact is not done again.
    measurer: who measures, this process unless told (models.search.ray_workers).
    Raises UnlitError before the first yield for no evidence, an empty or wrongly sized region.
    """
    yield from _Search(generator, request, known, measurer).run()


class _Search:
    def __init__(
        self, generator: Generator, request: RankRequest, known: Iterable[RankedUnit], measurer: Measurer
    ) -> None:
        self._generator, self._request = generator, request
        self._evidence = Evidence(generator, request.evidence)
        layers = [layer for layer in generator.info.layers if request.torgb or layer.kind != "torgb"]
        self._table = Table(layers, self._evidence.places)
        self._known = self._table.rows(ranked for ranked in known if ranked.exact)
        self._random = torch.Generator().manual_seed(request.seed)
        self._measuring = measurer(generator, self._evidence, request)
        self._progress = Progress(generator, request, self._table, total=len(self._table), known=len(self._known))

    def run(self) -> Iterator[Progress]:
        if self._request.method == "exhaustive" or len(self._table) <= self._request.shortlist + 2 * SAMPLE:
            yield from self._ablate(torch.arange(len(self._table)))
        else:
            yield from self._shortlist()
        self._progress.complete = True
        yield self._progress

    def _shortlist(self) -> Iterator[Progress]:
        """Estimate, ablate what promises most and a sample of the rest; then more, until little can be missing."""
        yield from self._estimate()
        order = self._table.promising()
        width = self._request.shortlist
        kinds = tuple(_Kind(rows, self._random) for rows in (order[width : 2 * width], order[2 * width :]))
        yield from self._ablate(torch.cat([order[:width], *(kind.sampled for kind in kinds)]))
        while True:
            yield from self._settle()
            threshold, chances = self._chances(kinds)
            if at_most(chances) <= MISSING_ALLOWED:
                break
            yield from self._ablate(torch.sort(chances, descending=True, stable=True).indices[: max(1, width // 2)])
        self._progress.missed = self._missed(kinds, threshold, chances)

    def _estimate(self) -> Iterator[Progress]:
        names, request = [layer.name for layer in self._table.layers], self._request
        self._progress.total = min(request.shortlist + 2 * SAMPLE, len(self._table))
        sizes: list[Tensor] = []
        for size in self._measuring.sketches(names):
            sizes.append(size)
            self._table.estimate(torch.stack(sizes))
            yield self._progress
        if not self._generator.probes_pictures:
            yield from self._refine(self._table.promising()[: REFINED * self._request.shortlist])

    def _refine(self, rows: Tensor) -> Iterator[Progress]:
        """Exact changes in the space that is probed, of many more units than pictures can be made of."""
        parts: list[list[Tensor]] = [[] for _ in self._evidence.scenes]
        for number, sizes in self._measuring.probed(self._table.units_at(rows)):
            parts[number].append(sizes)
            yield self._progress
        self._table.refine(rows.sort().values, torch.stack([torch.cat(each, 1) for each in parts]))

    def _ablate(self, rows: Tensor) -> Iterator[Progress]:
        """What is not exact yet; a stopped search's numbers are taken over where it had them."""
        rows = rows[~self._table.exact[rows]]
        self._progress.total = max(self._progress.total, self._table.done + len(rows))
        for row in rows.tolist():
            if row in self._known:
                self._table.set(row, self._known[row])
        chosen = self._table.units_at(rows[~self._table.exact[rows]])
        for batch in self._measuring.ablated(chosen):
            self._table.add(batch)
            yield self._progress

    def _settle(self) -> Iterator[Progress]:
        """No estimate stands among the strongest units."""
        while True:
            top = self._table.strongest(TOP)
            if self._table.exact[top].all():
                return
            yield from self._ablate(top)

    def _chances(self, kinds: Sequence[_Kind]) -> tuple[float, Tensor]:
        """The score of the last of the top, and the chance of every unit that is not exact to be over it."""
        scores = self._table.scores()
        top = self._table.strongest(TOP)
        threshold = float(scores[top][-1].clamp_min(scores.max() / 100).clamp_min(NOTHING))
        chances = torch.zeros(len(self._table), dtype=torch.float64)
        sizes = self._table.sizes()
        for kind in kinds:
            unknown = kind.rows[~self._table.exact[kind.rows]]
            if len(unknown):
                sampled = weighed(sizes[..., kind.sampled]).mean(0)
                exact = weighed(self._table.exact_sizes(kind.sampled)[None])[0]
                chances[unknown] = chances_over(threshold, weighed(sizes[..., unknown]), sampled, exact, self._random)
        return threshold, chances

    def _missed(self, kinds: Sequence[_Kind], threshold: float, chances: Tensor) -> Missed:
        sampled = torch.cat([kind.sampled for kind in kinds])
        found = int((self._table.scores()[sampled] >= threshold).sum())
        return Missed(top=TOP, at_most=min(TOP, at_most(chances)), sampled=len(sampled), found=found)


class _Kind:
    """Units off the shortlist that are alike, and a random sample of them."""

    def __init__(self, rows: Tensor, random: torch.Generator) -> None:
        self.rows = rows
        self.sampled = rows[torch.randperm(len(rows), generator=random)[:SAMPLE]]
