"""What the units of the bundled lamp room are called, and that the words are true."""

from __future__ import annotations

import pytest
import torch

from models.document.units import NamedUnit, UnitId
from models.samples.catalogue import LAMP_ROOM, known_units
from models.samples.lamp_room import naming
from models.samples.opening import open_generator
from tests.support.generators import CPU


def test_a_unit_is_named_after_what_it_moves_most_and_most_for_itself(monkeypatch):
    units = [UnitId("b8.conv0", i) for i in range(6)]
    things = list(naming.THINGS)
    moves = torch.zeros(len(units), len(things))
    left, right, window, wall, bed = map(things.index, ("left lamp", "right lamp", "window", "wall", "bed"))
    moves[0, left], moves[0, wall] = -0.8, 0.9  # a lamp, and the wall it lights
    moves[1, left] = -0.7  # a lamp and nothing else: worth more
    moves[2, left] = 0.9  # brightens it
    moves[3, window] = 0.05  # too little for a name
    moves[4, bed] = 0.2
    moves[5, left], moves[5, right] = -0.3, -0.6  # both lamps, one more than the other
    monkeypatch.setattr(naming, "unit_moves", lambda *_: (units, moves))
    assert naming.named_units(None, []) == [
        NamedUnit(units[1], "left lamp", -0.7, 0.0),
        NamedUnit(units[0], "left lamp", -0.8, 0.15),
        NamedUnit(units[5], "right lamp", -0.6, 0.05),
        NamedUnit(units[4], "bed", 0.2, 0.0),
    ]


def test_other_generators_have_no_known_units(tmp_path):
    assert known_units(str(tmp_path / "generator.safetensors")) == ()


@pytest.mark.slow
def test_the_known_units_of_the_lamp_room_do_what_they_are_named_after():
    generator = open_generator(LAMP_ROOM, CPU)
    known = known_units(LAMP_ROOM)
    units, moves = naming.unit_moves(generator, naming.half_lit_scenes(generator, 4))
    worth, _ = naming.worths(moves)
    for thing in ("left lamp", "right lamp", "wall", "floor"):  # the others come and go on single scenes
        column = list(naming.THINGS).index(thing)
        first = next(named for named in known if named.name == thing)
        assert (worth[:, column] > worth[units.index(first.unit), column]).float().mean() < 0.05, thing
