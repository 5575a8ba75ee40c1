"""Which way a unit must go for the painted thing to go away, and how far."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch

from models.document.group import Direction, Directions
from models.document.ranking import PaintedScene
from models.document.recipe import Change
from models.document.units import UnitId
from models.generators.generator import Generator
from models.search.ablation import ABLATED
from models.search.evidence import Evidence

SHIFTS = (1.0, 2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 20.0)
GONE = 0.9


def directions(generator: Generator, evidence: Sequence[PaintedScene], units: Sequence[UnitId]) -> Directions:
    """Shift the units together to both sides and compare with ablation, which takes the painted thing away.

    What is compared is the change of the region: its projection on the change that ablation makes, summed over the
    scenes. It is gone where that reaches 0.9, interpolated between the shifts tried, up to 20 standard deviations.
    Raises UnlitError as rank.
    """
    found = Evidence(generator, evidence)
    shifts = [*(-shift for shift in reversed(SHIFTS)), 0.0, *SHIFTS]
    along, whole = torch.zeros(len(shifts), dtype=torch.float64), torch.zeros([], dtype=torch.float64)
    for scene, places in found:
        sets = [{}, dict.fromkeys(units, ABLATED), *(dict.fromkeys(units, Change(1.0, shift)) for shift in shifts)]
        pictures = generator.variants(scene, sets)
        change = ((pictures[1:] - pictures[:1]) * places.weights[0]).flatten(1).cpu().double()
        along += change[1:] @ change[0]
        whole += change[0] @ change[0]
    gone = along / whole.clamp_min(torch.finfo(torch.float64).tiny)
    curve = tuple(Direction(shift, value) for shift, value in zip(shifts, gone.tolist(), strict=True))
    middle = len(SHIFTS)
    return Directions(tuple(units), curve, minus=_crossing(curve[middle::-1]), plus=_crossing(curve[middle:]))


def _crossing(curve: Sequence[Direction]) -> float | None:
    """The first shift, from 0 outwards, at which the thing is gone."""
    for near, far in pairwise(curve):
        if far.gone >= GONE:
            part = (GONE - near.gone) / (far.gone - near.gone)
            return near.shift + part * (far.shift - near.shift)
    return None
