"""What the concept edits do to words, measured in the engine when an edit is made or changed."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.engine.protocol.to_engine import MeasureConcept
from app.engine.protocol.to_studio import ConceptMeasured, Failed, ToStudio
from app.session.jobs import Jobs
from app.session.live import CANVAS, Live
from app.session.session import Session
from models.document.concept import ConceptEdit

_KEPT = 64


class Measuring(QObject):
    """changed: something is known of another edit.

    Each edit is measured alone, and only when nothing else is to be drawn. Nobody asks for it, so nobody waits for it.
    """

    changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._live = session, jobs, live
        self._known: dict[ConceptEdit, ConceptMeasured | None] = {}
        self._measured: ConceptEdit | None = None
        self._measuring = 0
        session.opened.connect(self._known.clear)
        session.changed.connect(self._follow)
        live.canvas.connect(lambda *_: self._follow())

    def known(self, edit: ConceptEdit) -> ConceptMeasured | None:
        """What is known of an edit."""
        return self._known.get(_bare(edit))

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


def _bare(edit: ConceptEdit) -> ConceptEdit:
    """What its measures depend on."""
    return replace(edit, key="", name="", enabled=True)
