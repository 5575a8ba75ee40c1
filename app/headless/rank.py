"""`unlit rank`: find the units that make what a region shows."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from app.engine.asking import TRIES, more_scenes
from app.engine.protocol.to_engine import Workers
from app.headless.files import check_ranking_name, read_search, write_ranking
from app.headless.runner import Runner
from app.headless.scenes import Asked
from app.headless.tables import ranking_table
from app.headless.terminal import follow, follow_transfer, out, say
from models.document.errors import UnlitError
from models.document.pictures import read_region
from models.document.ranking import PaintedScene, RankRequest
from models.document.region import Region
from models.document.scene import Scene


def rank(
    file: str,
    asked: Asked,
    regions: list[Path],
    keeps: list[Path],
    like: Path | None,
    to: Path,
    how: RankRequest,
    *,
    elsewhere: int,
    resize: bool,
    cached: bool,
    workers: Workers,
    top: int,
) -> None:
    """Write the ranking as .csv or .json and print its strongest units.

    like: a file with the whole request, instead of scenes and regions. how: the request, still without evidence. keeps:
    what is to stay, one for all scenes or one each. elsewhere: on how many more scenes the painted thing is to be
    found.
    """
    check_ranking_name(to)
    asked.check()
    masks, kept = [read_region(path) for path in regions], [read_region(path) for path in keeps]
    if (like is None) != bool(regions):
        raise UnlitError("Give the regions of the scenes, or with --like a search that was written to a file.")
    request = read_search(like) if like else None
    runner = Runner(file)
    request = request or replace(how, evidence=_painted(runner, asked, masks, kept, elsewhere, resize=resize))
    ranking = follow(runner.rank(request, cached=cached, workers=workers))
    write_ranking(ranking, to)
    out.print(ranking_table(ranking, top))
    for sentence in ranking.sentences():
        out.print(sentence, markup=False)
    say(f"Wrote {to}")


def _painted(
    runner: Runner, asked: Asked, masks: list[Region], kept: list[Region], elsewhere: int, *, resize: bool
) -> tuple[PaintedScene, ...]:
    """What is painted, and where else it was found."""
    scenes = asked.scenes(runner.info)
    if len(scenes) != len(masks):
        raise UnlitError(f"Give one region for each scene: there are {len(scenes)} scenes and {len(masks)} regions.")
    if len(kept) not in (0, 1, len(scenes)):
        raise UnlitError(f"Give one --keep for all scenes or one for each: there are {len(scenes)} scenes.")
    side = runner.info.resolution if resize else 0
    evidence = _evidence(scenes, _sized(masks, side), _sized(kept, side))
    if elsewhere:
        evidence += _found_elsewhere(runner, evidence, elsewhere)
    return evidence


def _sized(masks: list[Region], side: int) -> list[Region]:
    """At that size; as they are for 0."""
    return [mask.resized(side, side) for mask in masks] if side else masks


def _evidence(scenes: tuple[Scene, ...], masks: list[Region], kept: list[Region]) -> tuple[PaintedScene, ...]:
    keeps = kept * len(scenes) if len(kept) == 1 else kept or [None] * len(scenes)
    return tuple(PaintedScene(*parts) for parts in zip(scenes, masks, keeps, strict=True))


def _found_elsewhere(runner: Runner, painted: tuple[PaintedScene, ...], count: int) -> tuple[PaintedScene, ...]:
    """The painted thing on so many of the scenes that follow; where it is not is said."""
    scenes = more_scenes([each.scene for each in painted], TRIES * count)
    answer = follow_transfer(runner.transfer(painted, scenes, count))
    found = ", ".join(str(each.scene.seed) for each in answer.painted)
    say(f"Found on {len(answer.painted)} more seeds: {found}" if found else "Found on no other seed.")
    if answer.absent:
        say(f"Not found on seeds {', '.join(str(scene.seed) for scene in answer.absent)}")
    return answer.painted
