"""The closed form itself: what it minimises, how exactly, and what changes nothing."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from models.edits.concepts import solving
from models.edits.concepts.hidden import hidden_sources, metric
from models.edits.concepts.solving import Sums

CPU = torch.device("cpu")


def rows(count, width=24, seed=0, spread=3.0):
    return spread * torch.randn(count, width, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


def solved(keys, moves, weight=2.0, held=None):
    sums = Sums(keys.shape[1], 1, CPU)
    sums.add(keys, moves, weight, 0)
    if held is not None:
        sums.hold(held, weight)
    return sums.solved()


def cost(matrix, keys, moves, weight, held):
    far = (keys @ matrix.T - moves).square().sum() + (held @ matrix.T).square().sum()
    return float(matrix.square().sum() + weight * far)


@given(seed=st.integers(0, 1000), count=st.integers(1, 40))
def test_it_is_the_least_squares_solution(seed, count):
    keys, moves, held = rows(count, seed=seed), rows(count, seed=seed + 1), rows(3, seed=seed + 2)
    best = solved(keys, moves, 2.0, held).moves[0]
    least = cost(best, keys, moves, 2.0, held)
    assert least <= cost(torch.zeros_like(best), keys, moves, 2.0, held)
    for number in range(5):
        assert least < cost(best + 1e-3 * rows(24, seed=seed + number, spread=1), keys, moves, 2.0, held)


def test_rows_in_blocks_are_rows_at_once(monkeypatch):
    keys, moves = rows(50), rows(50, seed=1)
    whole = solved(keys, moves).moves
    monkeypatch.setattr(solving, "BLOCK", 7)
    sums = Sums(24, 1, CPU)
    for number in range(50):
        sums.add(keys[number : number + 1], moves[number : number + 1], 2.0, 0)
        assert sum(len(rows) for waiting in sums._waiting.values() for rows, _ in waiting) < 7
    torch.testing.assert_close(sums.solved().moves, whole, rtol=1e-10, atol=1e-12)


def test_where_nothing_moves_it_is_exactly_the_identity():
    keys = rows(30)
    assert not solved(keys, torch.zeros_like(keys), held=rows(9, seed=3)).moves.any()


def test_condition_is_the_matrix_s():
    keys = rows(30)
    gram = torch.eye(24, dtype=torch.float64) + 2.0 * keys.T @ keys
    assert solved(keys, keys).condition == pytest.approx(float(torch.linalg.cond(gram)), rel=0.02)


def test_at_a_high_condition_it_is_nearer_to_the_truth_than_single_precision():
    """As the reference program computes, on rows so alike that the condition is about 7e5."""
    keys = rows(60, 48) + 70.0
    moves, weight = rows(60, 48, seed=5), rows(32, 48, seed=6).float()
    gram = torch.eye(48, dtype=torch.float64) / 2 + keys.T @ keys
    assert 3e5 < torch.linalg.cond(gram) < 3e6
    truth = weight.double() @ (moves.T @ keys) @ torch.linalg.inv(gram)
    single = (weight @ (moves.T @ keys).float()) @ torch.inverse(gram.float())
    ours = (weight.double() @ solved(keys, moves).moves[0]).float()
    assert (ours - truth).norm() < 1e-6 * truth.norm() < 0.01 * (single - truth).norm()


def test_groups_are_weighed_afterwards():
    keys, moves = rows(10), rows(10, seed=1)
    sums = Sums(24, 2, CPU)
    sums.add(keys[:4], moves[:4], 2.0, 0)
    sums.add(keys[4:], moves[4:], 2.0, 1)
    scaled = torch.cat([moves[:4] * 0.25, moves[4:] * 1.5])
    torch.testing.assert_close(sums.solved().joint([0.25, 1.5]), solved(keys, scaled).moves[0])


def test_hidden_sources_are_read_as_the_erased_ones_were():
    keys, weights = rows(2), [rows(40, seed=7).float()]
    moves = solved(keys, -keys * 0.9, weight=1e3).moves[0]
    found = keys @ hidden_sources(moves, metric(weights)).T
    new = torch.eye(24, dtype=torch.float64) + moves
    before, after = ((each @ weights[0].double().T) for each in (keys, found @ new.T))
    assert (after - before).norm() < 0.35 * before.norm()
    assert (keys @ new.T @ weights[0].double().T - before).norm() > 0.8 * before.norm()
