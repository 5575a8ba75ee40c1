"""What is said of units together."""

from __future__ import annotations

import msgspec
import pytest

from models.document.group import Direction, Directions, GroupRequest
from models.document.units import UnitId

UNITS = (UnitId("b8.conv0", 1), UnitId("b8.conv0", 2))
CURVE = (Direction(-20.0, 1.0), Direction(0.0, 0.0), Direction(20.0, 0.1))


@pytest.mark.parametrize(
    ("minus", "plus", "sentence"),
    [
        (-6.2, None, "It goes away at minus; it is gone at -6.2 standard deviations."),
        (None, 3.04, "It goes away at plus; it is gone at +3.0 standard deviations."),
        (-6.2, 3.0, "It goes away both ways; it is gone at -6.2 and at +3.0 standard deviations."),
        (None, None, "It does not go away within 20 standard deviations either way."),
    ],
)
def test_which_way_it_goes_is_a_sentence(minus, plus, sentence):
    assert Directions(UNITS, CURVE, minus, plus).sentence() == sentence


@pytest.mark.parametrize("most", [0, 257])
def test_a_group_has_bounds(most):
    data = msgspec.json.encode(GroupRequest((), UNITS, most))
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=GroupRequest)
    good = GroupRequest((), UNITS, 256)
    assert msgspec.json.decode(msgspec.json.encode(good), type=GroupRequest) == good
