"""Finding what makes the painted thing: the search as the studio sees it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.engine.client import Engine
from app.engine.protocol import Failed, Rank, Ranked, RankProgress, Thumbnail, ToStudio
from app.session.document import evidence, used_units, with_ranking, with_units
from app.session.jobs import Jobs, error_of
from app.session.live import Live
from app.session.session import Session
from models.document.ranking import Ranking, RankRequest
from models.document.units import UnitId
from models.samples.catalogue import LAMP_ROOM


class Searching(QObject):
    """running: whether a search is under way. progress: done, total, seconds left. found: the ranking so far.

    thumbnail: the first scene with a unit off. problem: an UnlitError.
    """

    running = Signal(bool)
    progress = Signal(int, int, float)
    found = Signal(Ranking)
    thumbnail = Signal(UnitId, np.ndarray)
    problem = Signal(object)

    def __init__(self, session: Session, engine: Engine, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._live = session, jobs, live
        self._job: int | None = None
        engine.thumbnail.connect(self._receive_thumbnail)

    @property
    def is_running(self) -> bool:
        """Whether a search is under way."""
        return self._job is not None

    def start(self) -> None:
        """Search with everything that is painted."""
        if self.is_running or not self._live.ready or not self._session.project.painted:
            return
        self._job = self._jobs.number()
        self.running.emit(True)
        request = RankRequest(evidence(self._session.project))
        self._jobs.run(Rank(self._live.epoch, self._job, request), self._hear)

    def cancel(self) -> None:
        """Stop; what was found so far stays."""
        if self._job is not None:
            self._jobs.cancel(self._job)

    def use(self, unit: UnitId) -> None:
        """Make a slider for a unit, unless there is one."""
        if unit not in used_units(self._session.project):
            self._session.do(self.tr("Add slider"), lambda project: with_units(project, (unit,), self._thing()))

    def _thing(self) -> str:
        """What a slider is called until a person names it. In the lamp room it is a lamp that one looks for first."""
        is_lamp = self._session.project.generator_path == LAMP_ROOM
        return self.tr("Lamp") if is_lamp else self.tr("Part")

    def _hear(self, answer: ToStudio) -> None:
        if isinstance(answer, RankProgress):
            if not self._session.is_open:  # closed meanwhile; the search is on its way to its end
                return
            self.progress.emit(answer.done, answer.total, answer.seconds_left)
            self.found.emit(answer.ranking)
            return
        self._job = None
        self.running.emit(False)
        if isinstance(answer, Ranked):
            self._finish(answer.ranking)
        elif isinstance(answer, Failed):
            self.problem.emit(error_of(answer))

    def _finish(self, ranking: Ranking) -> None:
        """Keep the ranking; after a whole search the strongest unit becomes a slider."""
        if not self._session.is_open or ranking.base != self._session.project.base:
            return
        self._session.note(lambda project: with_ranking(project, ranking), keep=True)
        self.found.emit(ranking)
        if ranking.complete and ranking.units and ranking.units[0].score > 0:
            self.use(ranking.units[0].unit)

    def _receive_thumbnail(self, message: Thumbnail, picture: np.ndarray) -> None:
        if message.job == self._job:
            self.thumbnail.emit(message.unit, picture)
