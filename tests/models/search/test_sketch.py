"""The estimate of all units at once: against the Jacobian itself, and against many probes."""

from __future__ import annotations

import pytest
import torch

from models.document.ranking import PaintedScene
from models.document.region import Region
from models.search.scoring import Places
from models.search.sketch import _plain_patterns, measured, sketch
from tests.models.search.conftest import SCENES, painted

CPU = torch.device("cpu")
LAYERS = ["b8.conv1", "b32.conv0"]


def jacobian_sizes(generator, scene, places):
    """Root mean squares of the linearised change, from one probe a number."""
    probes = torch.eye(3 * 32 * 32).view(-1, 3, 32, 32)
    pushes = generator.pushes(scene, probes, LAYERS)
    changes = torch.cat([pushes[name] for name in LAYERS], 1).T.reshape(-1, 3, 32, 32)
    return measured(changes, places)


@pytest.fixture(scope="module")
def soft():
    region = painted().region.feathered(2)
    keep = painted(box=(25, 32, 0, 32)).region
    return PaintedScene(SCENES[0], region, keep)


def test_many_probes_come_to_the_energy_of_the_jacobian(wide, soft):
    places = Places.of(soft, CPU)
    expected = jacobian_sizes(wide, SCENES[0], places)
    found = sketch(wide, SCENES[0], places, LAYERS, 600, seed=1)
    assert found.shape == expected.shape == (4, 64 + 48)
    off = (found / expected - 1).abs()
    assert off[:3].mean() < 0.05
    assert off[:3].max() < 0.25
    torch.testing.assert_close(found[3], expected[3], rtol=1e-3, atol=1e-6)  # no estimate: exact to first order


def test_a_few_probes_are_off_by_no_more_than_so_few_can_be(wide, soft):
    places = Places.of(soft, CPU)
    expected = jacobian_sizes(wide, SCENES[0], places).square()
    draws = torch.stack([sketch(wide, SCENES[0], places, LAYERS, 4, seed).square() for seed in range(60)])
    bias = (draws.mean(0) / expected - 1)[:3].mean(1)
    assert bias.abs().max() < 0.1  # unbiased
    spread = (draws / expected).std(0).mean(1)
    assert spread[1] < 1.2  # two random probes: sqrt(2 / 2)
    assert spread[0] < 0.8 * spread[1]  # what is plain is exact, and twice as many for the rest


def test_a_seed_always_draws_the_same_probes(wide):
    places = Places.of(painted(), CPU)
    one, same, other = (sketch(wide, SCENES[1], places, LAYERS, 2, seed) for seed in (3, 3, 4))
    assert torch.equal(one, same)
    assert not torch.equal(one, other)


def test_where_nothing_is_to_stay_nothing_is_probed(wide):
    assert sketch(wide, SCENES[0], Places.of(painted(), CPU), LAYERS, 2, 0)[2].eq(0).all()


@pytest.mark.parametrize("box", [(4, 5, 7, 8), (0, 32, 0, 32)], ids=["one pixel", "everything"])
def test_estimates_are_finite_for_the_smallest_and_the_largest_region(wide, box):
    region = painted(box=box)
    found = sketch(wide, SCENES[0], Places.of(region, CPU), LAYERS, 3, 0)
    assert found.isfinite().all()
    assert found[0].max() > 0


def test_plain_patterns_are_orthonormal_and_lie_in_the_region():
    root = torch.from_numpy(Region.from_mask(painted().region.mask()).feathered(2).mask()).sqrt()
    basis = _plain_patterns((3, 32, 32), root)
    assert basis.shape == (5, 3, 32, 32)
    torch.testing.assert_close(basis.flatten(1) @ basis.flatten(1).T, torch.eye(5), rtol=0, atol=1e-5)
    assert basis[..., root == 0].abs().max() < 1e-6


def test_probes_are_drawn_in_the_space_that_is_probed():
    """Latents at several points, as a diffusion generator has them: every channel evenly, and two slopes over all."""
    basis = _plain_patterns((2, 4, 8, 8), torch.ones(8, 8))
    assert basis.shape == (2 * 4 + 2, 2, 4, 8, 8)


def test_even_patterns_look_at_one_point_alone():
    """Exactly, so that a generator need not go back through the others."""
    root = torch.from_numpy(painted().region.mask()).sqrt()
    even = _plain_patterns((2, 4, 32, 32), root)[:8]
    assert [[bool(point.any()) for point in pattern] for pattern in even] == [[True, False]] * 4 + [[False, True]] * 4
