"""Units off, in batches, exactly."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from models.device import memory_for_batches, ran_out_of_memory
from models.document.recipe import Change
from models.document.scene import Scene
from models.document.units import Layer, UnitId
from models.generators.generator import Generator, LayerSweep
from models.images import picture_of
from models.search.scoring import Scores, mean_scores, score_changes

LARGEST_BATCH = 64
ABLATED = Change(gain=0.0, shift=0.0)


class ScoredBatch(NamedTuple):
    """Some units of one layer with their scores, means over all scenes."""

    layer: Layer
    units: range
    scores: Scores


def ablate_all(
    generator: Generator, scenes: Sequence[Scene], masks: Sequence[Tensor], layers: Sequence[str], batch: int = 0
) -> Iterator[ScoredBatch]:
    """Ablate every unit of the named layers on every scene, a batch of units at a time.

    masks: float32 [R, R] in [0, 1], one a scene. batch: units at once; 0 takes what memory allows. Each layer's input
    is computed once a scene and shared by all batches of the layer.
    """
    size = batch or batch_size(generator)
    weights = [mask.to(generator.device) for mask in masks]
    for sweeps in zip(*(generator.sweep(scene, layers) for scene in scenes), strict=True):
        layer = sweeps[0].layer
        start = 0
        while start < layer.units:
            units = range(start, min(start + size, layer.units))
            scores = _scored(sweeps, weights, units)
            if scores is None:  # did not fit: say it again with fewer
                size = _smaller(len(units))
                continue
            yield ScoredBatch(layer, units, scores)
            start = units.stop


def batch_size(generator: Generator) -> int:
    """How many ablated pictures fit in memory at once, from 1 to 64."""
    return max(1, min(LARGEST_BATCH, memory_for_batches(generator.device) // generator.bytes_per_picture - 1))


def ablated_picture(generator: Generator, scene: Scene, unit: UnitId) -> Tensor:
    """The scene with one unit ablated: float32 [1, 3, R, R] in [0, 1]."""
    return picture_of(generator.raw([scene], {unit: ABLATED}))


def _scored(sweeps: Sequence[LayerSweep], masks: Sequence[Tensor], units: range) -> Scores | None:
    """None when memory ran out. The exception is left behind before anything is tried again: it holds the tensors."""
    try:
        pairs = zip(sweeps, masks, strict=True)
        return mean_scores([score_changes(sweep.ablated(units), mask) for sweep, mask in pairs])
    except RuntimeError as error:
        if len(units) == 1 or not ran_out_of_memory(error):
            raise
    return None


def _smaller(size: int) -> int:
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return max(1, size // 2)
