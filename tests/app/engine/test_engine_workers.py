"""Who searches: the engine itself, or the workers of a Ray cluster."""

from __future__ import annotations

from dataclasses import replace

import engine_stand_in as stand_in
import pytest
from engine_stand_in import rank_request

from app.engine.inline import InlineEngine
from app.engine.protocol.to_engine import Open, Rank
from app.engine.protocol.to_studio import Ranked


@pytest.mark.parametrize(("workers", "sources"), [("local", []), ("ray", ["lamps"])])
def test_rays_workers_are_told_where_the_generator_was_opened_from(monkeypatch, workers, sources):
    monkeypatch.setattr(stand_in, "PAUSE", 0)
    told = []

    def rank_on_ray(source, generator, request, cached):
        told.append(source)
        yield from stand_in.rank(generator, request, cached)

    engine = InlineEngine(replace(stand_in.stand_ins(), rank_on_ray=rank_on_ray))
    list(engine.run(Open(1, 1, "lamps")))
    *_, last = engine.run(Rank(1, 2, rank_request(), thumbnails=0, workers=workers))
    assert isinstance(last, Ranked)
    assert last.ranking.complete
    assert told == sources
