"""A look at the canvas's scene with one part off, while the pointer rests on it. No part of the document."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from app.engine.client import Engine
from app.engine.protocol.to_engine import Render
from app.engine.protocol.to_studio import Rendered
from app.session.document import active_scene
from app.session.live import Live
from app.session.session import Session
from models.document.recipe import UnitEdit
from models.document.units import UnitId

SLOT = "peek"
REST = 80  # milliseconds that the pointer rests on a part before its picture is made


class Peeking(QObject):
    """shown: the active scene under the recipe and with the part off, uint8 [H, W, 3]. ended: nothing is looked at."""

    shown = Signal(np.ndarray)
    ended = Signal()

    def __init__(self, session: Session, engine: Engine, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._engine, self._live = session, engine, live
        self._unit: UnitId | None = None
        self._serial = 0
        self._seen = False
        self._resting = QTimer(self, singleShot=True, interval=REST)
        self._resting.timeout.connect(self._ask)
        engine.rendered.connect(self._receive)
        session.opened.connect(lambda: self.look(None))
        session.changed.connect(self._ask_again)

    def look(self, unit: UnitId | None) -> None:
        """At the scene without this part; None: at the scene as it is."""
        self._unit, self._serial = unit, 0
        if unit is not None:
            self._resting.start()
            return
        self._resting.stop()
        if self._seen:
            self._seen = False
            self.ended.emit()

    def _ask_again(self) -> None:
        """The scene or the recipe may be another now."""
        if self._unit is not None and self._serial:
            self._ask()

    def _ask(self) -> None:
        if self._unit is None or not self._live.ready or not self._session.is_open:
            return
        scene, off = active_scene(self._session.project), UnitEdit("peek", "", (self._unit,), gain=0.0)
        request = self._live.request(scene, self._session.shown_recipe.with_edit(off), draft=True)
        self._serial = self._live.serial()
        self._engine.send(Render(self._live.epoch, SLOT, self._serial, request))

    def _receive(self, message: Rendered, picture: np.ndarray) -> None:
        if message.slot == SLOT and message.epoch == self._live.epoch and message.serial == self._serial:
            self._seen = True
            self.shown.emit(picture)
