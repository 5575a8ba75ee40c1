"""Balancing a word: how often each choice comes, and an edit under which they come as often as wanted."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.engine.protocol.to_engine import BalanceWord
from app.engine.protocol.to_studio import BalanceProgress, ToStudio, WordBalanced
from app.session.changing import name_of
from app.session.document import active_scene, free_number, with_edit
from app.session.jobs import Jobs
from app.session.live import Live
from app.session.session import Session
from app.session.work import Work
from models.document.concept import ConceptEdit, Share, with_shares
from models.document.report import BalanceFound, BalanceRequest
from models.document.report import Balancing as How
from models.edits.concepts.contexts import in_context


class Balancing(Work):
    """running: whether pictures are being drawn. progress: as of Searching.

    counted(tuple): pictures that are counted together, so far, by choice; in the first round, or when only counting,
    they tell how it is now, and afterwards how it is with shares that are tried. found(BalanceFound): at the end; where
    it was sought, the edit is one of the project's now, unless nothing changed. stopped: it was cancelled, or failed.
    key: of the edit.
    """

    running = Signal(bool)
    progress = Signal(str, int, int, object)
    counted = Signal(object)
    found = Signal(BalanceFound)
    stopped = Signal()

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(session, jobs, live, parent)
        self.key = ""
        self._request: BalanceRequest | None = None
        session.opened.connect(self.begin)

    def begin(self) -> None:
        """What is balanced next is another edit."""
        self.cancel()
        self.key, self._request = "", None

    def sentences(self, written: ConceptEdit) -> tuple[str, ...]:
        """The scenes' prompts that say the word and leave the choice open: there it is counted and changed."""
        scenes = self._session.project.scenes if self._session.is_open else ()
        texts = (scene.prompt.text for scene in scenes if scene.prompt)
        return tuple(pair.source for pair in in_context(written, texts).pairs[len(written.pairs) :])

    def start(self, written: ConceptEdit, how: How, clip: str = "", *, sought: bool) -> None:
        """Count, and, where it is sought, find shares at which the choices come as often as wanted.

        written: the word, the choices and what is kept; its shares do not matter. clip: as of ReportRequest.
        """
        if not self._begins():
            return
        project = self._session.project
        kept = self._kept(written)
        self.key = kept.key if kept else f"edit-{free_number(project)}"
        edit = self._edit(written, kept)
        recipe, asked = project.recipe.with_edit(edit), active_scene(project).prompt
        self._request = BalanceRequest(recipe, self.key, how, sought, clip, asked)
        self.running.emit(True)
        self.progress.emit(self._words(), 0, 0, None)
        self._jobs.run(BalanceWord(self._live.epoch, self._job, self._request), self._hear)

    def _edit(self, written: ConceptEdit, kept: ConceptEdit | None) -> ConceptEdit:
        """With the shares that were found before; a new one begins with 0, at which it changes nothing."""
        known = {share.text: share.share for share in kept.shares} if kept else {}
        shares = tuple(Share(share.text, known.get(share.text, 0.0)) for share in written.shares)
        bare = replace(written, key=self.key, name=kept.name if kept else name_of(written), shares=shares)
        return in_context(bare, self.sentences(written))

    def _kept(self, written: ConceptEdit) -> ConceptEdit | None:
        """What this word was balanced by before, since `begin`."""
        edits = self._session.project.recipe.concept_edits()
        mine = (edit for edit in edits if (edit.key, edit.kind) == (self.key, "debias"))
        return next((edit for edit in mine if edit.pairs[0] == written.pairs[0]), None)

    def _words(self) -> str:
        is_sought = self._request is not None and self._request.sought
        return self.tr("Balancing, at most") if is_sought else self.tr("Counting")

    def _progresses(self, answer: ToStudio) -> bool:
        if isinstance(answer, BalanceProgress):
            self.progress.emit(self._words(), answer.done, answer.total, answer.seconds_left)
            self.counted.emit(answer.counts)
        return isinstance(answer, BalanceProgress)

    def _finish(self, answer: ToStudio) -> None:
        if isinstance(answer, WordBalanced) and self._request is not None:
            self._take(answer.found, self._request)
            self.found.emit(answer.found)
        else:
            self.stopped.emit()

    def _take(self, found: BalanceFound, request: BalanceRequest) -> None:
        """One entry in the history; none where the choices are best as they were."""
        edit = request.recipe.edit(request.key)
        assert isinstance(edit, ConceptEdit), "it was asked for"
        if found.balance is not None and found.balance.shares != tuple(share.share for share in edit.shares):
            balanced = with_shares(edit, found.balance.shares)
            self._session.do(self.tr("Balance a word"), lambda project: with_edit(project, balanced))
