"""What the concept edits do to words, measured in the engine when an edit is made or changed."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.engine.protocol import ConceptMeasured, Failed, FitStrength, MeasureConcept, StrengthFitted, ToStudio
from app.session.document import with_edit
from app.session.jobs import Jobs, error_of
from app.session.live import CANVAS, Live
from app.session.session import Session
from models.document.concept import ConceptEdit
from models.document.concept_report import Fit
from models.document.recipe import Edit

_KEPT = 64


class Measuring(QObject):
    """changed: something is known of another edit. running: whether a strength is being found. fitted: what came of it.

    problem: an UnlitError. Each edit is measured alone, and only when nothing else is to be drawn.
    """

    changed = Signal()
    running = Signal(bool)
    fitted = Signal(Fit)
    problem = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._live = session, jobs, live
        self._known: dict[ConceptEdit, ConceptMeasured | None] = {}
        self._measured: ConceptEdit | None = None
        self._measuring = 0
        self._job: int | None = None
        session.opened.connect(self._begin)
        session.changed.connect(self._follow)
        live.canvas.connect(lambda *_: self._follow())

    @property
    def is_running(self) -> bool:
        """Whether a strength is being found."""
        return self._job is not None

    def known(self, edit: ConceptEdit) -> ConceptMeasured | None:
        """What is known of an edit."""
        return self._known.get(_bare(edit))

    def find_strength(self, key: str) -> None:
        """Give an edit the least strength at which its words are as good as changed."""
        edit = self._session.project.recipe.edit(key)
        if self.is_running or not self._live.ready or not isinstance(edit, ConceptEdit):
            return
        self._job = self._jobs.number()
        self.running.emit(True)
        self._jobs.run(FitStrength(self._live.epoch, self._job, edit), lambda answer: self._hear_fit(answer, edit))

    def cancel(self) -> None:
        """Stop finding a strength; it stays as it is."""
        if self._job is not None:
            self._jobs.cancel(self._job)

    def _begin(self) -> None:
        self.cancel()
        self._known.clear()

    def _follow(self) -> None:
        """Measure the next edit of which nothing is known; leave one that is another by now."""
        if not self._session.is_open:
            return
        edits = [_bare(edit) for edit in self._session.shown_recipe.concept_edits() if not edit.changes_nothing]
        if self._measured is not None:
            if self._session.moving or self._measured not in edits:
                self._jobs.cancel(self._measuring)
            return
        missing = [edit for edit in edits if edit not in self._known]
        if missing and self._live.ready and not self._session.moving and self._live.current(CANVAS):
            self._measured, self._measuring = missing[0], self._jobs.number()
            self._jobs.run(MeasureConcept(self._live.epoch, self._measuring, missing[0], drawn=True), self._hear)

    def _hear(self, answer: ToStudio) -> None:
        """One that cannot be measured is not asked for again: what is wrong with it, its picture says."""
        edit, self._measured = self._measured, None
        assert edit is not None, "it was asked for"
        if isinstance(answer, ConceptMeasured) or (isinstance(answer, Failed) and answer.kind != "engine"):
            self._known[edit] = answer if isinstance(answer, ConceptMeasured) else None
            for old in list(self._known)[:-_KEPT]:
                del self._known[old]
            self.changed.emit()
        if not isinstance(answer, Failed) or answer.kind != "engine":
            self._follow()

    def _hear_fit(self, answer: ToStudio, edit: Edit) -> None:
        self._job = None
        self.running.emit(False)
        if isinstance(answer, Failed):
            self.problem.emit(error_of(answer))
        elif isinstance(answer, StrengthFitted) and self._session.is_open:
            if edit in self._session.project.recipe.edits:  # nobody has changed it meanwhile
                fitted = replace(edit, strength=round(answer.fit.strength, 2))
                self._session.do(self.tr("Find the strength"), lambda project: with_edit(project, fitted))
            self.fitted.emit(answer.fit)


def _bare(edit: ConceptEdit) -> ConceptEdit:
    """What its measures depend on."""
    return replace(edit, key="", name="", enabled=True)
