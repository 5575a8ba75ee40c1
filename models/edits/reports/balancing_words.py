"""Balancing one word while somebody waits: how often each attribute is shown now, and the shares that are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.document.recipe import check_recipe
from models.document.report import BalanceFound, BalanceRequest, Number
from models.document.scene import Prompt
from models.edits.reports.balancing import Counts, Trial, able, sought
from models.edits.reports.scoring import Scorer
from models.edits.reports.sequential import ALPHA, sequence
from models.generators.diffusion.generator import DiffusionGenerator


@dataclass
class BalanceProgress:
    """How far it is, in pictures. The same object is updated and yielded; at the end it has what was found.

    total: at most. counts: of those that are counted together, so far, by attribute.
    """

    total: int
    done: float
    counts: Counts
    found: BalanceFound | None = None


def balance_word_steps(
    generator: DiffusionGenerator, request: BalanceRequest, scorer: Scorer | None
) -> Iterator[BalanceProgress]:
    """Yields after every step of sampling, so that closing it stops soon.

    Raises UnlitError before the first yield: a recipe of another generator, nothing that reads pictures, and attributes
    that it cannot tell apart.
    """
    check_recipe(request.recipe, generator.info)
    reader, asked = able(scorer, request.recipe, request.key), request.asked or generator.info.defaults or Prompt()
    trial, how = Trial(generator, request.recipe, request.key, asked, reader), request.how
    most = how.rounds * how.pictures + how.tests * how.most if request.sought else how.pictures
    progress = BalanceProgress(most, 0.0, trial.counts)
    yield progress
    if request.sought:
        going = sought(trial, how)
    else:
        going = trial.counted([share.share for share in trial.edit.shares], range(how.pictures))
    while True:
        try:
            progress.done += next(going)
        except StopIteration as end:
            balance = end.value if request.sought else None
            break
        progress.counts = trial.counts
        yield progress
    counts = balance.rounds[0].counts if balance else trial.counts
    progress.done, progress.counts = most, counts
    progress.found = BalanceFound(counts, _intervals(counts), balance)
    yield progress


def _intervals(counts: Counts) -> tuple[Number, ...]:
    """All together they hold with 95 % confidence."""
    return tuple(sequence(hits, sum(counts), ALPHA / len(counts)) for hits in counts)
