"""Whether a generator makes the rooms it learned from."""

from __future__ import annotations

import sys

import msgspec
import pytest
import torch
from PIL import Image

from models.samples.lamp_room.histogram_plot import COLUMNS, HEIGHT, WIDTH
from models.samples.lamp_room.histograms import compare, distance, main, rooms_for, table


@pytest.fixture(scope="module")
def rooms():
    return rooms_for(64, 64, 1.0)


def test_distance_is_0_for_equal_values_and_1_for_others():
    values = torch.linspace(0, 1, 100)
    assert distance(values, values) == 0
    assert distance(torch.zeros(10), torch.ones(10)) == pytest.approx(1)
    assert distance(torch.zeros(5), torch.zeros(7)) == 0
    assert distance(values, values[:50]) == pytest.approx(0.5, abs=0.05)


def test_a_collapse_shows(rooms):
    """A generator that knows two of the rooms, beside one that knows them all."""
    same = {c.factor: c for c in compare(rooms, rooms)}
    collapsed = {c.factor: c for c in compare(rooms[:2].repeat(32, 1, 1, 1), rooms)}
    assert all(c.distance == 0 for c in same.values())
    assert same["lamps"].mean == same["lamps"].rooms_mean
    for factor in ("lamps", "wall red", "seat green"):
        assert collapsed[factor].distance > 0.5, factor
        assert collapsed[factor].distance > collapsed[factor].chance, factor


def test_the_table_has_the_largest_distance_first(rooms):
    lines = table(compare(rooms[:4], rooms)).splitlines()
    distances = [float(line.split()[-2]) for line in lines[1:]]
    assert distances == sorted(distances, reverse=True)


def test_the_command_reads_a_bundled_generator(tmp_path, monkeypatch, capsys):
    path, plot = tmp_path / "table.json", tmp_path / "plot.png"
    words = ["histograms", "sample:lamp_room", "--count", "16", "--json", str(path), "--plot", str(plot)]
    monkeypatch.setattr(sys, "argv", words)
    main()
    assert "daylight" in capsys.readouterr().out
    rows = msgspec.json.decode(path.read_bytes())
    assert {"lamps", "wall red"} <= {row["factor"] for row in rows}
    assert Image.open(plot).size == (COLUMNS * WIDTH, -(-len(rows) // COLUMNS) * HEIGHT)
