"""Growing a group of units as answers: progress, and at the end the group and which way its units must go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

from app.engine.given import Growth, Models
from app.engine.pace import Telling
from app.engine.protocol.to_engine import Grow
from app.engine.protocol.to_studio import Grown, GrowProgress, ToStudio
from app.engine.watching import LeftError

HEADS = ("self-attention", "cross-attention")  # these are turned up and down, and have no shift


def group(message: Grow, generator: Any, models: Models, stopping: Callable[[], bool]) -> Iterator[ToStudio | None]:
    """GrowProgress..., Grown; None after each batch. When `stopping`, or left within one, Grown with what was reached.

    Where a unit cannot be shifted, there are no directions.
    """
    telling, growth = Telling(), None
    try:
        with closing(models.grow(generator, message.request)) as going:
            for growth in going:
                if telling.due(growth.done, growth.total):
                    yield _progress(message, growth, telling.left)
                yield None
                if stopping():
                    raise LeftError
        yield _grown(message, growth, generator, models)
    except LeftError:
        yield Grown(message.epoch, message.job, tuple(growth.steps) if growth else (), None, complete=False)


def _progress(message: Grow, growth: Growth, left: float | None) -> GrowProgress:
    return GrowProgress(message.epoch, message.job, growth.done, growth.total, left, tuple(growth.steps))


def _grown(message: Grow, growth: Growth | None, generator: Any, models: Models) -> Grown:
    steps = tuple(growth.steps) if growth else ()
    units = [step.unit for step in steps]
    heads = {layer.name for layer in generator.info.layers if layer.kind in HEADS}
    possible = units and not any(unit.layer in heads for unit in units)
    directions = models.directions(generator, message.request.evidence, units) if possible else None
    return Grown(message.epoch, message.job, steps, directions)
