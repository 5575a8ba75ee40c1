"""`unlit sweep` and `unlit sheet`."""

from __future__ import annotations

import cv2
import pytest
from PIL import Image

from models.document.pictures import read_recipe_from_png
from models.samples.catalogue import LAMP_ROOM
from tests.support.lamp_units import lamp_units


@pytest.fixture
def recipe(unlit, tmp_path):
    path = tmp_path / "r.json"
    lamp = ("--unit", str(lamp_units()[0]), "--gain", 0, "--name", "Lamp")
    assert unlit("edit", LAMP_ROOM, *lamp, "--out", path)[0] == 0
    return path


def test_a_sweep_as_gif_and_as_mp4(unlit, recipe, tmp_path):
    gif, mp4 = tmp_path / "a.gif", tmp_path / "a.mp4"
    sweep = ("sweep", LAMP_ROOM, "--recipe", recipe, "--seed", 3, "--psi", 0.7, "--from", 0, "--to", 1)
    code, out, err = unlit(*sweep, "--edit", "Lamp", "--seconds", 0.2, "--out", gif)
    assert (code, out) == (0, "")
    assert "Wrote" in err
    with Image.open(gif) as opened:
        assert opened.n_frames == 5
    assert unlit(*sweep, "--seed", 4, "--seconds", 0.2, "--back", "--out", mp4)[0] == 0
    video = cv2.VideoCapture(str(mp4))
    assert video.get(cv2.CAP_PROP_FRAME_COUNT) == 4


def test_a_sheet_carries_its_recipe(unlit, recipe, tmp_path):
    path = tmp_path / "s.png"
    assert unlit("sheet", LAMP_ROOM, "--recipe", recipe, "--seed", 1, "--seed", 2, "--out", path)[0] == 0
    assert read_recipe_from_png(path).edits[0].name == "Lamp"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("sweep", "--out", "a.avi"), "should end in .gif or .mp4"),
        (("sheet", "--out", "a.jpg"), "should end in .png"),
        (("sweep", "--edit", "Window", "--out", "a.gif"), "“Lamp”"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(unlit, recipe, tmp_path, arguments, says):
    command, *options, name = arguments
    code, _, err = unlit(command, LAMP_ROOM, "--recipe", recipe, *options, tmp_path / name)
    assert code == 1
    assert says in err
    assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / name).exists()
