"""Balance a word: the panel where it is written, how often its choices come, the edit under which they are balanced."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.panels.balance_word import BalanceWordPanel
from app.panels.edits import EditsPanel
from app.studio import Studio
from app.widgets.sentences import said
from models.document.errors import UnlitError
from models.document.report import Balance, BalanceFound
from models.document.report import Balancing as How

_MOST_SENTENCES = 2


class BalanceWordPresenter(QObject):
    """Between the studio and the panel, which takes the place of the search while it is open."""

    def __init__(self, studio: Studio, panel: BalanceWordPanel, edits: EditsPanel, search: QWidget) -> None:
        super().__init__(panel)
        self._session, self._changing, self._balancing = studio.session, studio.changing, studio.balancing
        self._panel, self._edits, self._search = panel, edits, search
        self._how, self._is_sought, self._is_first = How(), False, False
        edits.balance_wanted.connect(self.begin)
        panel.edited.connect(self._follow)
        panel.count_wanted.connect(lambda: self._start(sought=False))
        panel.balance_wanted.connect(lambda: self._start(sought=True))
        panel.cancel_wanted.connect(self._balancing.cancel)
        panel.dropped.connect(self._drop)
        self._balancing.running.connect(panel.set_running)
        self._balancing.counted.connect(self._count)
        self._balancing.found.connect(self._show_found)
        self._balancing.stopped.connect(self._stopped)
        self._balancing.problem.connect(self._show_problem)
        studio.changing.changed.connect(self._give_way)
        studio.session.opened.connect(self._close)
        studio.session.changed.connect(self._follow_prompts)

    def begin(self) -> None:
        """Open the panel for another word."""
        if not self._changing.possible:
            return
        self._changing.keep()
        if not self._balancing.is_running:
            self._balancing.begin()
            self._panel.begin()
            self._follow()
        self._panel.show()
        self._search.hide()
        self._panel.word.setFocus()

    def _drop(self) -> None:
        """What is under way is stopped first; the edit that was made stays."""
        if self._balancing.is_running:
            self._balancing.cancel()
            return
        self._close()
        if self._balancing.key in {edit.key for edit in self._session.project.recipe.edits}:
            self._edits.show_edit(self._balancing.key)
        else:
            self._edits.balance.setFocus()

    def _close(self) -> None:
        if not self._panel.isHidden():
            self._panel.hide()
            self._search.setVisible(self._changing.begun is None)

    def _give_way(self) -> None:
        """To a word that is changed."""
        if self._changing.begun is not None and not self._panel.isHidden():
            self._balancing.cancel()
            self._close()

    def _follow(self) -> None:
        """Something else is written: nothing is known of it."""
        written = self._panel.written()
        self._panel.table.set_choices([share.text for share in written.shares] if written else ())
        self._show_sentences()

    def _follow_prompts(self) -> None:
        if not self._panel.isHidden() and self._session.is_open and not self._balancing.is_running:
            self._panel.set_possible(bool(self._sentences()))

    def _sentences(self) -> tuple[str, ...]:
        written = self._panel.written()
        return self._balancing.sentences(written) if written else ()

    def _show_sentences(self) -> None:
        """In which prompts it is counted; what to do where there is none."""
        written, sentences = self._panel.written(), self._sentences()
        self._panel.set_possible(bool(sentences))
        if written is None:
            self._panel.set_notes(self.tr("Write a word, and two choices or more that should come in its pictures."))
        elif sentences:
            said = "\n".join(f"“{text}”" for text in sentences[:_MOST_SENTENCES])
            self._panel.set_notes(self.tr("Pictures are drawn of:\n{prompts}").format(prompts=said))
        else:
            words = self.tr(
                "No scene’s prompt says “{word}” and leaves the choice open. Write one below the picture: without "
                "what only a choice says."
            )
            self._panel.set_notes(words.format(word=written.pairs[0].source))

    def _start(self, *, sought: bool) -> None:
        written = self._panel.written()
        if written is None or not self._sentences():
            return
        self._how, self._is_sought, self._is_first = self._panel.how(written.shares), sought, True
        self._panel.set_notes("")
        self._panel.table.set_choices([share.text for share in written.shares])
        self._balancing.start(written, self._how, self._panel.clip.text().strip(), sought=sought)

    def _count(self, counts: tuple[int, ...]) -> None:
        """In the first round nothing is changed yet."""
        if self._is_first:
            self._panel.table.set_now(counts)
            self._is_first = sum(counts) < self._how.pictures
        else:
            self._panel.table.set_after(counts)

    def _show_found(self, found: BalanceFound) -> None:
        table, balance = self._panel.table, found.balance
        table.set_now(found.counts, found.intervals)
        if balance is None:
            self._panel.set_notes(
                self.tr("This is how it is now, counted in {count} pictures.").format(count=sum(found.counts))
            )
            return
        if sum(balance.tested):
            table.set_after(balance.tested, balance.intervals)
        else:
            table.set_estimated(next(each.counts for each in balance.rounds if each.shares == balance.shares))
        self._panel.set_notes(self._verdict(balance))

    def _verdict(self, balance: Balance) -> str:
        """What came of it, and whether it changed anything."""
        tested, near = sum(balance.tested), round(100 * self._how.tolerance)
        if not tested:
            words = self.tr("In {rounds} tries it could not be balanced to {near} %.")
        else:
            words = {
                "balanced": self.tr(
                    "Balanced to {near} %, with 95 % confidence after {tested} pictures of other seeds."
                ),
                "unbalanced": self.tr("Still more than {near} % off after {tested} pictures of other seeds."),
                "undecided": self.tr("It may be balanced; {tested} pictures of other seeds are too few to be sure."),
            }[balance.verdict]
        said = words.format(rounds=len(balance.rounds), near=near, tested=tested)
        unchanged = balance.shares == balance.rounds[0].shares
        after = self.tr("Nothing was changed.") if unchanged else self.tr("The edit is in the list above.")
        return f"{said} {after}"

    def _stopped(self) -> None:
        self._panel.table.clear_after()
        self._panel.set_notes(self.tr("Stopped. Nothing was changed."))

    def _show_problem(self, error: UnlitError) -> None:
        self._panel.set_notes(said(error.sentence))
