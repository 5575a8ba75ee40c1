"""Scores of changes laid out by hand."""

from __future__ import annotations

import pytest
import torch

from models.search.scoring import mean_scores, score_changes


def pictures(*changes: tuple[float, float]) -> torch.Tensor:
    """An unchanged picture of 4 x 4, then changed ones: by so much in the left half, and in the right half."""
    base = torch.linspace(-1, 1, 48).view(1, 3, 4, 4)
    changed = [base.clone() for _ in changes]
    for picture, (left, right) in zip(changed, changes, strict=True):
        picture[..., :2] += left
        picture[..., 2:] -= right
    return torch.cat([base, *changed])


LEFT = torch.tensor([1.0, 1.0, 0.0, 0.0]).expand(4, 4)


def test_each_number_is_what_it_is_said_to_be():
    scores = score_changes(pictures((0.2, 0.0), (0.2, 0.1), (0.0, 0.4), (0.0, 0.0)), LEFT)
    values = 8 * 3  # pixels and colours of a half
    assert scores.effect.tolist() == pytest.approx([0.2 * values, 0.2 * values, 0, 0], abs=1e-5)
    assert scores.inside.tolist() == pytest.approx([0.1, 0.1, 0, 0], abs=1e-6)  # pictures span half of what raw does
    assert scores.outside.tolist() == pytest.approx([0, 0.05, 0.2, 0], abs=1e-6)
    assert scores.share.tolist() == pytest.approx([1, 2 / 3, 0, 0], abs=1e-5)
    assert scores.score.tolist() == pytest.approx([0.1, 0.1 / 3, 0, 0], abs=1e-6)


def test_half_a_mask_counts_half_inside_and_half_outside():
    soft = torch.full((4, 4), 0.5)
    scores = score_changes(pictures((0.3, 0.3)), soft)
    assert scores.share.item() == pytest.approx(0.5)
    assert scores.inside.item() == pytest.approx(scores.outside.item()) == pytest.approx(0.15)
    assert scores.score.item() == pytest.approx(0, abs=1e-7)


def test_a_large_global_change_scores_below_a_smaller_local_one():
    everywhere, here = score_changes(pictures((1.0, 0.9), (0.3, 0.01)), LEFT).score.tolist()
    assert here > everywhere


def test_a_tiny_change_that_lands_well_scores_below_a_strong_one():
    scores = score_changes(pictures((0.001, 0.0), (0.5, 0.1)), LEFT)
    tiny, strong = scores.score.tolist()
    assert strong > tiny
    assert scores.share[0] > scores.share[1]


def test_scores_are_float64_and_finite_for_a_mask_of_one_pixel():
    mask = torch.zeros(4, 4)
    mask[1, 2] = 1
    for column in score_changes(pictures((0.1, 0.2), (0.0, 0.0)), mask):
        assert column.dtype == torch.float64
        assert torch.isfinite(column).all()


def test_the_mean_over_scenes_is_of_every_number():
    one, other = (score_changes(pictures(change), LEFT) for change in ((0.2, 0.1), (0.4, 0.0)))
    for mean, a, b in zip(mean_scores([one, other]), one, other, strict=True):
        assert mean.tolist() == pytest.approx(((a + b) / 2).tolist())
