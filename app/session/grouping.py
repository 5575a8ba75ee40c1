"""Finding parts that work together: a group grown out of the newest ranking, as the studio sees it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.engine.asking import group_request
from app.engine.protocol import Failed, Grow, Grown, GrowProgress, ToStudio
from app.session.document import thing_name, with_units
from app.session.jobs import Jobs, error_of
from app.session.live import Live
from app.session.session import Session
from models.document.group import GroupRequest
from models.document.project import Project


class Grouping(QObject):
    """running: whether a group is being grown. progress: as of Searching. grown: what came of it.

    problem: an UnlitError.
    """

    running = Signal(bool)
    progress = Signal(str, int, int, object)
    grown = Signal(Grown)
    problem = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._live = session, jobs, live
        self._job: int | None = None

    @property
    def is_running(self) -> bool:
        """Whether a group is being grown."""
        return self._job is not None

    @property
    def possible(self) -> bool:
        """Whether there are parts to choose from."""
        return self._request() is not None

    def start(self) -> None:
        """Grow a group out of the strongest units that were found."""
        request = self._request()
        if self.is_running or not self._live.ready or request is None:
            return
        self._job = self._jobs.number()
        self.running.emit(True)
        self.progress.emit(self.tr("Trying parts together"), 0, 0, None)
        self._jobs.run(Grow(self._live.epoch, self._job, request), self._hear)

    def cancel(self) -> None:
        """Stop; no slider is made then."""
        if self._job is not None:
            self._jobs.cancel(self._job)

    def _request(self) -> GroupRequest | None:
        rankings = self._session.project.rankings if self._session.is_open else ()
        request = group_request(rankings[-1]) if rankings else None
        return request if request and request.evidence and len(request.candidates) > 1 else None

    def _hear(self, answer: ToStudio) -> None:
        if isinstance(answer, GrowProgress):
            words = self.tr("Trying parts together")
            self.progress.emit(words, answer.done, answer.total, answer.seconds_left)
            return
        self._job = None
        self.running.emit(False)
        if isinstance(answer, Grown) and self._session.is_open:
            self._finish(answer)
        elif isinstance(answer, Failed):
            self.problem.emit(error_of(answer))

    def _finish(self, answer: Grown) -> None:
        """One slider of the whole group, unless there is one of just these units."""
        units = tuple(step.unit for step in answer.steps)

        def add(project: Project) -> Project:
            there = any(set(edit.units) == set(units) for edit in project.recipe.unit_edits())
            return project if there else with_units(project, units, thing_name(project))

        if answer.complete and units:
            self._session.do(self.tr("Add slider"), add)
        self.grown.emit(answer)
