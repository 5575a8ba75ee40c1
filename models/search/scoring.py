"""How much of a change falls in the region."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

COLOURS = 3


class Scores(NamedTuple):
    """One number a unit, each float64 [units]; RankedUnit says what they mean."""

    effect: Tensor
    inside: Tensor
    outside: Tensor
    share: Tensor
    score: Tensor


def score_changes(pictures: Tensor, mask: Tensor) -> Scores:
    """Scores of changed pictures against the unchanged one.

    pictures: raw [1 + units, 3, R, R], the first unchanged. mask: float32 [R, R] in [0, 1], neither empty nor full.

    The rank score is `inside * max(0, (inside - outside) / (inside + outside))`: how strongly the painted thing
    changes, held down by how much everything else does. So large global units, which win Cui's raw sum (effect), fall
    behind, and tiny changes that merely land well, which win the plain share, do too.
    """
    change = (pictures[1:] - pictures[:1]).abs_().sum(1).flatten(1)
    weights = torch.stack([mask.flatten(), 1 - mask.flatten()], 1)
    landed = (change @ weights).cpu().double()  # Apple's GPUs have no float64
    effect, elsewhere = landed[:, 0], landed[:, 1]
    # A raw output spans two units for the one of a picture in [0, 1], hence the 2.
    inside, outside = (landed / (2 * COLOURS * weights.cpu().double().sum(0))).unbind(1)
    share = effect / (effect + elsewhere).clamp_min(torch.finfo(torch.float64).tiny)
    contrast = (inside - outside) / (inside + outside).clamp_min(torch.finfo(torch.float64).tiny)
    return Scores(effect, inside, outside, share, inside * contrast.clamp_min(0))


def mean_scores(each: list[Scores]) -> Scores:
    """The mean over scenes of every number."""
    return Scores(*(torch.stack(column).mean(0) for column in zip(*each, strict=True)))
