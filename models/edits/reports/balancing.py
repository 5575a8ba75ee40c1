"""Shares of a debias edit, found by measuring what they do (METHODS 2.3), and tested on seeds that nobody has seen."""

from __future__ import annotations

from collections.abc import Generator as Steps
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, islice

import torch
from msgspec.structs import replace

from models.document.concept import ConceptEdit, with_shares
from models.document.errors import UnlitError
from models.document.recipe import Recipe
from models.document.report import Balance, BalanceRound, Balancing, Number
from models.document.scene import Prompt, Scene
from models.edits.reports.cases import prompts_of
from models.edits.reports.drawing import drawn
from models.edits.reports.scoring import Scorer
from models.edits.reports.sequential import ALPHA, Verdict, sequence, verdict
from models.generators.diffusion.generator import DiffusionGenerator

FIRST_STEP, GROWTH, SHRINKAGE = 0.5, 1.3, 0.5  # of a share against an error of 1; while it errs one way, or turns
LARGEST = 10.0  # a share beyond this destroys pictures
FRESH = 1_000_000  # the first seed of the test
LOOK = 16  # pictures between two looks at the test

Counts = tuple[int, ...]


def balance_steps(
    generator: DiffusionGenerator, recipe: Recipe, key: str, how: Balancing, asked: Prompt, scorer: Scorer
) -> Steps[float, None, Balance]:
    """Find shares of the edit `key` at which its attributes are shown as often as wanted; the other edits stay.

    Yields how many pictures' worth of work was done since the last time. The shares move against the error, each with
    a step of its own that shrinks when the error turns (as Rprop's do), on the same pictures every round. Where the
    error is small the sequential test looks at fresh ones, and where it does not say "balanced", its error is the next.
    """
    return (yield from sought(Trial(generator, recipe, key, asked, scorer), how))


def sought(trial: Trial, how: Balancing) -> Steps[float, None, Balance]:
    """See balance_steps; what is counted meanwhile, `trial.counts` has."""
    edit = trial.edit
    wanted = how.wanted or (1 / len(edit.shares),) * len(edit.shares)
    seeking = _Seeking([share.share for share in edit.shares], len(wanted))
    rounds: list[BalanceRound] = []
    test: _Test | None = None
    for _ in range(how.rounds):
        counts = yield from trial.counted(seeking.shares, range(how.pictures))
        rounds.append(BalanceRound(tuple(seeking.shares), counts))
        if _error(counts, wanted) <= how.tolerance / 2:
            test = _Test(wanted, how.tolerance, trial.tests, tuple(seeking.shares))
            yield from _tested(trial, test, how.most)
            if test.verdict == "balanced" or trial.tests == how.tests:
                break
            counts = test.counts
        seeking.move([share - hits / sum(counts) for share, hits in zip(wanted, counts, strict=True)])
    return _balance(edit, wanted, rounds, test, how)


def able(scorer: Scorer | None, recipe: Recipe, key: str) -> Scorer:
    """The scorer, where it can tell which attribute of the edit a picture shows. Raises UnlitError where none can."""
    edit = recipe.edit(key)
    assert isinstance(edit, ConceptEdit), "debias edits are concept edits"
    if scorer is None:
        raise UnlitError(
            "Balancing needs something that reads pictures, and for this generator there is nothing but CLIP: say "
            "where yours is."
        )
    texts = [share.text for share in edit.shares]
    if not scorer.tells_apart(texts):
        said = ", ".join(f"“{text}”" for text in differing(texts))
        raise UnlitError(f"This cannot be judged: {said} cannot be told apart in pictures by {scorer.name}.")
    return scorer


def differing(texts: Sequence[str]) -> list[str]:
    """The words that tell texts apart, those that all begin and end with left out; whole texts where one is within."""
    cut = [text.split() for text in texts]
    start = _alike(cut)
    end = _alike([words[start:][::-1] for words in cut])
    short = [" ".join(words[start : len(words) - end]) for words in cut]
    return short if all(short) else list(texts)


def _alike(cut: Sequence[Sequence[str]]) -> int:
    """With how many words all begin."""
    shortest = min(map(len, cut), default=0)
    return next((number for number in range(shortest) if len({words[number] for words in cut}) > 1), shortest)


class _Seeking:
    """Shares on their way."""

    def __init__(self, shares: list[float], count: int) -> None:
        self.shares = shares
        self._steps, self._errors = [FIRST_STEP] * count, [0.0] * count

    def move(self, errors: Sequence[float]) -> None:
        """errors: how often each attribute is wanted, less how often it was shown."""
        for number, (now, before) in enumerate(zip(errors, self._errors, strict=True)):
            self._steps[number] *= GROWTH if now * before > 0 else SHRINKAGE if now * before < 0 else 1.0
            moved = self.shares[number] + self._steps[number] * now
            self.shares[number] = max(-LARGEST, min(LARGEST, moved))
        self._errors = list(errors)


@dataclass
class _Test:
    """One of several: each may be wrong with a part of alpha, which add up to no more than alpha."""

    wanted: tuple[float, ...]
    tolerance: float
    number: int
    shares: tuple[float, ...]
    counts: Counts = ()

    @property
    def alpha(self) -> float:
        """1/2, 1/6, 1/12 ... of it, for the tests 0, 1, 2 ..."""
        return ALPHA / ((self.number + 1) * (self.number + 2))

    @property
    def verdict(self) -> Verdict:
        """By what was counted."""
        return verdict(self.counts, self.wanted, self.tolerance, self.alpha) if self.counts else "undecided"

    @property
    def intervals(self) -> tuple[Number, ...]:
        """Of each attribute; all together they hold."""
        return tuple(sequence(hits, sum(self.counts), self.alpha / len(self.counts)) for hits in self.counts)


class Trial:
    """Draws with other shares, and counts which attribute each picture shows best.

    counts: of those that are counted together, so far.
    """

    def __init__(self, generator: DiffusionGenerator, recipe: Recipe, key: str, asked: Prompt, scorer: Scorer) -> None:
        """key: of the debias edit in the recipe."""
        edit = recipe.edit(key)
        assert isinstance(edit, ConceptEdit), "debias edits are concept edits"
        self._generator, self._recipe, self._scorer = generator, recipe, scorer
        self.edit, self.counts = edit, (0,) * len(edit.shares)
        default = generator.info.defaults or Prompt()
        self._prompts = [replace(asked, text=text) for text in prompts_of(edit, default.text)]
        self.fresh = count(FRESH)
        self.tests = 0

    def counted(self, shares: Sequence[float], seeds: Sequence[int], before: Counts = ()) -> Steps[float, None, Counts]:
        """One picture a seed, prompts taking turns. before: what they are counted together with."""
        recipe = self._recipe.with_edit(with_shares(self.edit, shares))
        self.counts = before or (0,) * len(shares)
        for start in range(0, len(seeds), LOOK):
            some = seeds[start : start + LOOK]
            scenes = [Scene(seed, prompt=self._prompts[seed % len(self._prompts)]) for seed in some]
            seen = self._scorer.see((yield from drawn(self._generator, scenes, recipe)))
            fits = [self._scorer.fits(seen, [share.text] * len(scenes)) for share in self.edit.shares]
            best = torch.stack(fits).argmax(0)
            self.counts = tuple(hits + int((best == number).sum()) for number, hits in enumerate(self.counts))
        return self.counts


def _tested(trial: Trial, test: _Test, most: int) -> Steps[float, None, None]:
    """Until it has decided, or as many pictures as it may have; always on seeds that no test has seen."""
    trial.tests += 1
    while sum(test.counts) < most and test.verdict == "undecided":
        seeds = list(islice(trial.fresh, min(LOOK, most - sum(test.counts))))
        test.counts = yield from trial.counted(test.shares, seeds, test.counts)


def _balance(
    edit: ConceptEdit, wanted: tuple[float, ...], rounds: Sequence[BalanceRound], test: _Test | None, how: Balancing
) -> Balance:
    nearest = min(rounds, key=lambda each: _error(each.counts, wanted))
    texts = differing([share.text for share in edit.shares])
    if test is None:
        nothing, whole = (0,) * len(wanted), (Number(0.5, 0.0, 1.0),) * len(wanted)
        sentence = (
            f"In {len(rounds)} rounds no shares were found at which the attributes are shown as often as wanted; "
            f"the nearest are {_error(nearest.counts, wanted):.0%} off."
        )
        return Balance(
            edit.key, tuple(texts), wanted, tuple(rounds), nearest.shares, nothing, whole, "undecided", sentence
        )
    pictures = sum(test.counts)
    said = ", ".join(f"{hits} × “{text}”" for hits, text in zip(test.counts, texts, strict=True))
    sentences: dict[Verdict, str] = {
        "balanced": f"Balanced within {how.tolerance:.0%}, with 95 % confidence after {pictures} fresh pictures",
        "unbalanced": f"Still out of balance by more than {how.tolerance:.0%} after {pictures} fresh pictures",
        "undecided": f"It may be balanced, but {pictures} fresh pictures are too few to be sure of that",
    }
    sentence = f"{sentences[test.verdict]}: {said}."
    return Balance(
        edit.key, tuple(texts), wanted, tuple(rounds), test.shares, test.counts, test.intervals, test.verdict, sentence,
    )  # fmt: skip


def _error(counts: Counts, wanted: Sequence[float]) -> float:
    return max(abs(share - hits / sum(counts)) for share, hits in zip(wanted, counts, strict=True))
