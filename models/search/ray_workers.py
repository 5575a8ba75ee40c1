"""A search over a Ray cluster's GPUs: (units x scenes) spread, the same result as here.

What is one task depends on what is asked alone, never on how many workers there are, and results are put together in
the order of the tasks. So a ranking is the same, to the last bit, on two workers and on twenty of a kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import groupby

import msgspec
import torch
from msgspec.structs import replace
from torch import Tensor

from models.document.ranking import RankRequest
from models.generators.generator import Generator
from models.search.ablation import LARGEST_BATCH, Chosen, ScoredBatch, batched
from models.search.evidence import Evidence
from models.search.measuring import seed_of
from models.search.ray_pool import Task, Workers
from models.search.scoring import Scores, mean_scores

OPENER = "models.samples.opening:open_generator"
PIECES = 64  # that a search aims at, so that many GPUs have something to do
SMALLEST = 8  # units: what comes before the first of a piece's layers is computed once a piece


class Pool:
    """Ray workers for the generator at a path. Called as a Measurer; then, and not before, the workers start."""

    def __init__(self, path: str, opener: str = OPENER, count: int | None = None) -> None:
        self._path, self._opener, self._count = path, opener, count
        self._workers: Workers | None = None

    def __call__(self, generator: Generator, evidence: Evidence, request: RankRequest) -> Spread:
        """For rank. The generator tells which one the workers must find. Raises UnlitError without Ray."""
        del evidence  # the workers make it ready for themselves
        if self._workers is None:
            self._workers = Workers(self._path, self._opener, generator.info.fingerprint, self._count)
        return Spread(self._workers, generator, request)

    def close(self) -> None:
        """Releases the workers, also amid their work."""
        if self._workers is not None:
            self._workers.close()
            self._workers = None


@contextmanager
def ray_pool(path: str, opener: str = OPENER, count: int | None = None) -> Iterator[Pool]:
    """`with ray_pool(path) as pool: rank(generator, request, measurer=pool)`. Afterwards its workers are gone.

    path: where every node finds the generator. opener: "module:function" of (path, device) there. count: at most so
    many workers; one a GPU, or a core where there are none, unless told.
    """
    with closing(Pool(path, opener, count)) as pool:
        yield pool


class Spread:
    """Measuring on Ray workers."""

    def __init__(self, workers: Workers, generator: Generator, request: RankRequest) -> None:
        self._workers, self._batch = workers, request.batch
        self._layers = {layer.name: layer for layer in generator.info.layers}
        self._requests = [workers.put(msgspec.msgpack.encode(each)) for each in one_scene_each(request)]

    def sketches(self, layers: Sequence[str]) -> Iterator[Tensor]:
        """As Measuring."""
        tasks = [Task("sketch", (request, list(layers))) for request in self._requests]
        with closing(self._workers.results(tasks)) as results:
            yield from (torch.tensor(result) for result in results)

    def probed(self, chosen: Chosen) -> Iterator[tuple[int, Tensor]]:
        """As Measuring."""
        parts = pieces(chosen, self._batch)
        tasks = [Task("probed", (request, piece)) for request in self._requests for piece in parts]
        with closing(self._workers.results(tasks)) as results:
            for number, result in enumerate(results):
                yield number // len(parts), torch.tensor(result)

    def ablated(self, chosen: Chosen) -> Iterator[ScoredBatch]:
        """As Measuring."""
        parts = pieces(chosen, self._batch)
        tasks = [Task("ablated", (request, piece)) for piece in parts for request in self._requests]
        with closing(self._workers.results(tasks)) as results:
            for piece in parts:
                each = [Scores(*torch.tensor(next(results))) for _ in self._requests]
                yield from self._by_layer(piece, mean_scores(each))

    def _by_layer(self, piece: Chosen, scores: Scores) -> Iterator[ScoredBatch]:
        split = zip(*(column.split([len(units) for units in piece.values()]) for column in scores), strict=True)
        for (name, units), some in zip(piece.items(), split, strict=True):
            yield ScoredBatch(self._layers[name], units, Scores(*some))


def one_scene_each(request: RankRequest) -> list[RankRequest]:
    """A request for each scene: alone, it measures what the whole one measures on it."""
    return [
        replace(request, evidence=(painted,), seed=seed_of(request, number))
        for number, painted in enumerate(request.evidence)
    ]


def pieces(chosen: Chosen, size: int) -> list[dict[str, list[int]]]:
    """The units, so many at a time (0: about a 64th, 8 to 64); a piece may span layers."""
    flat = [(name, unit) for name, units in chosen.items() for unit in units]
    size = size or min(LARGEST_BATCH, max(SMALLEST, len(flat) // PIECES))
    return [
        {name: [unit for _, unit in group] for name, group in groupby(some, key=lambda each: each[0])}
        for some in batched(flat, size)
    ]
