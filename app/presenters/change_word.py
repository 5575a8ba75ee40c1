"""Change a word: the panel where it is written, the pictures that follow, the words of the prompt to pick from."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.dialogs import files
from app.panels.change_word import ChangeWordPanel
from app.panels.edits import EditsPanel
from app.panels.word_chips import WordChips
from app.presenters.status import StatusPresenter
from app.studio import Studio
from app.widgets.sentences import said
from models.document.concept import ConceptEdit, read_pairs
from models.document.errors import UnlitError


class ChangeWordPresenter(QObject):
    """Between the studio and the panel, which takes the place of the search while it is open."""

    def __init__(
        self,
        studio: Studio,
        panel: ChangeWordPanel,
        edits: EditsPanel,
        search: QWidget,
        chips: WordChips,
        status: StatusPresenter,
    ) -> None:
        super().__init__(panel)
        self._session, self._changing = studio.session, studio.changing
        self._measuring, self._looking = studio.measuring, studio.looking
        self._panel, self._edits, self._search, self._chips, self._status = panel, edits, search, chips, status
        self._shown: ConceptEdit | None = None
        studio.changing.changed.connect(self._show)
        panel.written.connect(self._write)
        panel.kept.connect(self._keep)
        panel.dropped.connect(self._drop)
        edits.change_wanted.connect(self._begin_with_key)
        panel.list_wanted.connect(self._read_list)
        studio.session.changed.connect(self._say)
        studio.measuring.changed.connect(self._say)
        chips.word_picked.connect(panel.pairs.offer)
        chips.change_wanted.connect(self._begin_with_chosen)

    def begin(self, edit: ConceptEdit | None = None, word: str = "") -> None:
        """Open the panel for a new edit, of this word, or for one that is there."""
        self._changing.begin(edit)
        if word:
            self._panel.pairs.offer(word)
        self._panel.pairs.take_focus()

    def _begin_with_key(self, key: str) -> None:
        edit = self._session.project.recipe.edit(key) if key else None
        self.begin(edit if isinstance(edit, ConceptEdit) else None)

    def _begin_with_chosen(self) -> None:
        word = self._looking.words[self._looking.chosen]
        self._looking.choose(-1)
        self.begin(word=word)

    def _show(self) -> None:
        begun = self._changing.begun
        if begun is not None and begun is not self._shown:
            self._panel.set_edit(begun, in_sentences=self._changing.in_sentences)
        self._shown = begun
        self._panel.setVisible(begun is not None)
        self._search.setVisible(begun is None)
        self._chips.set_picking(begun is not None)
        self._say()

    def _say(self) -> None:
        self._panel.set_notes(self._notes())

    def _notes(self) -> str:
        """What is known of what is tried."""
        trial, unsaid = self._session.trial, self._changing.unsaid()
        known = self._measuring.known(trial) if isinstance(trial, ConceptEdit) else None
        found = (known.effect, known.report) if known else ()
        notes = [said(warning) for each in found if each for warning in each.warnings]
        if unsaid:
            words = ", ".join(f"“{word}”" for word in unsaid[:3])
            notes.append(self.tr("No scene’s prompt says {words}: pictures change where one does.").format(words=words))
        return "\n".join(notes)

    def _keep(self) -> None:
        """The focus goes to the edit's slider."""
        trial = self._session.trial
        self._changing.keep()
        if trial is not None:
            self._edits.show_edit(trial.key)

    def _drop(self) -> None:
        self._changing.drop()
        self._edits.change.setFocus()

    def _write(self, edit: ConceptEdit | None) -> None:
        self._changing.attempt(edit, in_sentences=self._panel.in_sentences)

    def _read_list(self) -> None:
        path = files.ask_open(self._panel, self.tr("A list of words"), self.tr("Tables (*.csv *.tsv *.txt)"))
        if path is None:
            return
        try:
            self._panel.pairs.add_list(read_pairs(path))
        except UnlitError as error:
            self._status.problem(error)
