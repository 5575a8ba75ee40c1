"""Rankings kept on the disk by what was asked: found again at once, and gone on with after a crash or Cancel."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from models.document.atomic import writing
from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.ranking import Ranking, RankRequest
from models.generators.generator import Generator
from models.search.folders import forget_oldest
from models.search.measuring import Here, Measurer
from models.search.ranking import Progress, rank
from models.version import VERSION

KEEP_EVERY = 5.0  # seconds between writing down what a running search has
LARGEST = 256 * 2**20  # bytes of all rankings together; the oldest go first


@dataclass(frozen=True)
class Found:
    """A finished search that was kept: the same to a caller as Progress."""

    kept: Ranking

    @property
    def done(self) -> int:
        """Units that are exact."""
        return self.kept.exact

    @property
    def known(self) -> int:
        """None: it was not stopped."""
        return 0

    @property
    def total(self) -> int:
        """The same."""
        return self.kept.exact

    @property
    def complete(self) -> bool:
        """Always."""
        return True

    def ranking(self, limit: int | None = None) -> Ranking:
        """The kept ranking, or its strongest units."""
        return replace(self.kept, units=self.kept.units[:limit])


class RankingCache:
    """One file a request in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def rank(self, generator: Generator, request: RankRequest, measurer: Measurer = Here) -> Iterator[Progress | Found]:
        """As models.search.ranking.rank; at once when the same was searched before, from where it stopped otherwise."""
        path = self._path(generator, request)
        kept = _read(path)
        if kept is not None and kept.complete:
            yield Found(replace(kept, request=request))
            return
        written, progress = time.monotonic(), None
        try:
            for progress in rank(generator, request, kept.units if kept else (), measurer):
                if time.monotonic() - written > KEEP_EVERY and not progress.complete:
                    self._keep(path, progress.ranking(), kept)
                    written = time.monotonic()
                yield progress
        finally:
            if progress is not None and progress.done:
                self._keep(path, progress.ranking(), kept)

    def _path(self, generator: Generator, request: RankRequest) -> Path:
        return self._folder / f"{request.digest(generator.info.fingerprint, VERSION)}.ranking"

    def _keep(self, path: Path, ranking: Ranking, before: Ranking | None) -> None:
        """A cache that cannot be written is no error: the search goes on."""
        if not ranking.complete:
            ranking = replace(ranking, units=_exact_of(ranking, before))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with writing(path) as temporary:
                temporary.write_bytes(encode("ranking", ranking))
            forget_oldest(self._folder, "*.ranking", LARGEST)
        except (UnlitError, OSError):
            return


def _exact_of(ranking: Ranking, before: Ranking | None) -> tuple:
    """What is exact now, and what was before and is not reached again yet."""
    units = tuple(ranked for ranked in ranking.units if ranked.exact)
    reached = {ranked.unit for ranked in units}
    return units + tuple(ranked for ranked in (before.units if before else ()) if ranked.unit not in reached)


def _read(path: Path) -> Ranking | None:
    """What is kept there; None for nothing, and for a file that is damaged."""
    try:
        return decode("ranking", path.read_bytes(), Ranking)
    except (OSError, UnlitError):
        return None
