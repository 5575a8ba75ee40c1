"""A person protects a part of the picture, and parts that change it come later."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

pytestmark = pytest.mark.slow

WALL = [(6.0, 16.0), (24.0, 16.0), (24.0, 22.0), (8.0, 22.0)]


def ranks(person) -> dict:
    ranking = person.window.studio.session.project.rankings[-1]
    assert ranking.complete
    return {ranked.unit: (place, ranked) for place, ranked in enumerate(ranking.units)}


def test_a_person_keeps_the_wall(person):
    person.clicks("Open the sample room")
    person.paints_the_lamp()
    person.searches()
    before = ranks(person)
    assert {ranked.kept for _, ranked in before.values()} == {0.0}

    region = person.window.canvas.mask()
    person.window.canvas.setFocus()
    person.presses(Qt.Key.Key_K)
    person.paints(WALL)
    assert np.array_equal(person.window.canvas.mask(), region), "the region is as it was"
    wall = person.window.canvas.keep()
    assert wall[16, 15] == 255
    assert wall[60, 5] == 0
    person.searches()
    after = ranks(person)

    change_the_wall = [unit for unit, (_, ranked) in after.items() if ranked.exact and ranked.kept > ranked.outside]
    were = {unit: ranked.score for unit, (_, ranked) in before.items() if ranked.exact and ranked.score > 0}
    fallen = [after[unit][1].score / were[unit] for unit in change_the_wall if unit in were]
    assert fallen
    assert max(fallen) < 1 + 1e-5, "none gains by changing the wall"
    assert min(fallen) < 0.9, "some fall far"
    first = next(ranked for place, ranked in after.values() if place == 0)
    assert first.inside > first.kept


def test_a_person_undoes_and_erases_what_was_to_stay(person):
    person.clicks("Open the sample room")
    person.sees()
    person.window.canvas.setFocus()
    person.presses(Qt.Key.Key_K)
    person.paints(WALL)
    painted = person.window.canvas.keep()
    assert painted.any()
    assert not person.button("Find what makes this").isEnabled(), "there is nothing to find yet"
    control = Qt.KeyboardModifier.ControlModifier
    person.presses(Qt.Key.Key_Z, control)
    assert not person.window.canvas.keep().any()
    person.presses(Qt.Key.Key_Y, control)
    assert np.array_equal(person.window.canvas.keep(), painted)
    person.presses(Qt.Key.Key_E)
    person.paints([WALL[0], WALL[1]])
    assert person.window.canvas.keep().sum() < painted.sum()
    person.presses(Qt.Key.Key_D, control)
    assert not person.window.canvas.keep().any()
