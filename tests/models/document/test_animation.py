"""Animations as files: every frame in its order, one palette, nothing half written."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

from models.document.animation import Frames, animation_steps, check_animation_name
from models.document.errors import UnlitError
from tests.support.sentences import assert_good_sentence


def room(light: float, height=32, width=48) -> np.ndarray:
    """A smooth picture that becomes brighter at its left."""
    y, x = np.mgrid[:height, :width]
    picture = np.stack([80 + x, 60 + y, 90 + 0 * x], 2) + light * (x < width // 3)[..., None] * 80
    return picture.clip(0, 255).astype(np.uint8)


def frames_of(count=4, **size) -> Frames:
    frames = Frames()
    for i in range(count):
        frames.add(room(i / (count - 1), **size))
    return frames


def test_frames_are_kept_without_loss():
    assert np.array_equal(np.asarray(frames_of().image(2)), room(2 / 3))


def test_a_gif_has_every_frame_in_its_order_and_goes_round(tmp_path):
    path, order = tmp_path / "a.gif", (0, 1, 2, 3, 2, 1)
    assert len(list(animation_steps(frames_of(), order, path, 25))) == 4
    with Image.open(path) as gif:
        assert (gif.n_frames, gif.info["loop"], gif.info["duration"]) == (6, 0, 40)
        for place, number in enumerate(order):
            gif.seek(place)
            shown = np.asarray(gif.convert("RGB")).astype(int)
            assert np.abs(shown - room(number / 3)).mean() < 4


def test_still_places_do_not_flicker(tmp_path):
    """The right half is the same in all frames, and so is what is shown of it: they share a palette."""
    path = tmp_path / "a.gif"
    list(animation_steps(frames_of(), (0, 3), path, 25))
    with Image.open(path) as gif:
        first = np.asarray(gif.convert("RGB")).astype(int)
        gif.seek(1)
        second = np.asarray(gif.convert("RGB")).astype(int)
    assert np.abs(first[:, 32:] - second[:, 32:]).mean() < 4


@pytest.mark.parametrize("size", [{}, {"height": 33, "width": 47}])
def test_an_mp4_has_every_frame_in_its_order(tmp_path, size):
    path = tmp_path / "a.MP4"
    assert len(list(animation_steps(frames_of(**size), (0, 1, 2, 3, 2, 1), path, 25))) == 4
    video = cv2.VideoCapture(str(path))
    assert video.get(cv2.CAP_PROP_FRAME_COUNT) == 6
    left = [video.read()[1][:, :12].mean() for _ in range(6)]
    assert left[0] < left[1] < left[2] < left[3]
    assert left[3] > left[4] > left[5]


def test_without_an_encoder_a_sentence_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("models.document.animation._CODEC", "none")
    with pytest.raises(UnlitError, match="no encoder") as info:
        list(animation_steps(frames_of(), (0, 1), tmp_path / "a.mp4", 25))
    assert_good_sentence(info.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".gif", ".mp4"])
def test_what_is_stopped_leaves_nothing_and_the_old_file_stays(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"old")
    steps = animation_steps(frames_of(), (0, 1, 2, 3), path, 25)
    next(steps)
    steps.close()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a", "a.avi", "a.gif.png"])
def test_other_endings_are_refused(tmp_path, name):
    with pytest.raises(UnlitError, match="should end in") as info:
        check_animation_name(tmp_path / name)
    assert_good_sentence(info.value)
