"""Requests that the studio and the command line make alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from msgspec.structs import replace

from models.document.group import GroupRequest
from models.document.ranking import Ranking
from models.document.scene import LARGEST_SEED, Scene

CANDIDATES = 24
TRIES = 4  # scenes that are looked at for each on which something is to be found


def group_request(ranking: Ranking, most: int = 8) -> GroupRequest:
    """To grow a group out of the strongest units of a ranking; estimates are no candidates."""
    strong = takewhile(lambda ranked: ranked.score > 0, ranking.units)
    exact = islice((ranked.unit for ranked in strong if ranked.exact), CANDIDATES)
    return GroupRequest(ranking.evidence, tuple(exact), most)


def more_scenes(scenes: Sequence[Scene], count: int) -> tuple[Scene, ...]:
    """So many scenes like the first one, on the seeds that follow those that are there."""
    return tuple(
        replace(scenes[0], seed=seed, latent=None, toward=None)
        for seed, _ in zip(_free_seeds(scenes), range(count), strict=False)
    )


def _free_seeds(scenes: Sequence[Scene]) -> Iterator[int]:
    """Those above all the scenes' seeds, then from 0 those that are left."""
    taken = {scene.seed for scene in scenes}
    yield from range(max(taken) + 1, LARGEST_SEED + 1)
    yield from (seed for seed in range(LARGEST_SEED + 1) if seed not in taken)
