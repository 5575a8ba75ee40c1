"""How much of a change falls in the region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from models.document.ranking import PaintedScene

COLOURS = 3
SIZES = ("inside", "outside", "kept", "even")  # what a score is made of
FULL_CONTRAST = 3.0
TINY = torch.finfo(torch.float64).tiny


class Scores(NamedTuple):
    """One number a unit, each float64 [units]; RankedUnit says what they mean."""

    effect: Tensor
    inside: Tensor
    outside: Tensor
    share: Tensor
    score: Tensor
    spread: Tensor
    kept: Tensor
    even: Tensor


@dataclass(frozen=True)
class Places:
    """Where a change counts: how much of each pixel is in the region, out of it, and in what is to stay.

    weights: float32 [3, H, W] in [0, 1]. areas: float64 [3], their sums, in pixels.
    """

    weights: Tensor
    areas: Tensor

    @staticmethod
    def of(painted: PaintedScene, device: torch.device) -> Places:
        """At the size of the scene's region."""
        inside = torch.from_numpy(painted.region.mask())
        kept = torch.zeros_like(inside) if painted.keep is None else torch.from_numpy(painted.keep.mask())
        return Places._from(torch.stack([inside, 1 - inside, kept]).to(device))

    def resized(self, height: int, width: int) -> Places:
        """At a lower resolution, averaged over areas."""
        return Places._from(F.adaptive_avg_pool2d(self.weights, (height, width)))

    @staticmethod
    def _from(weights: Tensor) -> Places:
        return Places(weights, weights.cpu().double().sum((1, 2)))  # Apple's GPUs have no float64


def score_changes(pictures: Tensor, places: Places) -> Scores:
    """Scores of changed pictures against the unchanged one: raw [1 + units, 3, H, W], the first unchanged."""
    change = (pictures[1:] - pictures[:1]).flatten(2)
    weights = places.weights.flatten(1).T
    whole = (change @ weights[:, 0]).abs().sum(1, keepdim=True)
    landed = torch.cat([change.abs().sum(1) @ weights, whole], 1).cpu().double()
    # A raw output spans two units for the one of a picture in [0, 1], hence the 2.
    areas = torch.cat([places.areas, places.areas[:1]])
    return scores_of((landed / (2 * COLOURS * areas).clamp_min(TINY)).T, places)


def scores_of(sizes: Tensor, places: Places) -> Scores:
    """All numbers of one scene from inside, outside, kept and even, [4, units], of pictures in [0, 1]."""
    inside, outside, kept, even = sizes.unbind()
    effect = inside * (2 * COLOURS * places.areas[0])
    missed = outside * (2 * COLOURS * places.areas[1])
    share = effect / (effect + missed).clamp_min(TINY)
    score = rank_score(inside, torch.maximum(outside, kept), even)
    return Scores(effect, inside, outside, share, score, torch.zeros_like(score), kept, even)


def rank_score(inside: Tensor, elsewhere: Tensor, even: Tensor) -> Tensor:
    """How strongly the painted thing changes, where it changes more than anything else does.

    `(inside + even) / 2 * min(1, 3 * (inside - elsewhere) / (inside + elsewhere))`, never below 0; elsewhere is the
    larger of outside and kept. A unit counts in full when the region changes twice as much as the rest, and not at all
    when no more; so large global units, which win Cui's raw sum (effect), fall behind, and tiny changes that merely
    land well, which win the plain share, do too. Half the strength is that of the thing as a whole: a lamp that goes
    out, not a texture that moves. Chosen on the lamp room, where the truth is known (tests/benchmarks/truth.py).

    All are of one shape, mean changes of pictures in [0, 1]; so is the score.
    """
    contrast = (inside - elsewhere) / (inside + elsewhere).clamp_min(TINY)
    return strength(inside, even) * (FULL_CONTRAST * contrast).clamp(0, 1)


def promise(inside: Tensor, elsewhere: Tensor, even: Tensor) -> Tensor:
    """What a unit is put on the shortlist by, when all are estimates: the score with a contrast that has no edges.

    Arguments as of rank_score.
    """
    return strength(inside, even) * (inside / (inside + elsewhere).clamp_min(TINY)).sqrt()


def strength(inside: Tensor, even: Tensor) -> Tensor:
    """The change of the region, half of it as a whole; of one shape, of pictures in [0, 1]."""
    return (inside + even) / 2


def mean_scores(each: list[Scores]) -> Scores:
    """The mean over scenes of every number; spread is the standard deviation of the score over them."""
    means = Scores(*(torch.stack(column).mean(0) for column in zip(*each, strict=True)))
    return means._replace(spread=torch.stack([scores.score for scores in each]).std(0, correction=0))


def joined(parts: list[Scores]) -> Scores:
    """The scores of some units after those of others."""
    return Scores(*(torch.cat(column) for column in zip(*parts, strict=True)))
