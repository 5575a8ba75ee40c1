"""95 % intervals: Wilson's for shares (E. B. Wilson 1927), the bootstrap's for means (B. Efron 1979)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from models.document.report import Number

Z = 1.959964  # of 95 %
DRAWS, SEED = 2000, 0
FEWEST_PROMPTS = 5  # with fewer, single pictures are drawn instead of prompts with all their pictures


def share(hits: int, count: int) -> Number:
    """A part of `count` pictures, at least one, and Wilson's interval."""
    part = hits / count
    middle = (part + Z * Z / (2 * count)) / (1 + Z * Z / count)
    half = Z / (1 + Z * Z / count) * (part * (1 - part) / count + Z * Z / (4 * count * count)) ** 0.5
    return Number(part, max(0.0, middle - half), min(1.0, middle + half))


def mean(values: np.ndarray, prompts: np.ndarray, of: Callable[..., np.ndarray] = np.mean) -> Number:
    """The mean and its percentile interval over resampled prompts.

    values: [N] or, for other functions of several columns, [N, C]. prompts: [N], which prompt each picture is of:
    pictures of one prompt are alike, and so are drawn together.
    """
    groups = [np.flatnonzero(prompts == number) for number in np.unique(prompts)]
    if len(groups) < FEWEST_PROMPTS:
        groups = [np.array([row]) for row in range(len(values))]
    draw = np.random.default_rng(SEED)
    chosen = draw.integers(len(groups), size=(DRAWS, len(groups)))
    drawn = [float(of(values[np.concatenate([groups[i] for i in row])], axis=0)) for row in chosen]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Number(float(of(values, axis=0)), float(low), float(high))
