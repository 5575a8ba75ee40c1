"""What a shortlist may have missed, learned from a random sample of the units off it.

How far an estimate is off is a ratio. The logarithms of these ratios, for the change inside and elsewhere, are what the
sample is taken of; Student's t in two dimensions then predicts those of a unit that was not tried, and so the chance
that its exact score is over a threshold. The chances add up to how many are missing (a Poisson binomial).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from models.search.scoring import TINY, rank_score

CONFIDENCE = 0.95
DRAWS = 512


def chances_over(
    threshold: float, inside: Tensor, elsewhere: Tensor, ratios: Tensor, random: torch.Generator
) -> Tensor:
    """The chance of each unit that its exact score is over the threshold, float64 [units].

    inside, elsewhere: estimates [scenes, units] of units that were not tried. ratios: float64 [at least 4, 2],
    exact / estimated of both, of units that were, drawn at random from the same kind. A unit's error is taken to be
    the same in all scenes, which makes large ones likelier than they are.
    """
    chances = torch.zeros(inside.shape[1], dtype=torch.float64)
    for draw_inside, draw_elsewhere in _predicted(ratios, random).tolist():
        scores = rank_score(inside * draw_inside, elsewhere * draw_elsewhere).mean(0)
        chances += scores > threshold
    return chances / DRAWS


def at_most(chances: Tensor, confidence: float = CONFIDENCE) -> int:
    """The smallest number that is not exceeded with this confidence, when each thing happens by its own chance."""
    spectrum = torch.ones(1, dtype=torch.float64)  # the chances of 0, 1, 2, ... things having happened
    for chance in chances[chances > 0].tolist():
        longer = torch.zeros(len(spectrum) + 1, dtype=torch.float64)
        longer[:-1] += spectrum * (1 - chance)
        longer[1:] += spectrum * chance
        spectrum = longer
    return int((spectrum.cumsum(0) < confidence - 1e-12).sum())


def _predicted(ratios: Tensor, random: torch.Generator) -> Tensor:
    """[DRAWS, 2] ratios of units to come: Student's t around the sample's mean, as wide as so few allow."""
    logs = ratios.clamp_min(TINY).log()
    n, freedom = len(logs), len(logs) - 2
    spread = torch.linalg.cholesky(logs.T.cov() * (1 + 1 / n) + 1e-12 * torch.eye(2, dtype=torch.float64))
    normal = torch.randn(DRAWS, 2, generator=random, dtype=torch.float64)
    chi = torch.randn(DRAWS, freedom, generator=random, dtype=torch.float64).square().sum(1, keepdim=True)
    return (logs.mean(0) + (normal @ spread.T) / (chi / freedom).sqrt() * math.sqrt((n - 1) / freedom)).exp()
