"""Rooms and pictures that several tests look at; none of them changes these."""

from __future__ import annotations

import pytest
import torch

from models.samples.lamp_room import LAMPS, relight, render, sample_factors


@pytest.fixture(scope="session")
def rooms():
    return sample_factors(24, torch.Generator().manual_seed(7))


@pytest.fixture(scope="session")
def lit(rooms):
    """The rooms with every lamp fully on, at 48 pixels."""
    return render(relight(rooms, torch.ones(len(rooms), LAMPS)), 48)


@pytest.fixture(scope="session")
def unlit(rooms):
    """The rooms with every lamp off, at 48 pixels."""
    return render(relight(rooms, torch.zeros(len(rooms), LAMPS)), 48)
