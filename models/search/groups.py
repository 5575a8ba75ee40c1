"""Units together: a group grown greedily by joint ablation, since units interact.

Two units that each dim a lamp may do the same thing twice, or do nothing alone. So every step tries every candidate
beside those already in the group, exactly, and takes the one with which most lands in the region.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from models.document.group import GroupRequest, GroupStep
from models.document.units import UnitId
from models.generators.generator import Changes, Generator
from models.search.ablation import ABLATED, batch_size, batched
from models.search.evidence import Evidence
from models.search.scoring import Scores, joined, mean_scores, score_changes

LEAST_GAIN = 0.03  # a unit that raises the score by less adds nothing that lands in the region


@dataclass
class Growth:
    """How far a group has come. The same object is updated and yielded after every batch.

    total: sets of units to try, at most; growth ends early when nothing more lands in the region.
    """

    total: int
    done: int = 0
    steps: list[GroupStep] = field(default_factory=list)

    @property
    def units(self) -> tuple[UnitId, ...]:
        """The group so far."""
        return tuple(step.unit for step in self.steps)


def grow(generator: Generator, request: GroupRequest) -> Iterator[Growth]:
    """Grow a group of units. Closing the iterator stops it; what was found so far holds.

    Raises UnlitError before the first yield for no evidence, or an empty or wrongly sized region.
    """
    evidence = Evidence(generator, request.evidence)
    size = request.batch or batch_size(generator, request.memory)
    left = list(dict.fromkeys(request.candidates))
    rounds = min(request.most, len(left))
    growth = Growth(total=sum(len(left) - k for k in range(rounds)))
    while left and len(growth.steps) < rounds:
        tried = []
        for some in batched(left, size):
            tried.append(_together(generator, evidence, growth.units, some))
            growth.done += len(some)
            yield growth
        scores = joined(tried)
        best = int(scores.score.argmax())
        if float(scores.score[best]) <= (1 + LEAST_GAIN) * (growth.steps[-1].score if growth.steps else 0.0):
            break
        growth.steps.append(_step(left.pop(best), scores, best))
        yield growth
    growth.total = growth.done
    yield growth


def _together(generator: Generator, evidence: Evidence, group: Sequence[UnitId], more: Sequence[UnitId]) -> Scores:
    """Scores of the group with each of these units, all ablated."""
    sets: list[Changes] = [{}, *(dict.fromkeys((*group, candidate), ABLATED) for candidate in more)]
    return mean_scores([score_changes(generator.variants(scene, sets), places) for scene, places in evidence])


def _step(unit: UnitId, scores: Scores, row: int) -> GroupStep:
    numbers = {name: float(getattr(scores, name)[row]) for name in ("inside", "outside", "kept", "share", "score")}
    return GroupStep(unit, **numbers)
