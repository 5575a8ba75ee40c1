"""Scores of changes laid out by hand."""

from __future__ import annotations

import pytest
import torch

from models.document.ranking import PaintedScene
from models.document.region import Region
from models.document.scene import Scene
from models.search.scoring import Places, mean_scores, promise, rank_score, score_changes


def pictures(*changes: tuple[float, float]) -> torch.Tensor:
    """An unchanged picture of 4 x 4, then changed ones: by so much in the left half, and in the right half."""
    base = torch.linspace(-1, 1, 48).view(1, 3, 4, 4)
    changed = [base.clone() for _ in changes]
    for picture, (left, right) in zip(changed, changes, strict=True):
        picture[..., :2] += left
        picture[..., 2:] -= right
    return torch.cat([base, *changed])


def scored(changed, mask, keep=None):
    keep = None if keep is None else Region.from_mask(keep.numpy())
    painted = PaintedScene(Scene(), Region.from_mask(mask.numpy()), keep)
    return score_changes(changed, Places.of(painted, torch.device("cpu")))


LEFT = torch.tensor([1.0, 1.0, 0.0, 0.0]).expand(4, 4)


def test_each_number_is_what_it_is_said_to_be():
    scores = scored(pictures((0.2, 0.0), (0.2, 0.1), (0.2, 0.15), (0.0, 0.4), (0.0, 0.0)), LEFT)
    values = 8 * 3  # pixels and colours of a half
    assert scores.effect.tolist() == pytest.approx([0.2 * values] * 3 + [0, 0], abs=1e-5)
    assert scores.inside.tolist() == pytest.approx(
        [0.1, 0.1, 0.1, 0, 0], abs=1e-6
    )  # pictures span half of what raw does
    assert scores.even.tolist() == pytest.approx([0.1, 0.1, 0.1, 0, 0], abs=1e-6)
    assert scores.outside.tolist() == pytest.approx([0, 0.05, 0.075, 0.2, 0], abs=1e-6)
    assert scores.share.tolist() == pytest.approx([1, 2 / 3, 4 / 7, 0, 0], abs=1e-5)
    assert scores.score.tolist() == pytest.approx([0.1, 0.1, 0.1 * 3 / 7, 0, 0], abs=1e-6)


def test_a_change_of_texture_counts_half_of_one_of_the_thing_as_a_whole():
    base = pictures((0.0, 0.0))
    stripes = torch.tensor([0.2, -0.2, 0.0, 0.0])
    base[1] += stripes
    scores = scored(base, LEFT)
    assert scores.inside.item() == pytest.approx(0.1, abs=1e-6)
    assert scores.even.item() == pytest.approx(0, abs=1e-6)
    assert scores.score.item() == pytest.approx(0.05, abs=1e-6)


def test_half_a_mask_counts_half_inside_and_half_outside():
    soft = torch.full((4, 4), 51 / 255)
    scores = scored(pictures((0.3, 0.3)), soft)
    assert scores.share.item() == pytest.approx(0.2)
    assert scores.inside.item() == pytest.approx(scores.outside.item()) == pytest.approx(0.15)
    assert scores.score.item() == pytest.approx(0, abs=1e-7)


def test_a_large_global_change_scores_below_a_smaller_local_one():
    everywhere, here = scored(pictures((1.0, 0.9), (0.3, 0.01)), LEFT).score.tolist()
    assert here > everywhere


def test_a_tiny_change_that_lands_well_scores_below_a_strong_one():
    scores = scored(pictures((0.001, 0.0), (0.5, 0.1)), LEFT)
    tiny, strong = scores.score.tolist()
    assert strong > tiny
    assert scores.share[0] > scores.share[1]


def test_scores_are_float64_and_finite_for_a_mask_of_one_pixel():
    mask = torch.zeros(4, 4)
    mask[1, 2] = 1
    for column in scored(pictures((0.1, 0.2), (0.0, 0.0)), mask):
        assert column.dtype == torch.float64
        assert torch.isfinite(column).all()


def test_the_mean_over_scenes_is_of_every_number():
    one, other = (scored(pictures(change), LEFT) for change in ((0.2, 0.1), (0.4, 0.0)))
    together = mean_scores([one, other])
    for name in ("effect", "inside", "outside", "share", "score", "kept", "even"):
        mean = (getattr(one, name) + getattr(other, name)) / 2
        assert getattr(together, name).tolist() == pytest.approx(mean.tolist())
    assert together.spread.item() == pytest.approx(abs(one.score.item() - other.score.item()) / 2)


def test_what_is_to_stay_counts_when_it_changes_more_than_the_rest():
    corner = torch.zeros(4, 4)
    corner[0, 3] = 1
    pictures_ = pictures((0.4, 0.0))
    pictures_[1:, :, 0, 3] += 0.3
    free, kept = scored(pictures_, LEFT), scored(pictures_, LEFT, corner)
    assert kept.kept.item() == pytest.approx(0.15, abs=1e-6)
    assert free.kept.item() == 0
    assert kept.score.item() == pytest.approx(0.2 * 3 * (0.2 - 0.15) / (0.2 + 0.15), abs=1e-6)
    assert kept.score < free.score


def test_places_at_a_lower_resolution_keep_their_share_of_the_picture():
    places = Places.of(PaintedScene(Scene(), Region.from_mask(LEFT.numpy())), torch.device("cpu"))
    small = places.resized(2, 2)
    assert small.areas.tolist() == [2, 2, 0]
    assert small.weights[0].tolist() == [[1, 0], [1, 0]]


def test_a_promise_has_no_edge_where_the_score_has_one():
    inside, even = torch.linspace(0.01, 1, 50).double(), torch.linspace(0, 1, 50).double()
    elsewhere = torch.linspace(1, 0.01, 50).double()
    assert (rank_score(inside, elsewhere, even) == 0).any()
    assert (promise(inside, elsewhere, even) > 0).all()
    assert (promise(inside, elsewhere, even).diff() > 0).all()
