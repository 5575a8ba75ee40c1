"""Confidence sequences, and the verdict over them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edits.reports.sequential import sequence, verdict


def test_before_the_first_picture_anything_may_be():
    assert (sequence(0, 0).low, sequence(0, 0).high) == (0.0, 1.0)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_what_was_seen_lies_within(counts):
    found = sequence(*counts)
    assert 0.0 <= found.low <= found.value <= found.high <= 1.0


def test_it_narrows_and_is_wider_than_an_interval_that_one_may_look_at_once():
    widths = [sequence(n // 2, n).high - sequence(n // 2, n).low for n in (20, 200, 2000)]
    assert widths == sorted(widths, reverse=True)
    assert widths[1] > 2 * 1.96 * 0.5 / 200**0.5
    assert widths[2] < 2 * 0.05


def test_it_holds_at_all_times_together():
    """Looked at after every one of 300 pictures, it loses the truth in 5 % of 400 runs at most."""
    draw = np.random.default_rng(0)
    hits = (draw.random((400, 300)) < 0.3).cumsum(1)
    low_high = {(h, n): sequence(h, n) for n in range(1, 301) for h in set(hits[:, n - 1].tolist())}
    lost = sum(
        any(not low_high[h, n].low <= 0.3 <= low_high[h, n].high for n, h in enumerate(row, 1)) for row in hits.tolist()
    )
    assert lost <= 0.05 * 400


@pytest.mark.parametrize(
    ("counts", "wanted", "found"),
    [
        ((250, 250), (0.5, 0.5), "balanced"), ((5, 5), (0.5, 0.5), "undecided"), ((40, 0), (0.5, 0.5), "unbalanced"),
        ((300, 700), (0.3, 0.7), "balanced"), ((700, 300), (0.3, 0.7), "unbalanced"),
        ((400, 400, 400), (1 / 3, 1 / 3, 1 / 3), "balanced"), ((0, 0), (0.5, 0.5), "undecided"),
    ],
)  # fmt: skip
def test_a_verdict_waits_until_it_is_sure(counts, wanted, found):
    assert verdict(counts, wanted, 0.1) == found
