"""CHANGE A WORD: what is said, what is to be meant, and what stays; how, under Details."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.panels.concept_details import ConceptDetails
from app.panels.pair_list import PairList
from app.panels.share_list import ShareList
from app.widgets.disclosure import Disclosure
from app.widgets.keys import is_escape_override
from app.widgets.labels import Sentences, dim_label, heading
from app.widgets.lines_edit import LinesEdit
from app.widgets.scrolling import put_in
from models.document.concept import ConceptEdit, Preset, with_preset

TYPING = 500  # milliseconds without a key, after which what was typed is tried


class ChangeWordPanel(QFrame):
    """written(ConceptEdit or None): what stands here now, once typing pauses; None while it says nothing yet.

    kept(), dropped(): it is finished. list_wanted(): a file with words is to be chosen.
    """

    written = Signal(object)
    kept = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Change a word"))
        self._edit = ConceptEdit("", "", "replace", ())
        self._waiting = QTimer(self, singleShot=True, interval=TYPING)
        self._waiting.timeout.connect(self._say)
        self.pairs, self.shares, self.details = PairList(), ShareList(), ConceptDetails()
        self.list_wanted = self.pairs.list_wanted
        self._make_fields()
        self._lay_out()
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

    def _lay_out(self) -> None:
        self.more = Disclosure(self.tr("Details"), self.tr("Show how the words are changed"), self.details)
        page = QWidget()
        fields = QVBoxLayout(page)
        fields.setContentsMargins(0, 0, 6, 0)
        fields.setSpacing(8)
        for piece in (self.kind, self.pairs, self.shares, dim_label(self.tr("Keep")), self.keep, self.notes):
            fields.addWidget(piece)
        fields.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        fields.addWidget(self.details)
        fields.addStretch(1)
        scroll = QScrollArea()
        put_in(scroll, page)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.ok)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 6, 12)
        column.setSpacing(8)
        column.addWidget(heading(self.tr("Change a word")))
        column.addWidget(scroll, 1)
        column.addLayout(buttons)

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

    # ------------------------------------------------------------------------------------------------ keys
    def event(self, event: QEvent) -> bool:
        if is_escape_override(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._finish()
        else:
            super().keyPressEvent(event)
