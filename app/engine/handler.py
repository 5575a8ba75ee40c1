"""One message in, its answers out. Knows what is asked and answered, not how it is computed: that is given (`Models`).

Answers come one by one; between them stands None wherever it is a good moment to look at the inbox.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from app.engine.balancing import balance
from app.engine.concepts import fitted, measured
from app.engine.failures import failure
from app.engine.given import Models
from app.engine.grouping import group
from app.engine.inspecting import inspection
from app.engine.leaving import leaving
from app.engine.opening import opening
from app.engine.protocol.message import Frame
from app.engine.protocol.to_engine import (
    BalanceWord,
    EstimateSize,
    Export,
    FitStrength,
    Grow,
    Inspect,
    Job,
    LookAtScene,
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
)
from app.engine.protocol.to_studio import (
    Cancelled,
    Exported,
    ExportProgress,
    Opened,
    Rendered,
    Saved,
    Seen,
    SizeEstimated,
    ToStudio,
    WordMap,
    WordMaps,
)
from app.engine.reporting import report
from app.engine.searching import search
from app.engine.showing import show
from app.engine.transferring import transfer
from app.engine.watching import LeftError, Watch
from models.document.errors import UnlitError
from models.document.region import Region

WRITING_STEPS = 3  # of an export, before pictures are compared
Work = Job | Render
Answers = Iterator[ToStudio | None]


class Handler:
    """Holds the open generator and answers messages about it."""

    def __init__(self, models: Models, store: Callable[[np.ndarray], Frame]) -> None:
        """store: takes a picture, uint8 [H, W, 3], to where the studio finds it."""
        self._models = models
        self._store = store
        self._generator: Any = None
        self._source = ""

    def answers(
        self,
        message: Work,
        stopping: Callable[[], bool] = lambda: False,
        watch: Watch | None = None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Answers:
        """All answers to one message; errors are answers too, and a picture that is left has none.

        stopping: asked after each None, and often while a job computes; True ends it. watch: of a picture. meanwhile:
        called while a job computes, where pictures may be asked for here.
        """
        try:
            yield from self._answers(message, stopping, watch or Watch(), meanwhile)
            return
        except LeftError:
            if not isinstance(message, Render):
                yield Cancelled(message.epoch, message.job)
            return
        except Exception as error:
            failed = failure(message, error)
        # Only here, outside the except block, are the exception and the tensors that its frames hold gone.
        if failed.kind == "memory":
            gc.collect()
        yield failed

    def _answers(
        self, message: Work, stopping: Callable[[], bool], watch: Watch, meanwhile: Callable[[], None]
    ) -> Answers:
        if isinstance(message, Open):
            return self._open(message, stopping)
        if self._generator is None:
            raise UnlitError("No generator is open.")
        if isinstance(message, Render):
            return self._render(message, watch)
        models = leaving(self._models_for(message), self._generator, stopping, meanwhile)
        match message:
            case Rank():
                return search(message, self._generator, models, self._store, stopping)
            case Grow():
                return group(message, self._generator, models, stopping)
            case Transfer():
                return transfer(message, self._generator, models, stopping)
            case Inspect():
                return inspection(message, self._generator, models, stopping)
            case Export():
                return self._export(message, models, stopping)
            case EstimateSize():
                size = models.estimated_size(self._generator, message, self._source)
                return iter([SizeEstimated(message.epoch, message.job, message.to, size)])
            case SaveRaw():
                return self._save_raw(message, models)
            case MakeReport():
                return report(message, self._generator, models, stopping)
            case BalanceWord():
                return balance(message, self._generator, models, stopping)
            case MakeSweep() | MakeSheet():
                return show(message, self._generator, models, stopping)
            case LookAtWords():
                return self._look_at_words(message, models)
            case LookAtScene():
                return self._look_at_scene(message, models)
            case MeasureConcept():
                return measured(message, self._generator, models)
            case FitStrength():
                return fitted(message, self._generator, models)

    def _models_for(self, message: Job) -> Models:
        """The functions, with the search that is asked for."""
        if isinstance(message, Rank) and message.workers == "ray":
            return replace(self._models, rank=partial(self._models.rank_on_ray, self._source))
        return self._models

    def _open(self, message: Open, stopping: Callable[[], bool]) -> Answers:
        opened = yield from opening(message, self._models, stopping)
        if opened is None:
            yield Cancelled(message.epoch, message.job)
            return
        generator, recipe = opened
        self._generator, self._source = generator, message.path
        yield Opened(message.epoch, message.job, generator.info, recipe)

    def _render(self, message: Render, watch: Watch) -> Answers:
        start = time.perf_counter()
        picture = self._models.preview(self._generator, message.request, watch)
        milliseconds = (time.perf_counter() - start) * 1000
        frame = self._store(picture)
        memory = self._models.memory_used()
        yield Rendered(message.epoch, message.slot, message.serial, message.request, frame, milliseconds, memory)

    def _export(self, message: Export, models: Models, stopping: Callable[[], bool]) -> Answers:
        steps = models.export_steps(self._generator, message, self._source)
        total = len(message.scenes) + WRITING_STEPS
        with closing(steps):  # when it is stopped, what was written so far goes
            for done, report in enumerate(steps, 1):
                if report is not None:
                    yield Exported(message.epoch, message.job, report)
                    return
                yield ExportProgress(message.epoch, message.job, min(done, total), total)
                yield None
                if stopping():
                    break
        yield Cancelled(message.epoch, message.job)

    def _save_raw(self, message: SaveRaw, models: Models) -> Answers:
        models.save_raw(self._generator, message.scenes, message.recipe, Path(message.path))
        yield Saved(message.epoch, message.job, message.path)

    def _look_at_words(self, message: LookAtWords, models: Models) -> Answers:
        maps = models.word_maps(self._generator, message.scene)
        found = tuple(WordMap(word, Region.from_mask(levels)) for word, levels in maps)
        yield WordMaps(message.epoch, message.job, message.scene, found)

    def _look_at_scene(self, message: LookAtScene, models: Models) -> Answers:
        features = models.seen(self._generator, message.scene)
        channels, height, width = features.shape
        data = features.astype("<f2").tobytes()
        yield Seen(message.epoch, message.job, message.scene, channels, height, width, data)
