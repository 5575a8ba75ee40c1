"""What concept edits do, before a picture is made: measured in what cross-attention reads, keys and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import torch
from msgspec.structs import replace
from torch import Tensor

from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptReport, Fit
from models.document.recipe import Recipe
from models.edits.concepts.joint import Joint, projections, solved_edits
from models.edits.concepts.probes import PROBES, unrelated
from models.edits.concepts.rows import edited_rows
from models.generators.diffusion.generator import DiffusionGenerator

MEASURED_PAIRS, DIRECTIONS = 200, 64
NOTHING, DESTROYS, ILL = 0.05, 0.3, 1e6
ENOUGH, TOLERATED, STRONGEST = 0.9, 0.1, 2.0


@dataclass(frozen=True)
class _Course:
    """gone and drift as functions of the strength, which they are exactly: a parabola and a line."""

    far: float  # |W (c - c*)|^2
    along: float  # <W (c - c*), delta c>
    long: float  # |delta c|^2
    drift: float
    change: float

    def gone(self, strength: float) -> float:
        if self.far == 0.0:
            return 0.0
        return -(2 * strength * self.along + strength**2 * self.long) / self.far

    @property
    def best(self) -> float:
        """The strength after which it goes too far."""
        return min(STRONGEST, -self.along / self.long) if self.along < 0 < self.long else 0.0


def concept_report(
    generator: DiffusionGenerator, recipe: Recipe, probes: Iterable[str] = PROBES
) -> ConceptReport | None:
    """Of the recipe's enabled concept edits together; None when there are none.

    probes: texts that are to stay; those with an edited word are left out. A generator of few words needs its own.
    Raises UnlitError for a text that is too long.
    """
    concepts = recipe.concepts()
    if not concepts:
        return None
    joints = solved_edits(generator, concepts)
    solved = [joint.side.solved for joint in joints.values()]
    course, condition = _course(generator, concepts, probes), max(each.condition for each in solved)
    gone = course.gone(1.0)
    return ConceptReport(
        condition, course.change, gone, course.drift, max(each.rank for each in solved),
        tuple(_warnings(condition, gone, course.drift)),
    )  # fmt: skip


def fitting_strength(generator: DiffusionGenerator, edit: ConceptEdit, probes: Iterable[str] = PROBES) -> Fit:
    """The least strength at which the concept is ENOUGH gone, held back where unrelated texts would drift.

    probes: as of concept_report. TOLERATED is how far they may.
    Raises UnlitError for a text that is too long.
    """
    (concept,) = Recipe(generator.info.fingerprint, (replace(edit, strength=1.0, enabled=True),)).concepts()
    course = _course(generator, (concept,), probes)
    strength = _bisected(course)
    fits, held = course.gone(strength) >= ENOUGH - 1e-6, course.drift * strength > TOLERATED
    if held:
        strength, fits = TOLERATED / course.drift, False
    gone, drift = course.gone(strength), course.drift * strength
    if fits:
        sentence = f"At strength {strength:.2f} it is {gone:.0%} gone, and unrelated words move by {drift:.1%}."
    elif held:
        sentence = f"It is held at strength {strength:.2f}, {gone:.0%} gone, where unrelated words move by {drift:.0%}."
    else:
        sentence = f"It never goes further than {gone:.0%}, at strength {strength:.2f}."
    return Fit(strength, gone, drift, fits, sentence)


def _bisected(course: _Course) -> float:
    low, high = 0.0, course.best
    if course.gone(high) < ENOUGH:
        return high
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if course.gone(middle) >= ENOUGH else (middle, high)
    return high


def _warnings(condition: float, gone: float, drift: float) -> Iterator[str]:
    if gone < NOTHING:
        yield "This changes next to nothing: to this generator the words mean the same already, or Keep holds them."
    if drift > DESTROYS:
        yield f"This moves unrelated words by {drift:.0%}: pictures of other things will suffer; lower it or keep more."
    if condition > ILL:
        yield (
            f"These words are so alike that the solution is delicate (condition {condition:.0e}); "
            "drop some of them or raise the ridge."
        )


def _course(generator: DiffusionGenerator, concepts: tuple[ConceptEdit, ...], probes: Iterable[str]) -> _Course:
    """At the edits' strengths, times the strength it is asked for."""
    sources, targets = _wanted(generator, concepts)
    others = torch.cat([read.rows[1 : read.last + 2] for read in generator.read(unrelated(concepts, probes))])
    drawn = torch.Generator().manual_seed(0)
    directions = torch.randn(DIRECTIONS, sources.shape[1], generator=drawn)
    total = torch.zeros(5)
    moved, still = torch.zeros(len(others)), torch.zeros(len(others))
    for side, joint in solved_edits(generator, concepts).items():
        for weight in projections(generator, side).values():
            single = weight.float()
            wanted = ((sources - targets).to(single) @ single.T).cpu()
            done = _moved(joint, single, sources)
            spread = _moved(joint, single, directions).square().sum() / DIRECTIONS
            numbers = [wanted.square().sum(), (wanted * done).sum(), done.square().sum(), spread]
            total += torch.stack([*numbers, single.square().sum().cpu()])
            moved += _moved(joint, single, others).square().sum(1)
            still += (others.to(single) @ single.T).square().sum(1).cpu()
    far, along, long, change, norm = total.tolist()
    drift = float((moved / still).sqrt().mean())
    return _Course(far, along, long, drift, (change / norm) ** 0.5)


def _moved(joint: Joint, weight: Tensor, rows: Tensor) -> Tensor:
    """(W' - W) rows, float32 [rows, outputs] on the processor."""
    if joint.side.layered:
        return (rows.double() @ joint.delta(weight).cpu().T).float()
    return (((rows.to(joint.moves) @ joint.moves.T).to(weight)) @ weight.T).cpu()


def _wanted(generator: DiffusionGenerator, concepts: tuple[ConceptEdit, ...]) -> tuple[Tensor, Tensor]:
    """Sources and what they are to mean, float32 [rows, d], of so many pairs."""
    pairs = [rows for edit in concepts for rows in islice(edited_rows(generator, edit), MEASURED_PAIRS)]
    sources = torch.cat([rows.source for rows in pairs])
    return sources.float(), (sources + torch.cat([rows.move for rows in pairs])).float()
