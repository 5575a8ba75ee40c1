"""Units off, in batches, exactly."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import torch
from torch import Tensor

from models.device import memory_for_batches, ran_out_of_memory
from models.document.recipe import Change
from models.document.scene import Scene
from models.document.units import Layer, UnitId
from models.generators.generator import Generator, LayerSweep
from models.images import picture_of
from models.search.evidence import Evidence
from models.search.scoring import Places, Scores, mean_scores, score_changes

LARGEST_BATCH = 64
T = TypeVar("T")
ABLATED = Change(gain=0.0, shift=0.0)
Chosen = Mapping[str, Sequence[int]]  # layer name -> units


class ScoredBatch(NamedTuple):
    """Some units of one layer with their scores, means over all scenes."""

    layer: Layer
    units: Sequence[int]
    scores: Scores


def ablate(generator: Generator, evidence: Evidence, chosen: Chosen, batch: int) -> Iterator[ScoredBatch]:
    """Ablate the chosen units on every scene, a batch of at most so many at a time.

    Each layer's input is computed once a scene and shared by all its batches.
    """
    layers = [name for name, units in chosen.items() if units]
    for sweeps in zip(*(generator.sweep(scene, layers) for scene in evidence.scenes), strict=True):
        layer = sweeps[0].layer
        units = chosen[layer.name]
        start = 0
        while start < len(units):
            some = units[start : start + batch]
            scores = _scored(sweeps, evidence.places, some)
            if scores is None:  # did not fit: say it again with fewer
                batch = _smaller(len(some))
                continue
            yield ScoredBatch(layer, some, scores)
            start += len(some)


def batch_size(generator: Generator, cap_gib: float = 0.0) -> int:
    """How many ablated pictures fit in memory at once, from 1 to 64. cap_gib: at most so much of it; 0 for no cap."""
    memory = memory_for_batches(generator.device, cap_gib)
    return max(1, min(LARGEST_BATCH, memory // generator.bytes_per_picture - 1))


def batched(units: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """So many at a time."""
    return (units[start : start + size] for start in range(0, len(units), size))


def ablated_picture(generator: Generator, scene: Scene, unit: UnitId) -> Tensor:
    """The scene with one unit ablated: float32 [1, 3, R, R] in [0, 1]."""
    return picture_of(generator.raw([scene], {unit: ABLATED}))


def _scored(sweeps: Sequence[LayerSweep], places: Sequence[Places], units: Sequence[int]) -> Scores | None:
    """None when memory ran out. The exception is left behind before anything is tried again: it holds the tensors."""
    try:
        pairs = zip(sweeps, places, strict=True)
        return mean_scores([score_changes(sweep.ablated(units), place) for sweep, place in pairs])
    except RuntimeError as error:
        if len(units) == 1 or not ran_out_of_memory(error):
            raise
    return None


def _smaller(size: int) -> int:
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return max(1, size // 2)
