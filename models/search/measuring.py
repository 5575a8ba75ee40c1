"""The three things a search measures, and where: here, or on other machines (models.search.ray_workers)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from torch import Tensor

from models.document.ranking import RankRequest
from models.generators.generator import Generator
from models.search.ablation import Chosen, ScoredBatch, ablate, batch_size, batched
from models.search.evidence import Evidence
from models.search.sketch import measured, sketch


class Measuring(Protocol):
    """Measures units on the evidence of one request. Closing an iterator ends the work."""

    def sketches(self, layers: Sequence[str]) -> Iterator[Tensor]:
        """One estimate [4, units of the layers] a scene, in the order of the scenes; see models.search.sketch."""
        ...

    def probed(self, chosen: Chosen) -> Iterator[tuple[int, Tensor]]:
        """(scene, [4, units]): the same exactly, part by part, scene after scene and in the order of the units."""
        ...

    def ablated(self, chosen: Chosen) -> Iterator[ScoredBatch]:
        """Exact scores, means over the scenes, part by part."""
        ...


Measurer = Callable[[Generator, Evidence, RankRequest], Measuring]


class Here:
    """On the generator itself, in this process."""

    def __init__(self, generator: Generator, evidence: Evidence, request: RankRequest) -> None:
        self._generator, self._evidence, self._request = generator, evidence, request
        self._batch = request.batch or batch_size(generator, request.memory)

    def sketches(self, layers: Sequence[str]) -> Iterator[Tensor]:
        """As Measuring."""
        request = self._request
        for number, (scene, places) in enumerate(self._evidence):
            seed = seed_of(request, number)
            yield sketch(self._generator, scene, places, layers, request.probes, seed, request.memory)

    def probed(self, chosen: Chosen) -> Iterator[tuple[int, Tensor]]:
        """As Measuring."""
        layers = [name for name, units in chosen.items() if units]
        for number, (scene, places) in enumerate(self._evidence):
            small = places.resized(*self._generator.probe_shape[-2:])
            for sweep in self._generator.sweep(scene, layers):
                for units in batched(chosen[sweep.layer.name], self._batch):
                    pictures = sweep.probed(units)
                    yield number, measured(pictures[1:] - pictures[:1], small)

    def ablated(self, chosen: Chosen) -> Iterator[ScoredBatch]:
        """As Measuring."""
        return ablate(self._generator, self._evidence, chosen, self._batch)


def seed_of(request: RankRequest, number: int) -> int:
    """What the probes of one of the request's scenes are drawn from."""
    return (request.seed + number) % 2**32
