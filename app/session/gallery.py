"""Small pictures beside the canvas: asked for together, made when nothing more urgent waits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.engine.client import Engine
from app.engine.protocol.to_engine import Render
from app.engine.protocol.to_studio import Rendered
from app.session.live import Live
from models.document.render import RenderRequest

PRIORITY = 3  # after the canvas, the picture before and the strip


class Gallery(QObject):
    """picture(place, picture): one of those asked for, by its place among them, uint8 [H, W, 3]."""

    picture = Signal(int, np.ndarray)

    def __init__(self, name: str, engine: Engine, live: Live, parent: QObject | None = None) -> None:
        """name: of its slots in the engine, where the newest request for a place replaces the one before."""
        super().__init__(parent)
        self._name, self._engine, self._live = name, engine, live
        self._requests: tuple[RenderRequest, ...] = ()
        self._there: dict[int, RenderRequest] = {}
        engine.rendered.connect(self._receive)
        live.resumed.connect(self._ask)

    def show(self, requests: Sequence[RenderRequest]) -> None:
        """From now on these; those that stay at their place are not made again."""
        before, self._requests = self._requests, tuple(requests)
        same = {place for place, pair in enumerate(zip(before, self._requests, strict=False)) if pair[0] == pair[1]}
        self._there = {place: request for place, request in self._there.items() if place in same}
        self._ask(same)

    def _ask(self, asked: set[int] | None = None) -> None:
        """For all that is not there; asked: places whose pictures are under way, or there."""
        if not self._live.ready:
            return
        for place, request in enumerate(self._requests):
            if place not in self._there and place not in (asked or ()):
                slot = f"{self._name} {place}"
                self._engine.send(Render(self._live.epoch, slot, self._live.serial(), request, PRIORITY))

    def _receive(self, message: Rendered, picture: np.ndarray) -> None:
        name, _, number = message.slot.rpartition(" ")
        if name != self._name or message.epoch != self._live.epoch or int(number) >= len(self._requests):
            return
        place = int(number)
        if self._requests[place] == message.request:
            self._there[place] = message.request
            self.picture.emit(place, picture)
