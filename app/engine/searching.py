"""A search as answers: progress, pictures of the strongest units as they emerge, and the ranking at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from time import perf_counter
from typing import Any

import numpy as np

from app.engine.given import Models, Progress
from app.engine.pace import Pace
from app.engine.protocol.message import Frame
from app.engine.protocol.to_engine import Rank
from app.engine.protocol.to_studio import Ranked, RankProgress, Thumbnail, ToStudio
from app.engine.watching import LeftError
from models.document.ranking import Ranking
from models.document.units import UnitId

STRONGEST = 64
INTERVAL = 0.1
THUMBNAIL_SHARE = 0.2

Store = Callable[[np.ndarray], Frame]


def search(
    message: Rank, generator: Any, models: Models, store: Store, stopping: Callable[[], bool]
) -> Iterator[ToStudio | None]:
    """RankProgress..., Thumbnail..., Ranked; None after each batch and each thumbnail.

    When `stopping`, or when the work is left within a batch, at once Ranked with what was reached. Raises LeftError
    when that is nothing.
    """
    thumbnails = _Thumbnails(message, generator, models, store)
    pace, start = Pace(perf_counter()), perf_counter()
    said = float("-inf")
    progress = None
    try:
        # Closed before the last answer: what was found is then kept for the next search.
        with closing(models.rank(generator, message.request, message.cached)) as going:
            for progress in going:
                elapsed = perf_counter() - start
                if elapsed - said >= INTERVAL or progress.complete:
                    said = elapsed
                    ranking = progress.ranking(STRONGEST)
                    yield _progress(message, progress, ranking, pace)
                    yield from thumbnails.affordable(ranking, elapsed)
                yield None
                if stopping():
                    break
        if progress is not None and progress.complete:
            yield from thumbnails.missing(progress.ranking(STRONGEST), stopping)
    except LeftError:
        if progress is None:
            raise
    assert progress is not None, "every generator has units"
    yield Ranked(message.epoch, message.job, progress.ranking())


def _progress(message: Rank, progress: Progress, ranking: Ranking, pace: Pace) -> RankProgress:
    left = pace.seconds_left(progress.done, progress.total, perf_counter())
    return RankProgress(message.epoch, message.job, progress.done, progress.total, left, ranking, progress.known)


class _Thumbnails:
    """Pictures of the first painted scene with one unit off, each made once."""

    def __init__(self, message: Rank, generator: Any, models: Models, store: Store) -> None:
        self._message = message
        self._generator = generator
        self._models = models
        self._store = store
        self._made: set[UnitId] = set()
        self._spent = 0.0

    def affordable(self, ranking: Ranking, elapsed: float) -> Iterator[ToStudio]:
        """For the strongest units that have none, while they take no more than their share of the search's time."""
        for unit in self._lacking(ranking):
            if self._spent > THUMBNAIL_SHARE * (elapsed - self._spent):
                return
            yield self._make(unit)

    def missing(self, ranking: Ranking, stopping: Callable[[], bool]) -> Iterator[ToStudio | None]:
        """For all of the strongest units that have none."""
        for unit in self._lacking(ranking):
            if stopping():
                return
            yield self._make(unit)
            yield None

    def _lacking(self, ranking: Ranking) -> list[UnitId]:
        strongest = [ranked.unit for ranked in ranking.units[: self._message.thumbnails]]
        return [unit for unit in strongest if unit not in self._made]

    def _make(self, unit: UnitId) -> Thumbnail:
        start = perf_counter()
        scene = self._message.request.evidence[0].scene
        frame = self._store(self._models.ablated_picture(self._generator, scene, unit))
        self._made.add(unit)
        self._spent += perf_counter() - start
        return Thumbnail(self._message.epoch, self._message.job, unit, frame)
