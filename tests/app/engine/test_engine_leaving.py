"""Every job can be left within a step, and says what it has; between its steps others are not disturbed."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import count

import engine_stand_in as stand_in
import pytest
from engine_stand_in import BASE, SLOW, rank_request, scene_request
from test_engine_worker import Talk

from app.engine.frames import in_message
from app.engine.handler import Handler
from app.engine.protocol.to_engine import Cancel, Export, Grow, LookAtWords, Open, Rank, Render, SaveRaw, Transfer
from app.engine.protocol.to_studio import (
    Cancelled,
    Grown,
    GrowProgress,
    Ranked,
    RankProgress,
    Rendered,
    TransferProgress,
    Transferred,
    WordMaps,
)
from models.document.group import GroupRequest
from models.document.recipe import Recipe
from models.document.scene import Scene
from models.document.units import UnitId

PAINTED = rank_request(SLOW).evidence
QUICK = rank_request(2).evidence
UNITS = tuple(UnitId("b8.conv1", index) for index in range(4))


@pytest.fixture
def handler():
    handler = Handler(stand_in.stand_ins(), in_message)
    list(handler.answers(Open(1, 100, "lamps")))
    return handler


def left_after(handler, message, looks):
    """The answers when the work is to stop after so many looks."""
    asked = count()
    start = time.perf_counter()
    answers = [answer for answer in handler.answers(message, lambda: next(asked) > looks) if answer is not None]
    assert time.perf_counter() - start < 20, "a slow step takes a minute"
    return answers


def test_a_search_that_is_left_within_a_batch_gives_what_it_has(handler):
    *_, answer = left_after(handler, Rank(1, 7, rank_request(SLOW), thumbnails=0), 10)
    assert isinstance(answer, Ranked)
    assert (len(answer.ranking.units), answer.ranking.complete) == (stand_in.BATCH, False)


def test_a_search_that_is_left_while_it_draws_gives_what_it_has(handler):
    *_, answer = left_after(handler, Rank(1, 7, rank_request(SLOW), thumbnails=4), 10)
    assert isinstance(answer, Ranked)
    assert answer.ranking.units


def test_a_search_that_has_nothing_yet_is_cancelled():
    def rank(generator, request, cached):
        stand_in.compute(generator, request.evidence[0].scene)
        yield from stand_in.rank(generator, request)

    handler = Handler(replace(stand_in.stand_ins(), rank=rank), in_message)
    list(handler.answers(Open(1, 100, "lamps")))
    assert left_after(handler, Rank(1, 7, rank_request(SLOW)), 10) == [Cancelled(1, 7)]


def test_a_group_that_is_left_within_a_step_is_what_it_was(handler):
    *_, answer = left_after(handler, Grow(1, 7, GroupRequest(PAINTED, UNITS)), 10)
    assert isinstance(answer, Grown)
    assert ([step.unit for step in answer.steps], answer.directions, answer.complete) == ([UNITS[0]], None, False)


def test_a_transfer_that_is_left_within_a_scene_has_the_finds(handler):
    scenes = (Scene(4), Scene(SLOW))
    *_, answer = left_after(handler, Transfer(1, 7, QUICK, scenes, 5), 20)
    assert isinstance(answer, Transferred)
    assert [each.scene for each in answer.painted] == [Scene(4)]
    assert not answer.complete
    *_, answer = left_after(handler, Transfer(1, 7, PAINTED, scenes, 5), 20)
    assert answer == Transferred(1, 7, (), (), complete=False)


def test_an_export_that_is_left_within_a_picture_writes_nothing(handler, tmp_path):
    path = tmp_path / "edited.safetensors"
    assert left_after(handler, Export(1, 7, Recipe(BASE), str(path), (Scene(SLOW),)), 10) == [Cancelled(1, 7)]
    raw = SaveRaw(1, 8, (Scene(SLOW),), Recipe(BASE), str(tmp_path / "raw.npy"))
    assert left_after(handler, raw, 10) == [Cancelled(1, 8)]
    assert list(tmp_path.iterdir()) == []


def test_words_that_are_left_are_cancelled(handler):
    assert left_after(handler, LookAtWords(1, 6, Scene(SLOW)), 10) == [Cancelled(1, 6)]
    assert isinstance(left_after(handler, LookAtWords(1, 6, Scene(1)), 10)[0], WordMaps)


def test_a_picture_between_two_steps_is_not_left_with_the_job(handler):
    """The job is to stop while the picture is made: that is the job's affair."""
    stopping = []
    search = handler.answers(Rank(1, 7, rank_request(2), thumbnails=0), lambda: bool(stopping))
    assert any(answer is None for answer in search)
    stopping.append(True)
    generator = handler._generator
    generator.look_up()
    assert isinstance(next(handler.answers(Render(1, "canvas", 1, scene_request(2)))), Rendered)
    *_, answer = search
    assert isinstance(answer, Ranked)


@pytest.mark.parametrize(
    ("job", "begun", "ended"),
    [
        (Rank(1, 7, rank_request(SLOW), thumbnails=0), RankProgress, Ranked),
        (Grow(1, 7, GroupRequest(PAINTED, UNITS)), GrowProgress, Grown),
        (Transfer(1, 7, QUICK, (Scene(SLOW),), 5), TransferProgress, Transferred),
    ],
    ids=lambda job: type(job).__name__,
)
def test_cancel_is_answered_within_a_long_step(job, begun, ended):
    """In a process of its own, over a connection."""
    talk = Talk()
    try:
        talk.opened()
        talk.send(job)
        talk.hear(begun)
        time.sleep(0.3)
        start = time.perf_counter()
        talk.send(Cancel(7))
        talk.hear(ended)
        assert time.perf_counter() - start < 10, "a slow step takes a minute"
    finally:
        talk.process.close()
