"""Which way a thing goes away: against generators made so that it is known."""

from __future__ import annotations

import pytest
import torch

from models.document.units import UnitId
from models.search.directions import GONE, SHIFTS, directions
from tests.models.search.conftest import painted

UNIT = UnitId("a", 0)


class Bulb:
    """A generator of one unit: its brightness in the region follows a rule of the shift; ablated, it is dark."""

    device = torch.device("cpu")

    def __init__(self, rule):
        self.rule = rule
        self.info = type("Info", (), {"resolution": 32})()

    def variants(self, scene, changes):
        pictures = torch.zeros(len(changes), 3, 32, 32)
        for picture, change in zip(pictures, changes, strict=True):
            gain, shift = change.get(UNIT, (1.0, 0.0))
            picture[:, 6:17, 8:21] = 0.0 if gain == 0 else self.rule(shift)
            picture[:, 25:] = shift  # elsewhere anything may happen
        return pictures


def found(rule):
    return directions(Bulb(rule), [painted()], [UNIT])


def test_what_fades_with_minus_goes_away_at_minus():
    result = found(lambda shift: max(0.0, 1 + shift / 8))
    assert result.plus is None
    assert result.minus == pytest.approx(-GONE * 8, abs=1e-4)
    assert result.sentence() == "It goes away at minus; it is gone at -7.2 standard deviations."


def test_what_fades_with_plus_goes_away_at_plus():
    result = found(lambda shift: max(0.0, 1 - shift / 20))
    assert result.minus is None
    assert result.plus == pytest.approx(18, abs=1e-4)


def test_what_is_only_there_as_generated_goes_away_both_ways():
    result = found(lambda shift: max(0.0, 1 - abs(shift) / 4))
    assert (result.minus, result.plus) == (pytest.approx(-3.6, abs=1e-4), pytest.approx(3.6, abs=1e-4))
    assert "both ways" in result.sentence()


def test_what_stays_is_said_to_stay():
    result = found(lambda shift: 1.0)
    assert (result.minus, result.plus) == (None, None)
    assert result.sentence() == "It does not go away within 20 standard deviations either way."


def test_the_curve_is_0_as_generated_and_1_as_ablated(wide, truth):
    unit = truth.units[0].unit
    result = directions(wide, [painted()], [unit])
    shifts = [point.shift for point in result.curve]
    assert shifts == sorted(shifts)
    assert max(shifts) == SHIFTS[-1]
    assert result.curve[len(SHIFTS)].gone == pytest.approx(0, abs=1e-6)


def test_the_shift_that_takes_a_style_to_zero_is_as_good_as_ablation(wide, truth, monkeypatch):
    unit = truth.units[0].unit
    (sweep,) = wide.sweep(painted().scene, [unit.layer])
    style = float(sweep._style[0, unit.index])
    exact = -style / float(wide.sigma[unit.layer][unit.index])
    monkeypatch.setattr("models.search.directions.SHIFTS", (abs(exact),))
    result = directions(wide, [painted()], [unit])
    assert next(p.gone for p in result.curve if p.shift * exact > 0) == pytest.approx(1, abs=1e-3)
