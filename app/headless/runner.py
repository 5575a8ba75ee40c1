"""A generator for one command: messages to the inline engine, answers as return values, errors as UnlitError."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TypeVar

import numpy as np

from app.engine.inline import InlineEngine
from app.engine.protocol.to_engine import (
    Export,
    FitStrength,
    Grow,
    Inspect,
    LookAtWords,
    MakeReport,
    MakeSheet,
    MakeSweep,
    MeasureConcept,
    Open,
    Rank,
    Render,
    SaveRaw,
    Transfer,
    Workers,
)
from app.engine.protocol.to_studio import (
    ConceptMeasured,
    DrawProgress,
    Exported,
    Failed,
    Grown,
    GrowProgress,
    Inspected,
    InspectProgress,
    Ranked,
    RankProgress,
    Rendered,
    Reported,
    ReportProgress,
    Saved,
    StrengthFitted,
    ToStudio,
    TransferProgress,
    Transferred,
    WordMap,
    WordMaps,
)
from app.headless.terminal import follow_opening
from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptEffect, ConceptReport, Fit
from models.document.errors import UnlitError
from models.document.export_report import ExportReport
from models.document.generator_info import GeneratorInfo
from models.document.group import GroupRequest
from models.document.inspection import InspectRequest
from models.document.ranking import PaintedScene, RankRequest
from models.document.recipe import Recipe, check_recipe
from models.document.render import RenderRequest
from models.document.report import ReportRequest
from models.document.scene import Scene

Answer = TypeVar("Answer")


class Runner:
    """One open generator. Everything raises UnlitError."""

    def __init__(self, path: str) -> None:
        """Opens the generator in a file, "sample:NAME", or at an address, with a progress bar when it takes long."""
        self._engine = InlineEngine()
        self._jobs = count(1)
        opened = follow_opening(self._checked(self._engine.run(Open(1, next(self._jobs), path))))
        self.info: GeneratorInfo = opened.info
        self.made_with: Recipe | None = opened.recipe

    def recipe(self, recipe: Recipe | None, *, same_architecture: bool = False) -> Recipe:
        """A recipe for this generator: the given one, checked (and, on request, moved here), or an empty one."""
        if recipe is None:
            return Recipe(self.info.fingerprint)
        check_recipe(recipe, self.info, same_architecture=same_architecture)
        return Recipe(self.info.fingerprint, recipe.edits)

    def picture(self, scene: Scene, recipe: Recipe) -> np.ndarray:
        """uint8 [H, W, 3]."""
        message = Render(1, "headless", next(self._jobs), RenderRequest(scene, recipe))
        return self._engine.picture(self._answer(self._engine.run(message), Rendered).frame)

    def save_raw(self, scenes: tuple[Scene, ...], recipe: Recipe, path: Path) -> None:
        """The generator's own output, unclamped, as float32 [N, 3, R, R] in a .npy file."""
        self._answer(self._engine.run(SaveRaw(1, next(self._jobs), scenes, recipe, str(path))), Saved)

    def rank(
        self, request: RankRequest, *, cached: bool = True, workers: Workers = "local"
    ) -> Iterator[RankProgress | Ranked]:
        """Progress as it comes, the ranking last. Closing the iterator stops the search."""
        message = Rank(1, next(self._jobs), request, thumbnails=0, cached=cached, workers=workers)
        for answer in self._checked(self._engine.run(message)):
            if isinstance(answer, RankProgress | Ranked):
                yield answer

    def grow(self, request: GroupRequest) -> Iterator[GrowProgress | Grown]:
        """Progress as it comes, the group last."""
        for answer in self._checked(self._engine.run(Grow(1, next(self._jobs), request))):
            if isinstance(answer, GrowProgress | Grown):
                yield answer

    def transfer(
        self, painted: tuple[PaintedScene, ...], scenes: tuple[Scene, ...], most: int
    ) -> Iterator[TransferProgress | Transferred]:
        """Progress as it comes, the finds last."""
        for answer in self._checked(self._engine.run(Transfer(1, next(self._jobs), painted, scenes, most))):
            if isinstance(answer, TransferProgress | Transferred):
                yield answer

    def inspect(self, request: InspectRequest) -> Iterator[InspectProgress | Inspected]:
        """Progress as it comes, what was learned last."""
        for answer in self._checked(self._engine.run(Inspect(1, next(self._jobs), request))):
            if isinstance(answer, InspectProgress | Inspected):
                yield answer

    def export(
        self, recipe: Recipe, path: Path, scenes: tuple[Scene, ...], to: str = "", rank: int = 0
    ) -> ExportReport:
        """Bake, write in the format `to` (empty: by the path's ending), re-open, compare. rank: of a LoRA at most."""
        message = Export(1, next(self._jobs), recipe, str(path), scenes, to, rank)
        return self._answer(self._engine.run(message), Exported).report

    def report(self, request: ReportRequest, path: Path) -> Iterator[ReportProgress | Reported]:
        """Progress as it comes, what was written last. Closing the iterator stops it; nothing is written then."""
        for answer in self._checked(self._engine.run(MakeReport(1, next(self._jobs), request, str(path)))):
            if isinstance(answer, ReportProgress | Reported):
                yield answer

    def show(self, message: MakeSweep | MakeSheet) -> Iterator[DrawProgress | Saved]:
        """Progress as it comes, then that it was written. Closing the iterator stops it; nothing is written then."""
        for answer in self._checked(self._engine.run(message)):
            if isinstance(answer, DrawProgress | Saved):
                yield answer

    def measure(self, edits: Sequence[ConceptEdit]) -> tuple[ConceptReport | None, ConceptEffect | None]:
        """What concept edits do together, in what is read and in what is drawn."""
        message = MeasureConcept(1, next(self._jobs), edits[0], tuple(edits[1:]), drawn=True)
        answer = self._answer(self._engine.run(message), ConceptMeasured)
        return answer.report, answer.effect

    def fit_strength(self, edit: ConceptEdit) -> Fit:
        """How strong it should be."""
        return self._answer(self._engine.run(FitStrength(1, next(self._jobs), edit)), StrengthFitted).fit

    def look_at_words(self, scene: Scene) -> tuple[WordMap, ...]:
        """Where each word of the scene's prompt looks."""
        return self._answer(self._engine.run(LookAtWords(1, next(self._jobs), scene)), WordMaps).maps

    def _answer(self, answers: Iterator[ToStudio], kind: type[Answer]) -> Answer:
        return next(answer for answer in self._checked(answers) if isinstance(answer, kind))

    @staticmethod
    def _checked(answers: Iterator[ToStudio]) -> Iterator[ToStudio]:
        for answer in answers:
            if isinstance(answer, Failed):
                raise UnlitError(answer.sentence, kind=answer.kind, details=answer.details)
            yield answer
