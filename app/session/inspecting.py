"""What is a part looking for? One unit at a time, as the studio sees it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.engine.client import Engine
from app.engine.protocol.to_engine import Inspect
from app.engine.protocol.to_studio import Inspected, InspectProgress, ToStudio
from app.session.document import active_scene
from app.session.gallery import Gallery
from app.session.jobs import Jobs
from app.session.live import Live
from app.session.session import Session
from app.session.work import Work
from models.document.inspection import Inspection, InspectRequest, effects
from models.document.recipe import Change, Recipe, UnitEdit
from models.document.units import Layer, UnitId


class Inspecting(Work):
    """begun(UnitId): a unit is being looked at. running, progress: as of Searching.

    found(Inspection): what was learned. top, effect: pictures of it, by their places in Inspection.top and in
    `effects`: all of the generator as it is, whatever the recipe.
    """

    begun = Signal(UnitId)
    running = Signal(bool)
    progress = Signal(str, int, int, object)
    found = Signal(Inspection)
    top = Signal(int, np.ndarray)
    effect = Signal(int, np.ndarray)

    def __init__(self, session: Session, engine: Engine, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(session, jobs, live, parent)
        self._tops, self._effects = Gallery("top", engine, live, self), Gallery("effect", engine, live, self)
        self._tops.picture.connect(self.top)
        self._effects.picture.connect(self.effect)
        self.inspection: Inspection | None = None
        session.opened.connect(self._begin)

    def start(self, unit: UnitId) -> None:
        """Look at a unit of this generator; one that is being looked at is left."""
        if not self._begins_anew():
            return
        self._forget()
        scene = active_scene(self._session.project)
        self.begun.emit(unit)
        self.running.emit(True)
        self._jobs.run(Inspect(self._live.epoch, self._job, InspectRequest(unit, scene)), self._hear)
        untouched = Recipe(self._session.project.base)
        edits = (UnitEdit("look", "", (unit,), change.gain, change.shift) for change in self.changes(unit))
        self._effects.show([self._live.request(scene, untouched.with_edit(edit)) for edit in edits])

    def layer(self, unit: UnitId) -> Layer:
        """The layer that holds a unit of this generator."""
        assert self._session.info is not None, "a generator is open"
        return next(layer for layer in self._session.info.layers if layer.name == unit.layer)

    def changes(self, unit: UnitId) -> tuple[Change, ...]:
        """At which the effect of a unit is shown."""
        return effects(self.layer(unit).kind)

    def _begin(self) -> None:
        """Another generator: nothing of the last one stays."""
        self.cancel()
        self._forget()

    def _forget(self) -> None:
        self.inspection = None
        self._tops.show(())
        self._effects.show(())

    def _progresses(self, answer: ToStudio) -> bool:
        if isinstance(answer, InspectProgress):
            self.progress.emit(self.tr("Looking at scenes"), answer.done, answer.total, answer.seconds_left)
        return isinstance(answer, InspectProgress)

    def _finish(self, answer: ToStudio) -> None:
        if isinstance(answer, Inspected) and self._session.is_open:
            self._take(answer.inspection)

    def _take(self, inspection: Inspection) -> None:
        self.inspection = inspection
        self.found.emit(inspection)
        untouched = Recipe(self._session.project.base)
        self._tops.show([self._live.request(top.scene, untouched) for top in inspection.top])
