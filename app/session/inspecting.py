"""What is a part looking for? One unit at a time, as the studio sees it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

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
from models.document.scene import Scene
from models.document.units import Layer, UnitId

REST = 300  # milliseconds that a scene has been on the canvas before it is followed there


class Inspecting(Work):
    """begun(UnitId): a unit is being looked at. running, progress: as of Searching.

    found(Inspection): what was learned. top, effect: pictures of it, by their places in Inspection.top and in
    `effects`: all of the generator as it is, whatever the recipe. here(float or None): the unit's value in the scene
    that is on the canvas now; None where it was not looked at. Effects and value follow the canvas to another scene.
    """

    begun = Signal(UnitId)
    running = Signal(bool)
    progress = Signal(str, int, int, object)
    found = Signal(Inspection)
    top = Signal(int, np.ndarray)
    effect = Signal(int, np.ndarray)
    here = Signal(object)

    def __init__(self, session: Session, engine: Engine, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(session, jobs, live, parent)
        self._tops, self._effects = Gallery("top", engine, live, self), Gallery("effect", engine, live, self)
        self._tops.picture.connect(self.top)
        self._effects.picture.connect(self.effect)
        self.inspection: Inspection | None = None
        self._unit: UnitId | None = None
        self._scene: Scene | None = None
        self._resting = QTimer(self, singleShot=True, interval=REST)
        self._resting.timeout.connect(self._follow)
        session.opened.connect(self._begin)
        session.changed.connect(self._notice)

    def start(self, unit: UnitId) -> None:
        """Look at a unit of this generator; one that is being looked at is left."""
        if not self._begins_anew():
            return
        self._forget()
        self._unit, self._scene = unit, active_scene(self._session.project)
        self.begun.emit(unit)
        self.running.emit(True)
        self._jobs.run(Inspect(self._live.epoch, self._job, InspectRequest(unit, self._scene)), self._hear)
        self._show_effects(unit, self._scene)

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

    def _show_effects(self, unit: UnitId, scene: Scene) -> None:
        untouched = Recipe(self._session.project.base)
        edits = (UnitEdit("look", "", (unit,), change.gain, change.shift) for change in self.changes(unit))
        self._effects.show([self._live.request(scene, untouched.with_edit(edit)) for edit in edits])

    def _notice(self) -> None:
        """The scene on the canvas may be another one now."""
        if self._unit is not None and self._session.is_open and active_scene(self._session.project) != self._scene:
            self._resting.start()

    def _follow(self) -> None:
        if self._unit is None or not self._live.ready:
            return
        self._scene = active_scene(self._session.project)
        self._show_effects(self._unit, self._scene)
        self._say_here(self._unit, self._scene)

    def _say_here(self, unit: UnitId, scene: Scene) -> None:
        """What was not looked at is, where that is quick: with prompts every scene is a whole sampling."""
        if self.inspection is None:
            return
        value = self.inspection.value_in(scene)
        if value is None and scene.prompt is None:
            self.start(unit)
        else:
            self.here.emit(value)

    def _forget(self) -> None:
        self._resting.stop()
        self.inspection = self._unit = self._scene = None
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
        if self._unit is not None and self._scene is not None:
            self._say_here(self._unit, self._scene)
