"""What a shortlist may have missed, learned from a random sample of the units off it.

How far an estimate is off is a ratio, of each of the sizes that a score is made of. On the sample, its logarithm is
fitted by a line in the logarithm of the estimate (the lowest of many noisy estimates are too low); Student's t in three
dimensions then predicts the ratios of a unit that was not tried, and so the chance that its exact score is over a
threshold. The chances add up to how many are missing (a Poisson binomial).
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from models.search.scoring import rank_score, strength

CONFIDENCE = 0.95
DRAWS = 512
NUMBERS_AT_ONCE = 2**22
FLOOR = 0.01  # of the threshold: changes below it are all alike


def chances_over(
    threshold: float, estimates: Tensor, sampled: Tensor, exact: Tensor, random: torch.Generator
) -> Tensor:
    """The chance of each unit that its exact score is over the threshold, float64 [units].

    estimates: [scenes, 3, units], inside, elsewhere and even, of units that were not tried. sampled, exact: [3, at
    least 6], the same, means over the scenes, of units that were, drawn at random from the same kind. A unit's error
    is taken to be the same in all scenes, which makes large ones likelier than they are.
    """
    floor = FLOOR * threshold
    x, y = ((_telling(sizes) + floor).log() for sizes in (sampled, exact))
    told = _telling(estimates.transpose(0, 1))
    slopes = _slopes(x, y)
    lines = ((slopes - 1) * (told.mean(1) + floor).log()).exp()
    ratios = _predicted(y - slopes * x, random)
    over = torch.zeros(estimates.shape[-1], dtype=torch.float64)
    for some in ratios.split(max(1, NUMBERS_AT_ONCE // estimates.numel())):
        inside, elsewhere, strong = (some[:, None, i, None] * (lines[i] * told[i]) for i in range(3))
        over += (rank_score(inside, elsewhere, 2 * strong - inside).mean(1) > threshold).sum(0)
    return over / DRAWS


def _telling(sizes: Tensor) -> Tensor:
    """[3, ...] of inside, elsewhere, even -> inside, elsewhere, strength: even alone may be next to nothing."""
    inside, elsewhere, even = sizes.unbind()
    return torch.stack([inside, elsewhere, strength(inside, even)])


def at_most(chances: Tensor, confidence: float = CONFIDENCE) -> int:
    """The smallest number that is not exceeded with this confidence, when each thing happens by its own chance.

    chances: [things], each in [0, 1], independent of the others. confidence: in (0, 1).
    """
    spectrum = np.ones(1)  # the chances of 0, 1, 2, ... things having happened
    for chance in chances[chances > 0].tolist():
        spectrum = np.convolve(spectrum, (1 - chance, chance))
    return int((spectrum.cumsum() < confidence - 1e-12).sum())


def _slopes(x: Tensor, y: Tensor) -> Tensor:
    """[3, n] -> [3, 1]: least squares, from 0 (estimates that say nothing) to 1 (right but for a factor)."""
    x, y = x - x.mean(1, keepdim=True), y - y.mean(1, keepdim=True)
    variance = x.square().sum(1, keepdim=True)
    return torch.where(variance > 1e-9, (x * y).sum(1, keepdim=True) / variance.clamp_min(1e-9), 1.0).clamp(0, 1)


def _predicted(rests: Tensor, random: torch.Generator) -> Tensor:
    """[3, n] of what the lines leave -> [DRAWS, 3] ratios to come: Student's t, as wide as so few samples allow."""
    sizes, n = rests.shape
    freedom = n - sizes - 1  # and a slope
    spread = torch.linalg.cholesky(rests.cov() * (1 + 1 / n) + 1e-12 * torch.eye(sizes, dtype=torch.float64))
    normal = torch.randn(DRAWS, sizes, generator=random, dtype=torch.float64)
    chi = torch.randn(DRAWS, freedom, generator=random, dtype=torch.float64).square().sum(1, keepdim=True)
    return (rests.mean(1) + (normal @ spread.T) / (chi / freedom).sqrt() * math.sqrt((n - 1) / freedom)).exp()
