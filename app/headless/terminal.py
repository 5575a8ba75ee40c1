"""What a command says: results on stdout, everything else on stderr."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import get_args

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from app.engine.protocol import Doing, Opened, Opening, Ranked, RankProgress, ToStudio
from models.document.ranking import Ranking

PATIENCE = 0.5  # seconds before a bar shows

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


def follow_opening(answers: Iterable[ToStudio]) -> Opened:
    """The generator's card once it is open; a progress bar on stderr when that takes long."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    started = time.monotonic()
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        tasks = {doing: bar.add_task(doing, total=None, visible=False) for doing in get_args(Doing)}
        for answer in answers:
            if isinstance(answer, Opened):
                return answer
            if isinstance(answer, Opening):
                for doing, task in tasks.items():
                    bar.update(task, visible=doing == answer.doing and time.monotonic() - started > PATIENCE)
                bar.update(tasks[answer.doing], completed=answer.done, total=answer.total or None)
    raise AssertionError("an opening ends with the generator or an error")


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
