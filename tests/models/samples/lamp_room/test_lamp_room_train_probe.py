"""The probe's trainer, for some steps."""

from __future__ import annotations

import argparse

import msgspec
import pytest
import torch

from models.samples.lamp_room.probe import CARD, WEIGHTS, Card, probe_from, read
from models.samples.lamp_room.reading import Reading
from models.samples.lamp_room.train_probe import Trainer, finish, loss
from models.samples.lamp_room.training.state import STATE_FILE


def make_trainer(out, seed=1):
    args = argparse.Namespace(seed=seed, batch=8, lr=1e-3, pool=16, reuse=4.0, simple=1.0, res=64, tests=16, out=out)
    return Trainer(args)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    trainer = make_trainer(tmp_path_factory.mktemp("probe"))
    trainer.pool.fill()
    losses = [float(trainer.step(0.1)) for _ in range(6)]
    return trainer, losses


def test_it_learns(trained):
    trainer, losses = trained
    assert trainer.images == 48
    assert losses[-1] < losses[0]


def test_a_resumed_training_goes_on_as_if_it_never_stopped(trained, tmp_path):
    trainer, _ = trained
    trainer.save()
    other = make_trainer(trainer.args.out, seed=1)
    other.resume(trainer.args.out)
    wanted, found = trainer.step(0.2), other.step(0.2)
    assert torch.equal(wanted, found)
    for a, b in zip(trainer.average.module.parameters(), other.average.module.parameters(), strict=True):
        assert torch.equal(a, b)


def test_what_is_saved_can_be_read_with(trained):
    trainer, _ = trained
    trainer.save()
    probe = probe_from(trainer.args.out / WEIGHTS)
    reading = read(torch.rand(2, 3, 64, 64), probe)
    assert reading.intensity.shape == (2, 3)
    assert (trainer.args.out / STATE_FILE).exists()


def test_the_card_says_how_far_it_errs(trained):
    trainer, _ = trained
    finish(trainer)
    card = msgspec.json.decode((trainer.args.out / CARD).read_bytes(), type=Card)
    assert set(card.errors) >= {"simple", "varied"}
    assert 0 <= card.errors["simple"]["window, right"] <= 1
    assert card.spreads["simple"]["lamps"] > 0
    assert card.crosstalk["varied"]["wall red"] >= 0
    assert (trainer.args.out / "probe.png").exists()


def test_a_perfect_reading_has_the_least_loss(trained):
    trainer, _ = trained
    _, shade, *facts = trainer.pool.batch(8)
    true = Reading(shade.float() / 255, *facts)
    sure = {name: (getattr(true, name) - 0.5) * 20 for name in ("shade", "present", "lit", "window", "sofa", "time")}
    perfect = true._replace(**sure)
    assert loss(perfect, true) < 0.5
    assert loss(perfect._replace(intensity=perfect.intensity + 0.5), true) > loss(perfect, true) + 0.5
