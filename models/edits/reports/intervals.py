"""95 % intervals: Wilson's for shares (E. B. Wilson 1927), the bootstrap's for means (B. Efron 1979)."""

from __future__ import annotations

import numpy as np

from models.document.report import Number

Z = 1.959964  # of 95 %
DRAWS, SEED = 2000, 0
LEAST = 1e-12
FEWEST_PROMPTS = 5  # with fewer, single pictures are drawn instead of prompts with all their pictures


def share(hits: int, count: int) -> Number:
    """A part of `count` pictures, at least one, and Wilson's interval."""
    part = hits / count
    middle = (part + Z * Z / (2 * count)) / (1 + Z * Z / count)
    half = Z / (1 + Z * Z / count) * (part * (1 - part) / count + Z * Z / (4 * count * count)) ** 0.5
    return Number(part, max(0.0, middle - half), min(1.0, middle + half))


def mean(values: np.ndarray, prompts: np.ndarray) -> Number:
    """The mean of values [N], and its percentile interval over resampled prompts.

    prompts: [N], which prompt each picture is of: pictures of one prompt are alike, and so are drawn together.
    """
    return ratio(np.stack([values, np.ones_like(values)], 1), prompts)


def ratio(pairs: np.ndarray, prompts: np.ndarray) -> Number:
    """The sum of a first column by that of a second, [N, 2], and its percentile interval; see mean."""
    groups = prompts if len(np.unique(prompts)) >= FEWEST_PROMPTS else np.arange(len(pairs))
    _, numbers = np.unique(groups, return_inverse=True)
    sums = np.zeros((numbers.max() + 1, 2))
    np.add.at(sums, numbers, pairs)
    draw = np.random.default_rng(SEED)
    often = draw.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=DRAWS)
    low, high = np.percentile(_divided(often @ sums), [2.5, 97.5])
    return Number(float(_divided(sums.sum(0))), float(low), float(high))


def _divided(sums: np.ndarray) -> np.ndarray:
    return sums[..., 0] / np.maximum(sums[..., 1], LEAST)
