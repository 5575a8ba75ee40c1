"""Finding what makes the painted thing: the search as the studio sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.engine.asking import TRIES
from app.engine.client import Engine
from app.engine.protocol.to_engine import Rank, Transfer
from app.engine.protocol.to_studio import Ranked, RankProgress, Thumbnail, ToStudio, TransferProgress, Transferred
from app.session.document import (
    by_hand,
    evidence,
    scenes_to_look_on,
    thing_name,
    used_units,
    with_found,
    with_ranking,
    with_units,
)
from app.session.gallery import Gallery
from app.session.jobs import Jobs
from app.session.live import Live
from app.session.session import Session
from app.session.work import Work
from models.document.ranking import Ranking, RankRequest
from models.document.recipe import Recipe, UnitEdit
from models.document.units import UnitId

THUMBNAILS = 24


@dataclass(frozen=True)
class SearchOptions:
    """exhaustive: ablate every unit. elsewhere: find the painted thing on other scenes first, on `scenes` in all."""

    exhaustive: bool = False
    elsewhere: bool = False
    scenes: int = 8


class Searching(Work):
    """running: whether a search is under way. progress: what it does, done, total (0: not known), seconds left or None.

    found: the ranking so far. thumbnail: the first scene with a unit off. looked: on how many other scenes the painted
    thing was found, and on how many it should have been.
    """

    running = Signal(bool)
    progress = Signal(str, int, int, object)
    found = Signal(Ranking)
    thumbnail = Signal(UnitId, np.ndarray)
    looked = Signal(int, int)
    options_changed = Signal(SearchOptions)

    def __init__(self, session: Session, engine: Engine, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(session, jobs, live, parent)
        self.options = SearchOptions()
        self._shown: tuple[UnitId, ...] = ()
        self._parts = Gallery("part", engine, live, self)
        self._parts.picture.connect(lambda place, picture: self.thumbnail.emit(self._shown[place], picture))
        engine.thumbnail.connect(self._receive_thumbnail)

    def request(self) -> RankRequest:
        """What a search would be asked now."""
        method = "exhaustive" if self.options.exhaustive else "shortlist"
        return RankRequest(evidence(self._session.project), method)

    def set_options(self, **options: object) -> None:
        """Change how the next search is done."""
        self.options = replace(self.options, **options)
        self.options_changed.emit(self.options)

    def start(self) -> None:
        """Search with everything that is painted, and before that, if it is wanted, find it on other scenes."""
        if not evidence(self._session.project) or not self._begins():
            return
        self.show_parts(None)
        self.running.emit(True)
        if self._wanted() > 0:
            self._look_elsewhere()
        else:
            self._rank()

    def take(self, ranking: Ranking) -> None:
        """Show a ranking of this generator that was found at another time: it counts as the newest from now on."""
        self._session.note(lambda project: with_ranking(project, ranking), keep=True)
        self.found.emit(ranking)
        self.show_parts(ranking)

    def show_parts(self, ranking: Ranking | None) -> None:
        """Have the pictures made that are not kept with a ranking: the scene without each of its strongest parts."""
        strongest = ranking.units[:THUMBNAILS] if ranking else ()
        self._shown = tuple(ranked.unit for ranked in strongest)
        self._parts.show(())  # pictures that were made for another ranking are not on the screen any more
        if not ranking or not ranking.evidence:
            return
        scene, base = ranking.evidence[0].scene, self._session.project.base
        offs = (UnitEdit("off", "", (unit,), gain=0.0) for unit in self._shown)
        self._parts.show([self._live.request(scene, Recipe(base, (off,)), draft=True) for off in offs])

    def use(self, unit: UnitId) -> None:
        """Make a slider for a unit, unless there is one."""
        if unit not in used_units(self._session.project):
            self._session.do(self.tr("Add slider"), lambda project: with_units(project, (unit,), thing_name(project)))

    def _wanted(self) -> int:
        """On how many other scenes the painted thing is to be found."""
        return self.options.scenes - len(by_hand(self._session.project)) if self.options.elsewhere else 0

    def _look_elsewhere(self) -> None:
        project, wanted = self._session.project, self._wanted()
        scenes = scenes_to_look_on(project, TRIES * wanted)
        self._jobs.run(Transfer(self._live.epoch, self._job, by_hand(project), scenes, wanted), self._hear)

    def _rank(self) -> None:
        self.progress.emit(self.tr("Estimating all parts"), 0, 0, None)
        self._jobs.run(Rank(self._live.epoch, self._job, self.request()), self._hear)

    def _progresses(self, answer: ToStudio) -> bool:
        if isinstance(answer, Transferred) and self._session.is_open:
            return self._goes_on(answer)
        if isinstance(answer, TransferProgress):
            self.progress.emit(self.tr("Looking on other scenes"), answer.found, answer.most, None)
        elif isinstance(answer, RankProgress) and self._session.is_open:
            self._show_progress(answer)
        return isinstance(answer, TransferProgress | RankProgress)

    def _goes_on(self, answer: Transferred) -> bool:
        """What was found is evidence now; unless it was stopped, the search begins."""
        wanted = self._wanted()
        self._session.do(self.tr("Find on other scenes"), lambda project: with_found(project, answer.painted))
        self.looked.emit(len(answer.painted), wanted)
        goes_on = answer.complete and self._begins_anew()
        if goes_on:
            self._rank()
        return goes_on

    def _show_progress(self, answer: RankProgress) -> None:
        if answer.done:
            words = self.tr("Going on, ablating") if answer.known else self.tr("Ablating")
            self.progress.emit(words, answer.done, answer.total, answer.seconds_left)
        self.found.emit(answer.ranking)

    def _finish(self, answer: ToStudio) -> None:
        if isinstance(answer, Ranked):
            self._keep(answer.ranking)

    def _keep(self, ranking: Ranking) -> None:
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
