"""Softer and rougher pictures of the same rooms."""

from __future__ import annotations

import pytest
import torch

from models.samples.lamp_room.augmenting import augmented


@pytest.fixture
def pictures():
    ramp = torch.linspace(0.1, 0.9, 64)
    return torch.stack([ramp.expand(3, 64, 64), ramp[:, None].expand(3, 64, 64)]).repeat(8, 1, 1, 1)


def test_pictures_change_but_stay_pictures_of_the_same(pictures):
    changed = augmented(pictures, torch.Generator().manual_seed(1))
    assert changed.shape == pictures.shape
    assert changed.min() >= 0
    assert changed.max() <= 1
    difference = (changed - pictures).abs().mean((1, 2, 3))
    assert (difference > 0.001).all()
    assert (difference < 0.08).all()


def test_a_seed_gives_the_same_changes(pictures):
    once, again, other = (augmented(pictures, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
    assert torch.equal(once, again)
    assert not torch.equal(once, other)
