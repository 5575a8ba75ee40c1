"""What a command says: results on stdout, everything else on stderr."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from app.engine.protocol import Ranked, RankProgress
from models.document.ranking import Ranking

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def say(text: str) -> None:
    """A line about what is going on."""
    err.print(text, markup=False)


def follow(answers: Iterable[RankProgress | Ranked]) -> Ranking:
    """The ranking at the end of a search, a progress bar on stderr meanwhile."""
    columns = (TextColumn("Searching"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("search", total=None)
        for answer in answers:
            if isinstance(answer, Ranked):
                return answer.ranking
            bar.update(task, completed=answer.done, total=answer.total)
    raise AssertionError("a search ends with its ranking")


def ranking_table(ranking: Ranking, top: int) -> Table:
    """The strongest units and their numbers."""
    table = Table(title=f"Strongest of {len(ranking.units):,} units; chance {ranking.chance:.3f}; all numbers exact")
    for heading in ("rank", "unit", "score", "effect", "inside", "outside", "share"):
        table.add_column(heading, justify="left" if heading == "unit" else "right")
    for rank, ranked in enumerate(ranking.units[:top], start=1):
        numbers = (ranked.score, ranked.inside, ranked.outside, ranked.share)
        score, inside, outside, share = (f"{number:.4f}" for number in numbers)
        table.add_row(str(rank), str(ranked.unit), score, f"{ranked.effect:.2f}", inside, outside, share)
    return table


def size_text(path: Path) -> str:
    """ "1.4 MB"."""
    return f"{path.stat().st_size / 1e6:.1f} MB"
