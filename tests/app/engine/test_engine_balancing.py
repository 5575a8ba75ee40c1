"""Balancing a word as answers."""

from __future__ import annotations

import engine_stand_in as stand_in
import pytest
from engine_stand_in import BASE

from app.engine.frames import in_message
from app.engine.handler import Handler
from app.engine.protocol.packing import pack, unpack_to_engine, unpack_to_studio
from app.engine.protocol.to_engine import BalanceWord, Open
from app.engine.protocol.to_studio import BalanceProgress, Cancelled, WordBalanced
from models.document.recipe import Recipe
from models.document.report import BalanceRequest, Balancing

MESSAGE = BalanceWord(1, 7, BalanceRequest(Recipe(BASE), "edit-1", Balancing(pictures=8)))


@pytest.fixture
def handler(monkeypatch):
    monkeypatch.setattr(stand_in, "PAUSE", 0)
    monkeypatch.setattr("app.engine.pace.INTERVAL", 0)
    handler = Handler(stand_in.stand_ins(), in_message)
    list(handler.answers(Open(1, 1, "lamps")))
    return handler


def test_it_tells_what_it_counts_and_ends_with_what_was_found(handler):
    *progress, last = [answer for answer in handler.answers(MESSAGE) if answer is not None]
    assert all(isinstance(each, BalanceProgress) for each in progress)
    assert [(each.done, each.total, each.counts) for each in progress[:2]] == [(1, 8, (0, 1)), (2, 8, (1, 1))]
    assert progress[1].seconds_left is not None
    assert isinstance(last, WordBalanced)
    assert last.found.counts == (6, 2)


def test_one_that_is_stopped_finds_nothing(handler):
    looks = iter([False, True])
    *_, last = handler.answers(MESSAGE, lambda: next(looks))
    assert last == Cancelled(1, 7)


def test_its_messages_travel(handler):
    assert unpack_to_engine(pack(MESSAGE)) == MESSAGE
    for answer in handler.answers(MESSAGE):
        if answer is not None:
            assert unpack_to_studio(pack(answer)) == answer
