"""When long work is told of, and how much longer it takes."""

from __future__ import annotations

import pytest

from app.engine import pace
from app.engine.pace import Telling


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(pace, "perf_counter", lambda: now[0])
    return now


def test_it_is_told_at_once_and_then_every_tenth_of_a_second(clock):
    telling, told = Telling(), []
    for step in range(10):
        clock[0] = 100 + 0.04 * step
        told.append(telling.due(step, 10))
    assert told == [True, False, False, True, False, False, True, False, False, True]


def test_what_is_left_follows_the_pace_since_something_was_done(clock):
    telling = Telling()
    clock[0] = 150.0
    assert telling.due(0, 10)
    assert telling.left is None
    clock[0] = 152.0
    assert telling.due(4, 10)
    assert telling.left == pytest.approx(3.0)
