"""`unlit inspect --unit`, and scenes on the way from one seed to another."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from PIL import Image

from models.samples.catalogue import LAMP_ROOM
from tests.support.generators import write_random


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return write_random(tmp_path_factory.mktemp("random") / "random.safetensors")


def test_a_unit_is_looked_at_for_people(unlit, file):
    code, out, err = unlit("inspect", file, "--unit", "b8.conv1/3", "--seed", 7, "--scenes", 40)
    assert code == 0, err
    assert "b8.conv1/3, conv:" in out
    assert "over 40 seeds" in out
    assert "in scene 7" in out
    assert "Units whose values correlate most" in out


def test_a_unit_is_looked_at_for_programs_and_as_files(unlit, file, tmp_path):
    folder = tmp_path / "unit"
    code, out, err = unlit("inspect", file, "--unit", "b8.conv1/3", "--scenes", 40, "--json", "--out", folder)
    assert code == 0, err
    said = json.loads(out)
    assert said == json.loads((folder / "inspection.json").read_text())
    assert said["unit"] == "b8.conv1/3"
    assert len(said["values"]) == 40
    assert said["top"][0]["value"] == max(said["values"]) == said["values"][said["top"][0]["seed"]]
    rows = list(csv.reader((folder / "values.csv").read_text().splitlines()))
    assert [float(value) for _, value in rows[1:]] == said["values"]
    wide, high = Image.open(folder / "effect.png").size
    assert wide > 6 * high, "seven pictures beside one another"
    assert Image.open(folder / "top.png").size[0] > 0


def test_a_unit_that_is_not_there_is_refused_in_a_sentence(unlit, file):
    code, _, err = unlit("inspect", file, "--unit", "b8.conv1/999")
    assert code == 1
    assert "there is no unit 999" in err


def test_a_way_begins_and_ends_at_its_seeds(unlit, file, tmp_path):
    way, ends = tmp_path / "way.npy", tmp_path / "ends.npy"
    parts = ("--at", 0, "--at", 0.5, "--at", 1)
    assert unlit("render", file, "--seed", 3, "--toward", 7, *parts, "--out", way)[0] == 0
    assert unlit("render", file, "--seed", 3, "--seed", 7, "--out", ends)[0] == 0
    three, two = np.load(way), np.load(ends)
    assert three.shape[0] == 3
    np.testing.assert_allclose(three[[0, 2]], two, atol=1e-4)
    assert np.abs(three[1] - two[0]).max() > 1e-3


@pytest.mark.parametrize(
    "options",
    [("--toward", 7), ("--at", 0.5), ("--seed", 1, "--toward", 7), ("--toward", 7, "--at", 0.5)],
)
def test_half_a_way_is_refused(unlit, tmp_path, options):
    code, _, err = unlit("render", LAMP_ROOM, *options, "--out", tmp_path / "x.png")
    assert code == 1
    assert err.startswith("unlit: Give ")
