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
    units = [UnitId("b8.conv0", i) for i in range(5)]
    moves = torch.zeros(5, len(naming.THINGS))
    moves[0, 0], moves[0, 2] = -0.8, 0.9  # a lamp, and the wall it lights
    moves[1, 0] = -0.7  # a lamp and nothing else: worth more
    moves[2, 0] = 0.9  # brightens it
    moves[3, 1] = 0.05  # too little for a name
    moves[4, 3] = 0.2
    monkeypatch.setattr(naming, "unit_moves", lambda *_: (units, moves))
    assert naming.named_units(None, []) == [
        NamedUnit(units[1], "lamp", -0.7, 0.0),
        NamedUnit(units[0], "lamp", -0.8, 0.225),
        NamedUnit(units[4], "bed", 0.2, 0.0),
    ]


def test_other_generators_have_no_known_units(tmp_path):
    assert known_units(str(tmp_path / "generator.safetensors")) == ()


@pytest.mark.slow
def test_the_known_units_of_the_lamp_room_do_what_they_are_named_after():
    generator = open_generator(LAMP_ROOM, CPU)
    known = known_units(LAMP_ROOM)
    assert {named.name for named in known} == set(naming.THINGS)
    units, moves = naming.unit_moves(generator, naming.half_lit_scenes(generator, 4))
    for thing in ("lamp", "wall", "floor"):  # windows come and go on single scenes
        column = list(naming.THINGS).index(thing)
        first = next(named for named in known if named.name == thing)
        stronger = moves[:, column].abs() > moves[units.index(first.unit), column].abs()
        assert stronger.float().mean() < 0.05, thing
