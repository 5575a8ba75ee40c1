"""What a search says while it goes on, at a made-up clock; and the engine without a process."""

from __future__ import annotations

from dataclasses import replace

import engine_stand_in as stand_in
import numpy as np
import pytest
from engine_stand_in import rank_request, scene_request

from app.engine.frames import in_message
from app.engine.handler import Handler
from app.engine.inline import InlineEngine
from app.engine.protocol.to_engine import Open, Rank, Render
from app.engine.protocol.to_studio import Failed, Opened, Ranked, RankProgress, Rendered, Thumbnail
from models.document.ranking import RankedUnit
from models.document.units import UnitId

BATCH_SECONDS = 0.05
BATCHES = stand_in.UNITS // stand_in.BATCH


class Clock:
    def __init__(self):
        self.now = 0.0
        self.thumbnail_seconds = 0.01

    def __call__(self):
        return self.now

    def models(self):
        """Stand-ins whose work takes this clock's time."""

        def rank(generator, request, cached):
            for progress in stand_in.rank(generator, request):
                self.now += BATCH_SECONDS
                yield progress

        def ablated_picture(generator, scene, unit):
            self.now += self.thumbnail_seconds
            return stand_in.picture(unit.index)

        return replace(stand_in.stand_ins(), rank=rank, ablated_picture=ablated_picture)


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(stand_in, "PAUSE", 0)
    clock = Clock()
    monkeypatch.setattr("app.engine.searching.perf_counter", clock)
    return clock


def searched(clock, thumbnails=24):
    engine = InlineEngine(clock.models())
    list(engine.run(Open(1, 100, "lamps")))
    return list(engine.run(Rank(1, 7, rank_request(), thumbnails)))


def of(kind, messages):
    return [message for message in messages if isinstance(message, kind)]


def test_progress_comes_at_most_ten_times_a_second(clock):
    messages = searched(clock, thumbnails=0)
    progress = of(RankProgress, messages)
    assert 10 * clock.now * 0.6 <= len(progress) <= 10 * clock.now + 2
    assert progress[0].done == stand_in.BATCH, "the first says at once that it works"
    assert (progress[-1].done, progress[-1].total, progress[-1].seconds_left) == (stand_in.UNITS, stand_in.UNITS, 0)
    assert max(len(p.ranking.units) for p in progress) == 64


def test_the_time_left_comes_from_the_pace(clock):
    for progress in of(RankProgress, searched(clock, thumbnails=0)):
        batches_left = BATCHES - progress.done // stand_in.BATCH
        assert progress.seconds_left == pytest.approx(batches_left * BATCH_SECONDS)


def test_while_all_units_are_estimated_no_time_is_told(clock):
    """And what the estimates took does not count for the pace of what follows."""
    models = clock.models()

    def rank(generator, request, cached):
        progress = stand_in.StandInProgress(request)
        progress.units = [RankedUnit(UnitId("b8.conv1", i), 1, 0.1, 0.1, 0.5, 1.0, exact=False) for i in range(4)]
        for _ in range(2):
            clock.now += 100.0
            yield progress
        yield from models.rank(generator, request, cached)

    engine = InlineEngine(replace(models, rank=rank))
    list(engine.run(Open(1, 100, "lamps")))
    progress = of(RankProgress, list(engine.run(Rank(1, 7, rank_request(), 0))))
    assert [(p.done, p.seconds_left) for p in progress[:2]] == [(0, None), (0, None)]
    assert len(progress[0].ranking.units) == 4
    batches_left = BATCHES - progress[2].done // stand_in.BATCH
    assert progress[2].seconds_left == pytest.approx(batches_left * BATCH_SECONDS)


def test_a_large_ranking_is_only_asked_for_its_strongest_while_it_goes_on(clock, monkeypatch):
    limits = []
    whole = stand_in.StandInProgress.ranking
    monkeypatch.setattr(stand_in.StandInProgress, "ranking", lambda self, n=None: limits.append(n) or whole(self, n))
    searched(clock)
    assert limits.count(None) == 1, "once, at the end"
    assert set(limits) == {64, None}


@pytest.mark.parametrize("cached", [True, False])
def test_whether_searches_are_kept_is_passed_on(clock, cached):
    asked = []
    models = clock.models()

    def rank(generator, request, cached):
        asked.append(cached)
        return models.rank(generator, request, cached)

    engine = InlineEngine(replace(models, rank=rank))
    list(engine.run(Open(1, 100, "lamps")))
    list(engine.run(Rank(1, 7, rank_request(), 0, cached)))
    assert asked == [cached]


@pytest.mark.parametrize("seconds", [0.001, 0.01, 0.1])
def test_thumbnails_take_no_more_than_their_share(clock, seconds):
    clock.thumbnail_seconds = seconds
    messages = searched(clock, thumbnails=200)
    last = next(i for i, m in enumerate(messages) if isinstance(m, RankProgress) and m.done == m.total)
    during = len(of(Thumbnail, messages[:last]))
    assert during > 0
    assert during * seconds <= 0.2 * BATCHES * BATCH_SECONDS + seconds


def test_every_one_of_the_strongest_has_a_thumbnail_before_the_end(clock):
    clock.thumbnail_seconds = 10.0
    messages = searched(clock)
    ranking = messages[-1].ranking
    units = [message.unit for message in of(Thumbnail, messages)]
    assert len(units) == len(set(units)), "none twice"
    assert set(units) >= {ranked.unit for ranked in ranking.units[:24]}
    assert ranking.complete
    assert len(ranking.units) == stand_in.UNITS


def test_stopping_answers_with_what_was_reached_and_closes_the_search(clock):
    closed = []
    models = clock.models()

    def rank(generator, request, cached):
        try:
            yield from models.rank(generator, request, cached)
        finally:
            closed.append(True)

    handler = Handler(replace(models, rank=rank), in_message)
    list(handler.answers(Open(1, 100, "lamps")))
    looks = iter([False, False, True])
    answers = list(handler.answers(Rank(1, 7, rank_request()), lambda: next(looks, True)))
    assert isinstance(ranked := answers[-1], Ranked)
    assert not ranked.ranking.complete
    assert len(ranked.ranking.units) == 3 * stand_in.BATCH
    assert closed


def test_the_inline_engine_answers_as_the_worker_does(clock):
    engine = InlineEngine(stand_in.stand_ins())
    assert [type(answer) for answer in engine.run(Open(1, 1, "missing"))] == [Failed]
    assert [type(answer) for answer in engine.run(Open(1, 2, "lamps"))] == [Opened]
    (rendered,) = engine.run(Render(1, "canvas", 0, scene_request(9)))
    assert isinstance(rendered, Rendered)
    np.testing.assert_array_equal(engine.picture(rendered.frame), stand_in.picture(9))


def test_a_search_that_is_not_followed_to_its_end_stops(clock):
    engine = InlineEngine(clock.models())
    list(engine.run(Open(1, 100, "lamps")))
    answers = engine.run(Rank(1, 7, rank_request()))
    assert isinstance(next(answers), RankProgress)
    now = clock.now
    del answers
    assert clock.now == now
