"""One message in, its answers out. Knows what is asked and answered, not how it is computed: that is given (`Models`).

Answers come one by one; between them stands None wherever it is a good moment to look at the inbox.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from app.engine.failures import failure
from app.engine.given import Models
from app.engine.protocol import (
    Cancelled,
    Export,
    Exported,
    Frame,
    Open,
    Opened,
    Rank,
    Render,
    Rendered,
    ToStudio,
)
from app.engine.searching import search
from models.document.errors import UnlitError

Work = Open | Render | Rank | Export
Answers = Iterator[ToStudio | None]


class Handler:
    """Holds the open generator and answers messages about it."""

    def __init__(self, models: Models, store: Callable[[np.ndarray], Frame]) -> None:
        """store: takes a picture, uint8 [H, W, 3], to where the studio finds it."""
        self._models = models
        self._store = store
        self._generator: Any = None
        self._source: Path | None = None

    def answers(self, message: Work, stopping: Callable[[], bool] = lambda: False) -> Answers:
        """All answers to one message; errors are answers too. stopping: asked after each None, True ends the work."""
        try:
            yield from self._answers(message, stopping)
            return
        except Exception as error:
            failed = failure(message, error)
        # Only here, where the exception and the tensors in its frames are gone, can memory be freed.
        if failed.kind == "memory":
            self._models.free()
        yield failed

    def _answers(self, message: Work, stopping: Callable[[], bool]) -> Answers:
        if isinstance(message, Open):
            return self._open(message, stopping)
        if self._generator is None:
            raise UnlitError("No generator is open.")
        match message:
            case Render():
                return self._render(message)
            case Rank():
                return search(message, self._generator, self._models, self._store, stopping)
            case Export():
                return self._export(message)

    def _open(self, message: Open, stopping: Callable[[], bool]) -> Answers:
        generator = self._models.open_generator(message.path)
        yield None
        if stopping():
            yield Cancelled(message.epoch, message.job)
            return
        self._generator = generator
        self._source = None if message.path.startswith("sample:") else Path(message.path)
        yield Opened(message.epoch, message.job, generator.info)

    def _render(self, message: Render) -> Answers:
        start = time.perf_counter()
        picture = self._models.preview(self._generator, message.request)
        milliseconds = (time.perf_counter() - start) * 1000
        frame = self._store(picture)
        yield Rendered(message.epoch, message.slot, message.serial, message.request, frame, milliseconds)

    def _export(self, message: Export) -> Answers:
        report = self._models.export_generator(
            self._generator, message.recipe, Path(message.path), message.scenes, self._source
        )
        yield Exported(message.epoch, message.job, report)
