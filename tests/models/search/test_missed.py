"""What a shortlist may have missed: the statistics by hand and by simulation."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.search.missed import at_most, chances_over
from models.search.scoring import rank_score


def test_nothing_that_can_happen_is_at_most_none():
    assert at_most(torch.zeros(100)) == 0


def test_a_certain_thing_is_counted():
    assert at_most(torch.tensor([1.0, 1.0, 0.0])) == 2


def test_a_fair_coin_thrown_ten_times_shows_eight_heads_at_most():
    assert at_most(torch.full((10,), 0.5)) == 8  # 0.945 for 7, 0.989 for 8


def test_a_chance_below_the_confidence_is_not_counted():
    assert at_most(torch.tensor([0.049])) == 0
    assert at_most(torch.tensor([0.051])) == 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_the_bound_holds_with_the_confidence_it_states(chances):
    draws = torch.rand(4000, len(chances), generator=torch.Generator().manual_seed(0)) < torch.tensor(chances)
    assert (draws.sum(1) <= at_most(torch.tensor(chances))).float().mean() > 0.93


def predicted(sampled, left, off, seed):
    """Chances for units whose estimates are off by log-normal factors of this size; and what was true."""
    random = torch.Generator().manual_seed(seed)
    true = torch.rand(3, left + sampled, generator=random).double() + 0.05
    true[2] *= true[0]  # even is at most inside
    factors = (off * torch.randn(3, left + sampled, generator=random).double()).exp()
    estimates = true * factors
    threshold = 0.5
    chances = chances_over(threshold, estimates[None, :, sampled:], estimates[:, :sampled], true[:, :sampled], random)
    return chances, (rank_score(*true[:, sampled:]) > threshold)


@pytest.mark.parametrize("off", [0.05, 0.3, 0.8])
def test_the_chances_come_to_what_happens(off):
    """Over many worlds the stated number bounds the true one at least as often as it says."""
    held, expected, happened = 0, 0.0, 0
    for seed in range(100):
        chances, over = predicted(sampled=16, left=60, off=off, seed=seed)
        held += int(over.sum()) <= at_most(chances)
        expected, happened = expected + float(chances.sum()), happened + int(over.sum())
    assert held >= 91  # 95 % of 100, less two standard deviations
    assert happened < 1.25 * expected


def test_estimates_that_are_right_leave_no_doubt():
    chances, over = predicted(sampled=16, left=200, off=1e-6, seed=0)
    assert torch.equal(chances > 0.5, over)
    assert ((chances < 0.01) | (chances > 0.99)).all()


def test_a_unit_that_changes_nothing_elsewhere_or_at_all_has_a_chance_too():
    ones, random = torch.ones(3, 8).double(), torch.Generator()
    for inside, chance in ((1.0, 1), (0.0, 0)):
        estimate = torch.tensor([[[inside], [0.0], [inside]]], dtype=torch.float64)
        assert chances_over(0.5, estimate, ones, ones, random).item() == chance


def test_samples_that_do_nothing_whatever_was_estimated_leave_a_number():
    nothing, random = torch.zeros(3, 8).double(), torch.Generator()
    assert chances_over(0.5, torch.zeros(1, 3, 5).double(), nothing, nothing, random).eq(0).all()
