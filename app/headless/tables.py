"""What was found, as tables on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from models.document.group import GroupStep
from models.document.inspection import Inspection
from models.document.ranking import PaintedScene, Ranking
from models.document.report import Number, RecipeReport


def ranking_table(ranking: Ranking, top: int) -> Table:
    """The strongest units and their numbers; without spread of one scene, and kept where nothing is to stay."""
    table = _table(f"Strongest of {len(ranking.units):,} units; chance {ranking.chance:.3f}")
    spread = ["spread"] if len(ranking.evidence) > 1 else []
    numbers = ["score", *spread, "effect", "inside", "outside", *_kept(ranking.evidence), "share"]
    for heading in ("rank", "unit", *numbers, "estimate"):
        table.add_column(heading, justify="left" if heading in ("unit", "estimate") else "right", overflow="fold")
    for rank, ranked in enumerate(ranking.units[:top], start=1):
        told = (f"{getattr(ranked, name):.{2 if name == 'effect' else 4}f}" for name in numbers)
        table.add_row(str(rank), str(ranked.unit), *told, "exact" if ranked.exact else "estimate")
    return table


def group_table(steps: Sequence[GroupStep], evidence: Sequence[PaintedScene]) -> Table:
    """Each unit that joined, and what all so far do together on these scenes; without kept where nothing is to stay."""
    table = _table("Units together, each line with all above it")
    numbers = ["score", "inside", "outside", *_kept(evidence), "share"]
    for heading in ("unit", *numbers):
        table.add_column(heading, justify="left" if heading == "unit" else "right", overflow="fold")
    for step in steps:
        table.add_row(str(step.unit), *(f"{getattr(step, name):.4f}" for name in numbers))
    return table


def top_table(inspection: Inspection) -> Table:
    """The scenes that activate a unit most."""
    table = _table("The scenes with its largest values")
    for heading in ("seed", "value"):
        table.add_column(heading, justify="right")
    for top in inspection.top:
        table.add_row(str(top.scene.seed), f"{top.value:.4f}")
    return table


def relatives_table(inspection: Inspection) -> Table:
    """The units that go with it."""
    table = _table("Units whose values correlate most with its own, over the same scenes")
    table.add_column("unit", overflow="fold")
    table.add_column("correlation", justify="right")
    for relative in inspection.relatives:
        table.add_row(str(relative.unit), f"{relative.correlation:+.3f}")
    return table


def report_table(report: RecipeReport) -> Table:
    """What most people ask of a report; the folder has the rest."""
    table = _table(f"{report.generator}, read with {report.scorer}; 95 % intervals in brackets")
    for heading in ("prompts", "measured", "before", "after"):
        table.add_column(heading, justify="right" if heading in ("before", "after") else "left", overflow="fold")
    for measure in report.measures:
        name = {"meant": "show what is meant", "share": f"show “{measure.name}” best"}.get(measure.kind)
        if name:
            table.add_row(measure.role, name, _share(measure.before), _share(measure.after))
        elif measure.kind == "change" and measure.change:
            low, high = measure.change.low, measure.change.high
            table.add_row(
                measure.role, "move (1: another seed)", "", f"{measure.change.value:.2f} [{low:.2f}, {high:.2f}]"
            )
    return table


def _share(number: Number | None) -> str:
    return "" if number is None else f"{number.value:.0%} [{number.low:.0%}, {number.high:.0%}]"


def _table(title: str) -> Table:
    """One that fits a terminal of 80 columns."""
    return Table(title=title, title_justify="left", box=None, padding=(0, 1, 0, 0), pad_edge=False)


def _kept(evidence: Sequence[PaintedScene]) -> list[str]:
    """The heading of what changes in what is to stay, if anything is."""
    return ["kept"] if any(painted.keep is not None for painted in evidence) else []
