"""What a command says: results on stdout, everything else on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, get_args

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from app.engine.protocol.to_studio import (
    Doing,
    DrawProgress,
    Grown,
    GrowProgress,
    Inspected,
    InspectProgress,
    Opened,
    Opening,
    Ranked,
    RankProgress,
    Reported,
    ReportProgress,
    Saved,
    ToStudio,
    TransferProgress,
    Transferred,
)
from models.document.inspection import Inspection
from models.document.ranking import Ranking
from models.document.report import RecipeReport

T = TypeVar("T")

PATIENCE = 0.5  # seconds before a bar shows

# Rich takes what is no terminal for a narrow one; names of units are long, and a file or a pager is wide.
_WIDE = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 160

out = Console(soft_wrap=True, highlight=False, width=_WIDE)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def say(text: str) -> None:
    """A line about what is going on."""
    err.print(text, markup=False)


def follow(answers: Iterable[RankProgress | Ranked]) -> Ranking:
    """The ranking at the end of a search, a progress bar on stderr meanwhile."""
    with _bar("Estimating all units") as (bar, task):
        for answer in answers:
            if isinstance(answer, Ranked):
                return answer.ranking
            if answer.done:
                words = f"Going on from {answer.known:,}, ablating" if answer.known else "Ablating"
                bar.update(task, description=words, completed=answer.done, total=answer.total)
    raise AssertionError("a search ends with its ranking")


def follow_growth(answers: Iterable[GrowProgress | Grown]) -> Grown:
    """The group at the end, a progress bar on stderr meanwhile."""
    return _last("Trying units together", answers, Grown)


def follow_transfer(answers: Iterable[TransferProgress | Transferred]) -> Transferred:
    """Where the painted thing is, a progress bar on stderr meanwhile."""
    with _bar("Looking on other seeds") as (bar, task):
        for answer in answers:
            if isinstance(answer, Transferred):
                return answer
            bar.update(task, completed=answer.found, total=answer.most)
    raise AssertionError("looking ends with what was found")


def follow_inspection(answers: Iterable[InspectProgress | Inspected]) -> Inspection:
    """What was learned of a unit, a progress bar on stderr meanwhile."""
    return _last("Looking at scenes", answers, Inspected).inspection


def follow_report(answers: Iterable[ReportProgress | Reported]) -> RecipeReport:
    """The report that was written, a progress bar on stderr meanwhile."""
    return _last("Drawing", answers, Reported).report


def follow_drawing(answers: Iterable[DrawProgress | Saved]) -> None:
    """Until it is written, a progress bar on stderr meanwhile."""
    _last("Drawing", answers, Saved)


def _last(text: str, answers: Iterable[Any], last: type[T]) -> T:
    """The answer of that kind; those before it say how far it is, on a progress bar on stderr."""
    with _bar(text) as (bar, task):
        for answer in answers:
            if isinstance(answer, last):
                return answer
            bar.update(task, completed=answer.done, total=answer.total)
    raise AssertionError(f"no {last.__name__} at the end")


@contextmanager
def _bar(text: str) -> Iterator[tuple[Progress, TaskID]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        yield bar, bar.add_task(text, total=None)


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
