"""Work that can be left within a step: the functions of models, looking up while they compute."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from typing import Any, ParamSpec, TypeVar

from app.engine.given import Finder, Models
from app.engine.watching import LeftError
from models.document.ranking import PaintedScene
from models.document.scene import Scene

P = ParamSpec("P")
T = TypeVar("T")
Steps = Generator[T, None, None]
Find = Callable[[Scene], PaintedScene | None]


def _nothing() -> None:
    """Nobody wants anything meanwhile."""


def leaving(
    models: Models, generator: Any, stopping: Callable[[], bool], meanwhile: Callable[[], None] = _nothing
) -> Models:
    """The same functions, which raise LeftError within a step when `stopping`.

    meanwhile: called within steps where the generator may make other pictures.

    They look up only while they compute: between two steps the generator makes pictures for others.
    """

    def look_up() -> None:
        if stopping():
            raise LeftError

    def watched(work: Callable[P, T]) -> Callable[P, T]:
        def call(*given: P.args, **named: P.kwargs) -> T:
            with models.interruptible(generator, look_up, meanwhile):
                return work(*given, **named)

        return call

    return replace(
        models,
        rank=_in_steps(models.rank, watched),
        grow=_in_steps(models.grow, watched),
        inspect=_in_steps(models.inspect, watched),
        report=_in_steps(models.report, watched),
        balance=_in_steps(models.balance, watched),
        export_steps=_in_steps(models.export_steps, watched),
        directions=watched(models.directions),
        finder=lambda *given: _Finder(watched(models.finder)(*given), watched),
        ablated_picture=watched(models.ablated_picture),
        save_raw=watched(models.save_raw),
        sweep_steps=_in_steps(models.sweep_steps, watched),
        sheet_steps=_in_steps(models.sheet_steps, watched),
        word_maps=watched(models.word_maps),
        seen=watched(models.seen),
        concept_report=watched(models.concept_report),
        concept_effect=watched(models.concept_effect),
        fitting_strength=watched(models.fitting_strength),
    )


def _in_steps(
    work: Callable[P, Steps[T]], watched: Callable[[Callable[[], T]], Callable[[], T]]
) -> Callable[P, Steps[T]]:
    """Work that yields, watched from each yield to the next."""

    def call(*given: P.args, **named: P.kwargs) -> Steps[T]:
        with closing(work(*given, **named)) as going:
            step = watched(going.__next__)
            while True:
                try:
                    result = step()
                except StopIteration:
                    return
                yield result

    return call


class _Finder:
    """One that looks up while it finds."""

    def __init__(self, finder: Finder, watched: Callable[[Find], Find]) -> None:
        self.find = watched(finder.find)
