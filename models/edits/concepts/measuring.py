"""What concept edits do, before a picture is made: measured in what cross-attention reads, keys and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import torch
from torch import Tensor

from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptReport
from models.document.recipe import Recipe
from models.edits.concepts.joint import Joint, projections, solved_edits
from models.edits.concepts.probes import PROBES, unrelated
from models.edits.concepts.rows import edited_rows
from models.generators.diffusion.generator import DiffusionGenerator

MEASURED_PAIRS, DIRECTIONS = 200, 64
NOTHING, ILL = 0.05, 1e6


@dataclass(frozen=True)
class _Course:
    """Sums over all layers of a side, and the drift."""

    far: float  # |W (c - c*)|^2
    along: float  # <W (c - c*), delta c>
    long: float  # |delta c|^2
    drift: float
    change: float

    @property
    def gone(self) -> float:
        """1 less the part that is left of the way."""
        return -(2 * self.along + self.long) / self.far if self.far else 0.0


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
    rank, warnings = max(each.rank for each in solved), tuple(_warnings(condition, course.gone))
    return ConceptReport(condition, course.change, course.gone, course.drift, rank, warnings)


def _warnings(condition: float, gone: float) -> Iterator[str]:
    if gone < NOTHING:
        yield "This changes next to nothing: to this generator the words mean the same already, or Keep holds them."
    if condition > ILL:
        yield (
            f"These words are so alike that the solution is delicate (condition {condition:.0e}); "
            "drop some of them or raise the ridge."
        )


def _course(generator: DiffusionGenerator, concepts: tuple[ConceptEdit, ...], probes: Iterable[str]) -> _Course:
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
