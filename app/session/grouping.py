"""Finding parts that work together: a group grown out of the newest ranking, as the studio sees it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.engine.asking import group_request
from app.engine.protocol.to_engine import Grow
from app.engine.protocol.to_studio import Grown, GrowProgress, ToStudio
from app.session.document import thing_name, with_units
from app.session.work import Work
from models.document.group import GroupRequest
from models.document.project import Project


class Grouping(Work):
    """running: whether a group is being grown. progress: as of Searching. grown: what came of it."""

    running = Signal(bool)
    progress = Signal(str, int, int, object)
    grown = Signal(Grown)

    @property
    def possible(self) -> bool:
        """Whether there are parts to choose from."""
        return self._request() is not None

    def start(self) -> None:
        """Grow a group out of the strongest units that were found."""
        request = self._request()
        if request is None or not self._begins():
            return
        self.running.emit(True)
        self.progress.emit(self.tr("Trying parts together"), 0, 0, None)
        self._jobs.run(Grow(self._live.epoch, self._job, request), self._hear)

    def _request(self) -> GroupRequest | None:
        rankings = self._session.project.rankings if self._session.is_open else ()
        request = group_request(rankings[-1]) if rankings else None
        return request if request and request.evidence and len(request.candidates) > 1 else None

    def _progresses(self, answer: ToStudio) -> bool:
        if isinstance(answer, GrowProgress):
            words = self.tr("Trying parts together")
            self.progress.emit(words, answer.done, answer.total, answer.seconds_left)
        return isinstance(answer, GrowProgress)

    def _finish(self, answer: ToStudio) -> None:
        if isinstance(answer, Grown) and self._session.is_open:
            self._take(answer)

    def _take(self, answer: Grown) -> None:
        """One slider of the whole group, unless there is one of just these units."""
        units = tuple(step.unit for step in answer.steps)

        def add(project: Project) -> Project:
            there = any(set(edit.units) == set(units) for edit in project.recipe.unit_edits())
            return project if there else with_units(project, units, thing_name(project))

        if answer.complete and units:
            self._session.do(self.tr("Add slider"), add)
        self.grown.emit(answer)
