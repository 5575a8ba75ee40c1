"""The GAN's trainer, from the command line's words to a file that opens."""

from __future__ import annotations

import pytest
import torch
from safetensors.torch import load_file

from models.document.scene import Scene
from models.samples.lamp_room import train_gan
from models.samples.lamp_room.training.state import STATE_FILE, numbers_in
from models.samples.opening import open_generator
from tests.support.clocks import Steps
from tests.support.generators import CPU

WORDS = ["--res", "16", "--channel-base", "64", "--channel-max", "8", "--w-dim", "8", "--batch", "4", "--pool", "8"]
WORDS += ["--simple", "1", "--chunk", "8"]


@pytest.fixture
def train(monkeypatch):
    def run(steps: int, *words: str) -> None:
        monkeypatch.setattr(train_gan, "Clock", lambda minutes: Steps(steps))
        train_gan.train(train_gan.parse_arguments([*WORDS, *words]))

    return run


def test_a_training_leaves_a_generator_that_opens(train, tmp_path):
    train(2, "--out", str(tmp_path))
    generator = open_generator(str(tmp_path / "generator.safetensors"), CPU)
    assert generator.raw([Scene(1)]).shape == (1, 3, 16, 16)
    assert generator.info.license == "CC0-1.0"
    assert "8 seen" in generator.info.description
    names = {path.name for path in (tmp_path / "snapshots").iterdir()}
    assert names == {"generator_00000k.safetensors", "sheet_00000k.png"}
    assert (tmp_path / "sheet.png").exists()


def test_a_resumed_training_ends_with_the_same_bits(train, tmp_path):
    once, twice = tmp_path / "once", tmp_path / "twice"
    train(5, "--out", str(once))
    train(3, "--out", str(twice))
    train(2, "--out", str(twice), "--resume", str(twice))
    assert numbers_in(twice / STATE_FILE) == numbers_in(once / STATE_FILE)
    for name in ("generator.safetensors", STATE_FILE):
        wanted, found = load_file(once / name), load_file(twice / name)
        assert set(wanted) == set(found)
        assert all(torch.equal(wanted[key], found[key]) for key in wanted), name


def test_the_architecture_of_a_resumed_training_is_kept(train, tmp_path):
    train(1, "--out", str(tmp_path))
    train(1, "--out", str(tmp_path), "--resume", str(tmp_path), "--channel-max", "4")
    assert open_generator(str(tmp_path / "generator.safetensors"), CPU).config.channels == (8, 8, 4)


def test_samples_are_pictures(train, tmp_path):
    args = train_gan.parse_arguments([*WORDS, "--out", str(tmp_path)])
    adversaries = train_gan.Adversaries(train_gan.config_of(args), train_gan.Settings(batch=4), CPU)
    pictures = train_gan.samples(adversaries, 3)
    assert pictures.shape == (3, 3, 16, 16)
    assert pictures.min() >= 0
    assert pictures.max() <= 1
    assert torch.equal(pictures, train_gan.samples(adversaries, 3))
