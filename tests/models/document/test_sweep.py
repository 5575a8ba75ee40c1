"""A sweep's frames: evenly from one gain to the other, and back without a moment twice in a row."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe, UnitEdit
from models.document.scene import Scene
from models.document.sweep import FRAMES_A_SECOND, LONGEST, SweepRequest
from models.document.units import UnitId

EDIT = UnitEdit("a", "Lamp", (UnitId("b8.conv0", 1),), 0.3, enabled=False)
RECIPE = Recipe(Fingerprint("", ""), (EDIT,))


def request(**how):
    return SweepRequest(RECIPE, "a", (Scene(0),), **how)


@given(start=st.floats(-4, 4), end=st.floats(-4, 4), seconds=st.floats(0.1, LONGEST), back=st.booleans())
def test_it_goes_from_one_gain_to_the_other_in_the_time_it_has(start, end, seconds, back):
    asked = request(start=start, end=end, seconds=seconds, back=back)
    gains, order = asked.gains, asked.order
    assert gains[0] == pytest.approx(start)
    assert gains[-1] == pytest.approx(end)
    assert set(order) == set(range(len(gains)))
    assert abs(len(order) - seconds * FRAMES_A_SECOND) <= 2
    steps = [b - a for a, b in pairwise(gains)]
    assert max(steps) - min(steps) < 1e-6
    if len(gains) > 2:
        assert all(a != b for a, b in pairwise((*order, order[0])))


def test_the_edit_is_at_work_though_it_was_bypassed():
    (edit,) = request().recipe_at(0.7).edits
    assert (edit.gain, edit.enabled, edit.units) == (0.7, True, EDIT.units)
