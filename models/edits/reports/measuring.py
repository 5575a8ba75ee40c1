"""A report of a recipe: pictures of the same prompts and seeds with and without it, read, and compared.

The measures are those of Meng et al. 2022 (ROME), for pictures: efficacy on prompts as they were edited, generalisation
to paraphrases, specificity on neighbours and on what has nothing to do with the edit.
"""

from __future__ import annotations

from collections.abc import Generator as Steps
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from msgspec.structs import replace
from torch import Tensor

from models.document.concept import ConceptEdit, with_shares
from models.document.errors import UnlitError
from models.document.recipe import Recipe, check_recipe
from models.document.report import ROLES, Balance, Case, Measure, RecipeReport, ReportRequest, Role
from models.document.scene import Prompt, Scene
from models.edits.concepts.measuring import concept_report
from models.edits.concepts.probes import PROBES
from models.edits.reports.balancing import able, balance_steps, differing
from models.edits.reports.cases import cases_of
from models.edits.reports.drawing import drawn
from models.edits.reports.scoring import Scorer, distance, qualities
from models.edits.reports.summing import Columns, measures_of
from models.generators.diffusion.generator import DiffusionGenerator
from models.images import to_uint8
from models.version import VERSION

TOGETHER = 16  # seeds of a prompt whose pictures are held at once
SHOWN = 8  # pairs on a sheet
T = TypeVar("T")
BY_ITSELF = "the pictures themselves; what they show was not read"


@dataclass
class ReportProgress:
    """How far a report is, in pictures. The same object is updated and yielded. At the end it has the report.

    shown: pictures for the sheets by role, uint8 [H, W, 3], before and after.
    """

    total: int
    done: float
    shown: dict[Role, list[tuple[np.ndarray, np.ndarray]]]
    report: RecipeReport | None = None


def report_steps(
    generator: DiffusionGenerator, request: ReportRequest, scorer: Scorer | None, suggested: Sequence[str] = ()
) -> Iterator[ReportProgress]:
    """Yields after every step of sampling, so that closing it stops soon.

    scorer: reads the pictures; without one, only how far they move is known. suggested: see cases_of.
    Raises UnlitError before the first yield: a recipe of another generator, prompts that are too long or missing.
    """
    check_recipe(request.recipe, generator.info)
    default = generator.info.defaults or Prompt()
    cases = cases_of(request, suggested, default.text)
    request = replace(request, cases=cases, asked=request.asked or default)
    list(generator.read([text for case in cases for text in (case.text, case.meant or "")]))  # none is too long
    progress = ReportProgress(2 * len(cases) * request.seeds, 0.0, {role: [] for role in ROLES})
    yield progress
    balances: list[Balance] = []
    for key in _debiased(request) if request.balancing else ():
        request = yield from _balanced(generator, request, key, scorer, progress, balances)
    making = _Making(generator, request, scorer, progress)
    for case in cases:
        yield from making.measure(case)
    found = _report(generator, request, scorer, making.measures())
    progress.report = replace(found, balances=tuple(balances))
    yield progress


def _debiased(request: ReportRequest) -> list[str]:
    edits = request.recipe.concept_edits()
    keys = [edit.key for edit in edits if edit.kind == "debias" and edit.enabled and edit.pairs and edit.shares]
    if not keys:
        raise UnlitError("There is nothing to balance: this recipe has no edit that debiases.")
    wrong = request.balancing and request.balancing.wanted
    if wrong and any(len(edit.shares) != len(wrong) for edit in edits if edit.key in keys):
        raise UnlitError("Say for every attribute how often it is wanted.")
    if wrong and abs(sum(wrong) - 1) > 1e-6:
        raise UnlitError("How often attributes are wanted should add up to 1.")
    return keys


def _balanced(
    generator: DiffusionGenerator,
    request: ReportRequest,
    key: str,
    scorer: Scorer | None,
    progress: ReportProgress,
    balances: list[Balance],
) -> Steps[ReportProgress, None, ReportRequest]:
    """The request with the recipe balanced; what came of it is added to `balances`."""
    how, asked = request.balancing, request.asked
    assert how is not None  # it was asked for
    assert asked is not None  # filled in
    scorer = able(scorer, request.recipe, key)
    start, bound = progress.done, how.rounds * how.pictures + how.tests * how.most
    total, progress.total = progress.total, progress.total + bound
    going = balance_steps(generator, request.recipe, key, how, asked, scorer)
    balance = yield from _followed(going, progress)
    progress.done, progress.total = start, total  # it mostly ends sooner than it might
    balances.append(balance)
    edit = request.recipe.edit(key)
    assert isinstance(edit, ConceptEdit)
    return replace(request, recipe=request.recipe.with_edit(with_shares(edit, balance.shares)))


def _followed(going: Steps[float, None, T], progress: ReportProgress) -> Steps[ReportProgress, None, T]:
    while True:
        try:
            progress.done += next(going)
        except StopIteration as end:
            return end.value
        yield progress


class _Making:
    """A report under way: draws, reads, and keeps a row of numbers for each picture."""

    def __init__(
        self, generator: DiffusionGenerator, request: ReportRequest, scorer: Scorer | None, progress: ReportProgress
    ) -> None:
        """request: with all cases."""
        self._generator, self._request, self._scorer = generator, request, scorer
        debiased = (edit for edit in request.recipe.concepts() if edit.kind == "debias")
        self._attributes = list(dict.fromkeys(share.text for edit in debiased for share in edit.shares))
        self._columns: dict[Role, Columns] = {role: Columns() for role in ROLES}
        self.progress = progress

    def measures(self) -> list[Measure]:
        """Of all pictures so far."""
        rows, names = self._columns.items(), differing(self._attributes)
        return [each for role, columns in rows for each in measures_of(role, columns, self._scorer, names)]

    def measure(self, case: Case) -> Iterator[ReportProgress]:
        """Draw a prompt with all its seeds, both ways."""
        assert self._request.asked is not None  # filled in
        prompt = replace(self._request.asked, text=case.text)
        self._columns[_role(case)].prompts += 1
        seeds = np.arange(self._request.seeds)
        for some in np.array_split(seeds, -(-len(seeds) // TOGETHER)):
            scenes = [Scene(int(seed), prompt=prompt) for seed in some]
            bare = Recipe(self._request.recipe.base)
            before = yield from _followed(drawn(self._generator, scenes, bare), self.progress)
            after = yield from _followed(drawn(self._generator, scenes, self._request.recipe), self.progress)
            self._keep(case, before, after)
            self._show(case, before, after)

    def _keep(self, case: Case, before: Tensor, after: Tensor) -> None:
        columns = self._columns[_role(case)]
        columns.add("prompt", torch.full((len(before),), columns.prompts))
        columns.add("change", distance(before, after))
        columns.add("another seed", distance(before, before.roll(1, 0)))
        for side, pictures in (("before", before), ("after", after)):
            for name, values in qualities(pictures).items():
                columns.add(f"quality {name} {side}", values)
            if self._scorer is not None:
                self._read(self._scorer, columns, case, side, pictures)

    def _read(self, scorer: Scorer, columns: Columns, case: Case, side: str, pictures: Tensor) -> None:
        seen = scorer.see(pictures)
        for name, values in seen.factors.items():
            columns.add(f"factor {name} {side}", values)
        said = scorer.fits(seen, [case.text] * len(pictures))
        meant = said if case.meant is None else scorer.fits(seen, [case.meant] * len(pictures))
        columns.add(f"fit {side}", meant)
        if case.meant is not None:
            columns.add(f"meant {side}", (meant > said).float())
        if self._attributes and case.role in ("edited", "paraphrases"):
            each = [scorer.fits(seen, [text] * len(pictures)) for text in self._attributes]
            columns.add(f"share {side}", torch.stack(each, 1).argmax(1))

    def _show(self, case: Case, before: Tensor, after: Tensor) -> None:
        """As many seeds of each prompt as there is room for on the role's sheet."""
        shown = self.progress.shown[_role(case)]
        each = max(1, SHOWN // sum(other.role == case.role for other in self._request.cases))
        for row in range(min(each, SHOWN - len(shown), len(before))):
            shown.append((to_uint8(before[row : row + 1]), to_uint8(after[row : row + 1])))


def _role(case: Case) -> Role:
    assert case.role is not None  # filled in
    return case.role


def _report(
    generator: DiffusionGenerator, request: ReportRequest, scorer: Scorer | None, measures: Sequence[Measure]
) -> RecipeReport:
    others = [case.text for case in request.cases if case.role in ("neighbours", "unrelated")]
    solved = concept_report(generator, request.recipe, others or PROBES)
    name = scorer.name if scorer else BY_ITSELF
    warnings = solved.warnings if solved else ()
    made = RecipeReport(
        generator.info.fingerprint, generator.info.name, name, request, tuple(measures), solved, warnings, {},
        VERSION,
    )  # fmt: skip
    return replace(made, warnings=(*warnings, *_warnings(made)))


def _warnings(report: RecipeReport) -> Iterator[str]:
    """What anyone should know who reads only one line."""
    edited = report.measure("edited", "change")
    if edited and edited.change and edited.change.value < 1e-4:
        yield "This recipe changes nothing that can be seen in these pictures."
    meant = report.measure("edited", "meant")
    if meant and meant.after and meant.after.value < 0.5:
        yield f"Only {meant.after.value:.0%} of the edited pictures show what is meant."
    for role in ("neighbours", "unrelated"):
        moved = report.measure(role, "change")
        if moved and moved.change and moved.change.low > 0.5:
            yield f"Pictures of {role} prompts move more than half as far as another seed would move them."
