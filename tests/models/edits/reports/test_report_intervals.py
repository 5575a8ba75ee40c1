"""Intervals: known values, laws, and that they hold what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edits.reports.intervals import mean, ratio, share


def test_wilsons_interval_is_the_known_one():
    found = share(8, 10)
    assert (found.value, found.low, found.high) == pytest.approx((0.8, 0.4902, 0.9433), abs=1e-4)
    assert share(0, 20).low == 0.0
    assert share(0, 20).high == pytest.approx(0.1611, abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_within_its_interval(counts):
    found = share(*counts)
    assert 0.0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1.0


def test_a_mean_is_the_same_every_time_and_narrow_for_many():
    draw = np.random.default_rng(1)
    few, many = draw.normal(3.0, 1.0, 20), draw.normal(3.0, 1.0, 2000)
    found, narrow = (mean(values, np.arange(len(values))) for values in (few, many))
    assert found == mean(few, np.arange(20))
    assert found.low < found.value < found.high
    assert found.high - found.low == pytest.approx(2 * 1.96 / 20**0.5, rel=0.5)
    assert narrow.high - narrow.low == pytest.approx(2 * 1.96 / 2000**0.5, rel=0.2)


def test_pictures_of_one_prompt_are_no_more_evidence_than_the_prompt():
    prompts = np.arange(8)
    values = np.random.default_rng(2).normal(size=8)
    once, often = mean(values, prompts), mean(values.repeat(50), prompts.repeat(50))
    assert (often.low, often.high) == pytest.approx((once.low, once.high), abs=1e-9)


def test_of_few_prompts_pictures_are_drawn():
    found = mean(np.array([0.0, 1.0, 2.0, 3.0]), np.array([0, 0, 0, 0]))
    assert found.low < found.value < found.high


def test_a_ratio_is_of_sums():
    pairs = np.array([[1.0, 2.0], [3.0, 2.0], [2.0, 1.0], [0.0, 5.0], [4.0, 2.0], [1.0, 1.0]])
    found = ratio(pairs, np.arange(6))
    assert found.value == pytest.approx(11 / 13)
    assert found.low < found.value < found.high
    assert ratio(pairs * 0, np.arange(6)).value == 0.0
