"""What the engine is given to work with: the functions of models, or stand-ins for them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from app.engine.protocol.to_engine import EstimateSize, Export
from app.engine.watching import Watch
from models.checkpoints.progress import Report
from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptEffect, ConceptReport, Fit
from models.document.export_report import ExportReport
from models.document.group import Directions, GroupRequest, GroupStep
from models.document.inspection import Inspection, InspectRequest
from models.document.ranking import PaintedScene, Ranking, RankRequest
from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.document.report import BalanceFound, BalanceRequest, RecipeReport, ReportRequest, Role
from models.document.scene import Scene
from models.document.sweep import SweepRequest
from models.document.units import UnitId


class Progress(Protocol):
    """How far a search has come."""

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int: ...

    @property
    def known(self) -> int:
        """How many units a search that was stopped had ablated already."""
        ...

    @property
    def complete(self) -> bool:
        """Whether the search has come to its end."""
        ...

    def ranking(self, limit: int | None = None) -> Ranking:
        """The units reached so far, strongest first: all, or so many."""
        ...


class Growth(Protocol):
    """How far a group of units has come."""

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int: ...

    @property
    def steps(self) -> Sequence[GroupStep]: ...


class Finder(Protocol):
    """Knows what was painted, and finds it on other scenes."""

    def find(self, scene: Scene) -> PaintedScene | None: ...


class Looked(Protocol):
    """How far an inspection has come, in scenes."""

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int: ...

    @property
    def inspection(self) -> Inspection | None:
        """At the end."""
        ...


Shown = Mapping[Role, Sequence[tuple[np.ndarray, np.ndarray]]]


class Reporting(Protocol):
    """How far a report is, in pictures. At the end it has the report, and pictures before and after for its sheets."""

    @property
    def done(self) -> float: ...

    @property
    def total(self) -> int: ...

    @property
    def report(self) -> RecipeReport | None: ...

    @property
    def shown(self) -> Shown: ...


class Balancing(Protocol):
    """How far the balancing of a word is, in pictures. At the end it has what was found."""

    @property
    def done(self) -> float: ...

    @property
    def total(self) -> int: ...

    @property
    def counts(self) -> tuple[int, ...]:
        """Of those that are counted together, so far, by choice."""
        ...

    @property
    def found(self) -> BalanceFound | None: ...


Searched = Generator[Progress, None, None]
Growing = Generator[Growth, None, None]
Looking = Generator[Looked, None, None]
Reports = Generator[Reporting, None, None]
Balances = Generator[Balancing, None, None]
Steps = Generator[ExportReport | None, None, None]
Drawing = Generator[tuple[int, int], None, None]


@dataclass(frozen=True)
class Models:
    """The functions, each as in its module of models; pictures are uint8 [H, W, 3].

    The generator is Any: the engine passes it on and knows only its `info`. fetch: brings what an address names to this
    disk; afterwards open_generator finds it there. open_generator: also what the file says the generator was edited
    with. Both run on another thread and may be stopped by their report. preview: raises what its watch raises.
    word_maps: each word of the scene's prompt with float32 [H, W] in [0, 1]. seen: what the generator sees at each
    place of a scene, float16 [C, h, w].
    rank: the last argument says whether finished and stopped searches are looked up and kept. rank_on_ray: the same
    over a Ray cluster; the first argument is where the generator was opened from. export_steps: the last argument is
    that; yields None between steps and the report at last. write_report: to a folder; the result names the sheets in
    it. sweep_steps, sheet_steps: yield how many pictures are done, of how many. interruptible: while inside, the second
    argument is called often by what the generator computes, and may raise; the third one before it where the generator
    may make other pictures meanwhile.
    """

    fetch: Callable[[str, Report], object]
    open_generator: Callable[[str, Report], tuple[Any, Recipe | None]]
    preview: Callable[[Any, RenderRequest, Watch], np.ndarray]
    rank: Callable[[Any, RankRequest, bool], Searched]
    rank_on_ray: Callable[[str, Any, RankRequest, bool], Searched]
    grow: Callable[[Any, GroupRequest], Growing]
    directions: Callable[[Any, Sequence[PaintedScene], Sequence[UnitId]], Directions]
    inspect: Callable[[Any, InspectRequest], Looking]
    finder: Callable[[Any, Sequence[PaintedScene]], Finder]
    ablated_picture: Callable[[Any, Scene, UnitId], np.ndarray]
    export_steps: Callable[[Any, Export, str], Steps]
    estimated_size: Callable[[Any, EstimateSize, str], int]
    save_raw: Callable[[Any, tuple[Scene, ...], Recipe, Path], None]
    sweep_steps: Callable[[Any, SweepRequest, Path], Drawing]
    sheet_steps: Callable[[Any, Recipe, Sequence[Scene], Path], Drawing]
    report: Callable[[Any, ReportRequest], Reports]
    write_report: Callable[[RecipeReport, Shown, Path], RecipeReport]
    word_maps: Callable[[Any, Scene], list[tuple[str, np.ndarray]]]
    seen: Callable[[Any, Scene], np.ndarray]
    concept_report: Callable[[Any, tuple[ConceptEdit, ...]], ConceptReport | None]
    concept_effect: Callable[[Any, tuple[ConceptEdit, ...]], ConceptEffect | None]
    balance: Callable[[Any, BalanceRequest], Balances]
    fitting_strength: Callable[[Any, ConceptEdit], Fit]
    interruptible: Callable[[Any, Callable[[], None], Callable[[], None]], AbstractContextManager[None]]
    device_text: Callable[[], str]
    memory_used: Callable[[], int]
