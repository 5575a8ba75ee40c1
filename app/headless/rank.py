"""`unlit rank`: find the units that make what a region shows."""

from __future__ import annotations

from pathlib import Path

from app.headless.files import write_ranking
from app.headless.runner import Runner
from app.headless.terminal import follow, out, ranking_table, say
from models.document.errors import UnlitError
from models.document.pictures import read_region
from models.document.ranking import PaintedScene, RankRequest
from models.document.scene import Scene


def rank(
    file: str,
    scenes: tuple[Scene, ...],
    regions: list[Path],
    to: Path,
    *,
    torgb: bool,
    batch: int,
    resize: bool,
    top: int,
) -> None:
    """Write the ranking as .csv or .json and print its strongest units."""
    if to.suffix.lower() not in (".csv", ".json"):
        raise UnlitError(f"“{to.name}” should end in .csv (a table) or .json (everything).")
    if len(scenes) != len(regions):
        raise UnlitError(f"Give one region for each scene: there are {len(scenes)} scenes and {len(regions)} regions.")
    masks = [read_region(region) for region in regions]
    runner = Runner(file)
    if resize:
        masks = [mask.resized(runner.info.resolution, runner.info.resolution) for mask in masks]
    evidence = tuple(PaintedScene(scene, mask) for scene, mask in zip(scenes, masks, strict=True))
    ranking = follow(runner.rank(RankRequest(evidence, torgb=torgb, batch=batch)))
    write_ranking(ranking, to)
    out.print(ranking_table(ranking, top))
    say(f"Wrote {to}")
