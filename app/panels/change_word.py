"""CHANGE A WORD: what is said, what is to be meant, and what stays; how, under Details."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from app.panels.concept_details import ConceptDetails
from app.panels.pair_list import PairList
from app.panels.share_list import ShareList, ShareWords
from app.panels.writing_panel import WritingPanel
from app.widgets.disclosure import Disclosure
from app.widgets.labels import Sentences, dim_label
from app.widgets.lines_edit import LinesEdit
from models.document.concept import ConceptEdit, Preset, with_preset

TYPING = 500  # milliseconds without a key, after which what was typed is tried


class ChangeWordPanel(WritingPanel):
    """written(ConceptEdit or None): what stands here now, once typing pauses; None while it says nothing yet.

    kept(), dropped(): it is finished. list_wanted(): a file with words is to be chosen.
    """

    written = Signal(object)
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Change a word"))
        self._edit = ConceptEdit("", "", "replace", ())
        self._waiting = QTimer(self, singleShot=True, interval=TYPING)
        self._waiting.timeout.connect(self._say)
        self.pairs, self.details = PairList(), ConceptDetails()
        self.list_wanted = self.pairs.list_wanted
        self._make_fields()
        self.more = Disclosure(self.tr("Details"), self.tr("Show how the words are changed"), self.details)
        pieces = (self.kind, self.pairs, self.shares, dim_label(self.tr("Keep")), self.keep, self.notes)
        self._lay_out(self.tr("Change a word"), pieces, self.more, self.details, (self.cancel, self.ok))
        self._connect()

    def set_edit(self, edit: ConceptEdit, *, in_sentences: bool) -> None:
        """Show an edit, and wait for what a person makes of it; silent."""
        self._waiting.stop()
        self._edit = edit
        self.kind.setCurrentIndex(self.kind.findData(edit.kind))
        self.pairs.set_pairs(edit.pairs)
        self.shares.set_shares(edit.shares)
        self.keep.set_lines(edit.preserve)
        self.details.show_edit(edit, in_sentences=in_sentences)
        self._show_kind()

    def edit(self) -> ConceptEdit | None:
        """What stands here; None while it says nothing yet."""
        edit = self._raw()
        whole = edit.pairs and all(pair.target for pair in edit.pairs if edit.kind == "replace")
        return edit if whole and (edit.kind != "debias" or edit.shares) else None

    @property
    def in_sentences(self) -> bool:
        """Whether the words are edited in the sentences of the prompts as well."""
        return self.details.sentences.isChecked()

    def set_notes(self, sentences: str) -> None:
        """What there is to say about it."""
        self.notes.say(sentences)

    # ------------------------------------------------------------------------------------------------ building
    def _make_fields(self) -> None:
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("What is done to the word"))
        for text, kind in (
            (self.tr("Another meaning"), "replace"), (self.tr("Erase"), "erase"), (self.tr("Weaken"), "moderate"),
            (self.tr("Balance"), "debias"),
        ):  # fmt: skip
            self.kind.addItem(text, kind)
        self.shares = ShareList(
            ShareWords(
                self.tr("Add, and how much"), self.tr("for instance: woman"), self.tr("Added, {number}"),
                self.tr("How much is added, {number}"),
                self.tr("1 adds as much of it as there is of the word; below 0 takes it away"),
                self.tr("Remove what is added, {number}"), self.tr("Add another"), 0.5, -100.0, 0.1,
            )
        )  # fmt: skip
        self.keep = LinesEdit(self.tr("Keep: words that go on meaning what they do, a line each"))
        self.keep.setPlaceholderText(self.tr("for instance: window"))
        self.keep.setToolTip(self.keep.accessibleName())
        self.notes = Sentences(dim=True)
        self.notes.say("")
        self.ok, self.cancel = QPushButton(self.tr("OK")), QPushButton(self.tr("Cancel"))
        self.ok.setAccessibleName(self.tr("Keep the changed word"))
        self.ok.setToolTip(self.tr("The word is changed from now on (Ctrl+Return)"))
        self.ok.setProperty("look", "primary")
        self.cancel.setAccessibleName(self.tr("Leave the word as it was"))
        self.cancel.setToolTip(self.tr("As if nothing had been tried (Esc)"))

    def _connect(self) -> None:
        for typed in (self.pairs.edited, self.shares.edited, self.keep.edited, self.details.edited):
            typed.connect(self._wait)
        self.kind.activated.connect(lambda _index: self._choose_kind())
        self.details.preset_chosen.connect(self._use_preset)
        self.pairs.finished.connect(self._finish)
        self.ok.clicked.connect(self._finish)
        self.cancel.clicked.connect(lambda: self.dropped.emit())

    # ------------------------------------------------------------------------------------------------ what is written
    def _raw(self) -> ConceptEdit:
        kind = self.kind.currentData()
        edit = self.details.changed(self._edit)
        shares = self.shares.shares() if kind == "debias" else ()
        empty = ("",) if "" in self._edit.preserve else ()  # the empty text is kept, too; it cannot be written
        preserve = (*empty, *self.keep.lines())
        return replace(edit, kind=kind, pairs=self.pairs.pairs(), shares=shares, preserve=preserve)

    def _choose_kind(self) -> None:
        self._show_kind()
        self._wait()

    def _show_kind(self) -> None:
        kind = self.kind.currentData()
        self.pairs.show_targets(kind == "replace")
        self.shares.setVisible(kind == "debias")
        self.details.show_kind(kind)
        self._show_whole()

    def _show_whole(self) -> None:
        self.ok.setEnabled(self.edit() is not None)

    def _use_preset(self, name: Preset) -> None:
        edit = with_preset(self._raw(), name)
        self.keep.set_lines(edit.preserve)
        self.details.show_edit(edit, in_sentences=False)
        self._edit = edit
        self._wait()

    def _wait(self) -> None:
        self._show_whole()
        self._waiting.start()

    def _say(self) -> None:
        self._waiting.stop()
        self.written.emit(self.edit())

    def _finish(self) -> None:
        if self.ok.isEnabled():
            self._say()
            self.kept.emit()
