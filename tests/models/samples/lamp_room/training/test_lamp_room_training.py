"""What the trainers share: the stream of rooms, averaged weights, the clock, sheets and saved states."""

from __future__ import annotations

import os
import signal

import pytest
import torch
from torch import nn

from models.samples.lamp_room.training.average import Average
from models.samples.lamp_room.training.clock import Clock
from models.samples.lamp_room.training.pool import Pool, rooms_of_chunk
from models.samples.lamp_room.training.sheets import save_sheet, sheet_of
from models.samples.lamp_room.training.state import Parts, load_state, save_state


def numbered(number: int) -> list[torch.Tensor]:
    """A chunk of four entries, each of them its place in the stream."""
    return [torch.arange(4) + 4 * number]


def test_a_pool_keeps_the_newest_and_sees_each_about_as_often_as_asked():
    pool = Pool(numbered, size=16, reuse=2.0, seed=0, chunk=4)
    pool.fill()
    seen = torch.cat([pool.batch(8)[0] for _ in range(100)])
    assert seen.min() < 16
    assert pool.drawn == 4 + 100
    assert set(pool.columns[0].tolist()) == set(range(400, 416))
    assert seen.bincount().float()[:400].mean() == pytest.approx(2, abs=0.1)


def test_a_restored_pool_goes_on_with_the_same_batches():
    pool, other = (Pool(numbered, size=16, reuse=3.0, seed=5, chunk=4) for _ in range(2))
    pool.fill()
    for _ in range(7):
        pool.batch(5)
    other.restore(pool.state())
    assert torch.equal(pool.columns[0], other.columns[0])
    assert all(torch.equal(pool.batch(5)[0], other.batch(5)[0]) for _ in range(9))


def test_chunks_are_rooms_by_seed_and_number():
    once, again, next_one, other_seed = (
        rooms_of_chunk(seed, number, 4, 1.0).wall for seed, number in ((1, 2), (1, 2), (1, 3), (2, 2))
    )
    assert torch.equal(once, again)
    assert not torch.equal(once, next_one)
    assert not torch.equal(once, other_seed)


def test_an_average_follows_slowly():
    module = nn.Linear(2, 2)
    average = Average(module, half_life=10)
    average.seen = 1000
    before = average.module.weight.clone()
    with torch.no_grad():
        module.weight += 1
    average.update(module, 10)
    assert torch.allclose(average.module.weight - before, torch.full((2, 2), 0.5))
    assert not average.module.weight.requires_grad


def test_a_saved_state_brings_back_weights_moments_and_chance(tmp_path):
    def made() -> Parts:
        module = nn.Linear(3, 3)
        return Parts({"a": module}, {"o": torch.optim.Adam(module.parameters(), lr=0.1)})

    def step(parts: Parts) -> torch.Tensor:
        value = parts.modules["a"](torch.randn(4, 3)).square().mean()
        value.backward()
        parts.optimizers["o"].step()
        parts.optimizers["o"].zero_grad()
        return value.detach()

    parts, other = made(), made()
    step(parts)
    save_state(tmp_path / "state.safetensors", parts, {"more": torch.ones(2)}, {"images": 7})
    wanted = [step(parts) for _ in range(3)]
    tensors, numbers = load_state(tmp_path / "state.safetensors", other)
    assert torch.equal(torch.stack(wanted), torch.stack([step(other) for _ in range(3)]))
    assert numbers == {"images": 7}
    assert tensors["more"].eq(1).all()


def test_an_interrupt_ends_after_the_step_and_a_second_at_once(capsys):
    clock = Clock(10)
    with clock.interruptible():
        assert clock.running
        os.kill(os.getpid(), signal.SIGINT)
        assert not clock.running
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert "ending" in capsys.readouterr().out
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_clock_ends_and_says_where_it_stands(capsys, monkeypatch):
    now = [0.0]
    monkeypatch.setattr("models.samples.lamp_room.training.clock.time.perf_counter", lambda: now[0])
    clock = Clock(minutes=2)
    assert not clock.due("sheet", 30)
    now[0] = 60.0
    assert clock.due("sheet", 30)
    assert not clock.due("sheet", 30)
    clock.say(600, loss=0.5)
    assert "600 pictures    10.0/s  left   1.00 min  loss 0.5" in capsys.readouterr().out
    assert clock.running
    now[0] = 121.0
    assert not clock.running


def test_a_sheet_has_its_pictures_row_by_row(tmp_path):
    pictures = torch.stack([torch.full((3, 2, 2), value) for value in (0.0, 0.5, 1.0)])
    sheet = sheet_of(pictures, columns=2)
    assert sheet.size == (4, 4)
    assert [sheet.getpixel(at) for at in ((0, 0), (2, 0), (0, 2), (2, 2))] == [(v,) * 3 for v in (0, 128, 255, 0)]
    save_sheet(pictures, tmp_path / "sheet.png", columns=2)
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.png"]
