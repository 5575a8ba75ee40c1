"""`unlit group`: units that work together, as one edit."""

from __future__ import annotations

from pathlib import Path

from app.engine.asking import group_request
from app.headless.files import read_ranking, write_recipe
from app.headless.runner import Runner
from app.headless.tables import group_table
from app.headless.terminal import follow_growth, out, say
from models.document.errors import UnlitError
from models.document.recipe import UnitEdit


def group(file: str, ranking_file: Path, most: int, title: str, to: Path) -> None:
    """Grow a group out of a ranking's strongest units and write a recipe that switches them off together."""
    ranking = read_ranking(ranking_file)
    runner = Runner(file)
    if ranking.base != runner.info.fingerprint:
        raise UnlitError("This ranking was made for another generator.")
    request = group_request(ranking, most)
    if not request.candidates:
        raise UnlitError("No unit of this ranking changes its region more than the rest of the picture.")
    grown = follow_growth(runner.grow(request))
    if not grown.steps:
        raise UnlitError("No unit of this ranking changes its region more than the rest of the picture.")
    out.print(group_table(grown.steps, request.evidence))
    if grown.directions is not None:
        out.print(grown.directions.sentence(), markup=False)
    units = tuple(step.unit for step in grown.steps)
    edit = UnitEdit("group-1", title or f"{len(units)} units together", units, gain=0.0)
    write_recipe(runner.recipe(None).with_edit(edit), to)
    say(f"Wrote {to}")
