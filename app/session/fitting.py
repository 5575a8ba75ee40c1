"""How strong must an edit of words be? The least strength that does, found in the engine, as the studio sees it."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.engine.protocol.to_engine import FitStrength
from app.engine.protocol.to_studio import StrengthFitted, ToStudio
from app.session.document import with_edit
from app.session.jobs import Jobs
from app.session.live import Live
from app.session.session import Session
from app.session.work import Work
from models.document.concept import ConceptEdit
from models.document.concept_report import Fit


class Fitting(Work):
    """running: whether a strength is being found. fitted: what came of it."""

    running = Signal(bool)
    fitted = Signal(Fit)

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(session, jobs, live, parent)
        self._edit: ConceptEdit | None = None
        session.opened.connect(self.cancel)

    def start(self, key: str) -> None:
        """Give an edit the least strength at which its words are as good as changed."""
        edit = self._session.project.recipe.edit(key)
        if isinstance(edit, ConceptEdit) and self._begins():
            self._edit = edit
            self.running.emit(True)
            self._jobs.run(FitStrength(self._live.epoch, self._job, edit), self._hear)

    def _finish(self, answer: ToStudio) -> None:
        if isinstance(answer, StrengthFitted) and self._session.is_open:
            self._take(answer.fit)

    def _take(self, fit: Fit) -> None:
        edit = self._edit
        if edit in self._session.project.recipe.edits:  # nobody has changed it meanwhile
            fitted = replace(edit, strength=round(fit.strength, 2))
            self._session.do(self.tr("Find the strength"), lambda project: with_edit(project, fitted))
        self.fitted.emit(fit)
