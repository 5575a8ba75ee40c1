"""Which snapshot of a training is best."""

from __future__ import annotations

import sys

import pytest
import torch
import torch.nn.functional as F

from models.samples.lamp_room import choosing
from models.samples.lamp_room.choosing import frechet, hidden, measured, roughness
from models.samples.lamp_room.histograms import rooms_for
from models.samples.lamp_room.probe import load_probe


@pytest.fixture(scope="module")
def rooms():
    return rooms_for(192, 64, 1.0)


def test_the_distance_is_that_of_two_normal_distributions():
    chance = torch.Generator().manual_seed(0)
    a = torch.randn(200_000, 2, generator=chance, dtype=torch.float64)
    b = torch.randn(200_000, 2, generator=chance, dtype=torch.float64) * torch.tensor([3.0, 1.0]) + torch.tensor([0, 2])
    assert frechet(a, a) == pytest.approx(0, abs=1e-9)
    assert frechet(a, b) == pytest.approx(2**2 + (3 - 1) ** 2, rel=0.02)


def test_hidden_numbers_are_those_that_the_probe_reads_from(rooms):
    probe = load_probe()
    facts = probe.facts(hidden(rooms[:4]))
    assert torch.allclose(facts[:, -3:].sigmoid(), probe(rooms[:4]).floor, atol=1e-5)


def test_blurred_collapsed_and_other_rooms_are_told_apart(rooms):
    first, others = rooms[:96], rooms[96:]
    good = measured("others", others, first)
    blurred = measured("blurred", F.interpolate(F.avg_pool2d(others, 4), size=64, mode="bilinear"), first)
    collapsed = measured("collapsed", others[:2].repeat(48, 1, 1, 1), first)
    assert good.features < min(blurred.features, collapsed.features)
    assert blurred.edges < 0.8 < good.edges < 1.25
    assert collapsed.variety < 0.8 < good.variety < 1.25
    assert collapsed.factors > good.factors + 0.2
    assert roughness(torch.zeros(1, 3, 4, 4)) == 0


def test_the_command_names_the_best(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["choosing", "sample:lamp_room", "--count", "32", "--scenes", "2"])
    choosing.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("other rooms")
    assert "rest" in lines[2]
    assert lines[-1] == "best: sample:lamp_room"
