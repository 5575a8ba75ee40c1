"""A test that may be looked at after every picture: confidence sequences for shares (Robbins 1970; Howard et al. 2021).

At a fixed sample size an interval may be looked at once; who looks again and again, and stops when it pleases, is
fooled. The sequence of intervals here holds at all times together: a mixture of likelihoods over all shares, with a
Beta(1/2, 1/2) prior, against the likelihood of one share is a martingale under that share, so by Ville's inequality it
ever reaches 1 / alpha with probability alpha at most. A share is within while it has not.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lgamma, log
from typing import Literal

from models.document.report import Number

ALPHA = 0.05
PRIOR = 0.5
BISECTIONS = 50
Verdict = Literal["balanced", "unbalanced", "undecided"]


def sequence(hits: int, count: int, alpha: float = ALPHA) -> Number:
    """The interval after `count` pictures, `hits` of which show it; [0, 1] before the first."""
    seen = hits / count if count else 0.5
    low = _edge(hits, count, alpha, 0.0, seen) if hits else 0.0
    high = _edge(hits, count, alpha, 1.0, seen) if hits < count else 1.0
    return Number(seen, low, high)


def verdict(counts: Sequence[int], wanted: Sequence[float], tolerance: float, alpha: float = ALPHA) -> Verdict:
    """Of attributes counted in pictures: all shares within the tolerance of what is wanted; one of them outside; or
    neither is sure yet.

    Either is wrong with probability alpha at most, however often it was asked: each attribute has its part of alpha.
    """
    found = [sequence(hits, sum(counts), alpha / len(counts)) for hits in counts]
    ends = [(share - tolerance, share + tolerance) for share in wanted]
    if all(low <= each.low and each.high <= high for each, (low, high) in zip(found, ends, strict=True)):
        return "balanced"
    if any(each.high < low or each.low > high for each, (low, high) in zip(found, ends, strict=True)):
        return "unbalanced"
    return "undecided"


def _evidence(hits: int, count: int, share: float) -> float:
    """Log of the mixture against the share."""
    mixture = _log_beta(PRIOR + hits, PRIOR + count - hits) - _log_beta(PRIOR, PRIOR)
    return mixture - (hits * log(share) if hits else 0.0) - ((count - hits) * log(1 - share) if hits < count else 0.0)


def _edge(hits: int, count: int, alpha: float, outside: float, inside: float) -> float:
    """Where the evidence against a share reaches 1 / alpha, by bisection; it only grows away from what was seen."""
    for _ in range(BISECTIONS):
        middle = (outside + inside) / 2
        if _evidence(hits, count, middle) >= -log(alpha):
            outside = middle
        else:
            inside = middle
    return outside


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
