"""Changing what a word means: an edit that is tried while it is written, and kept or dropped as a whole."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.session.document import free_number, with_edit
from app.session.session import Session
from models.document.concept import ConceptEdit
from models.edits.concepts.contexts import in_context, keeping_the_rest, out_of_context, said_otherwise

LONGEST_NAME, MOST_LOOKED_AT = 60, 8


class Changing(QObject):
    """changed: it has begun, ended, or another edit is tried.

    begun: the edit as it was at first, without sentences; None while nothing is being changed. is_new: whether it is
    one more, and not one of the project's. in_sentences: whether the words are edited as the scenes' prompts say them
    as well.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.begun: ConceptEdit | None = None
        self.is_new, self.in_sentences = True, True
        self._sentences: tuple[str, ...] = ()
        self._written: ConceptEdit | None = None
        self._prompts: tuple[str, ...] = ()
        session.opened.connect(self._end)
        session.changed.connect(self._follow)

    @property
    def possible(self) -> bool:
        """Whether what words mean can be changed in the open generator."""
        return self._session.info is not None and "words" in self._session.info.edits

    def begin(self, edit: ConceptEdit | None = None) -> None:
        """Write a new edit, or this one again. What was tried before is kept."""
        if not self.possible:
            return
        self.keep()
        self.is_new = edit is None
        if edit is None:
            key = f"edit-{free_number(self._session.project)}"
            self.begun, self._sentences, self.in_sentences = ConceptEdit(key, "", "replace", ()), (), True
        else:
            self.begun, self._sentences = out_of_context(edit)
            self.in_sentences = bool(self._sentences)
        self._written = self.begun if edit else None
        self.changed.emit()

    def attempt(self, written: ConceptEdit | None, *, in_sentences: bool) -> None:
        """Show pictures with the edit as it is written now; None while it says nothing yet."""
        self._written, self.in_sentences = self._named(written) if written else None, in_sentences
        self._try()
        self.changed.emit()

    def keep(self) -> None:
        """It is an edit of the project now, if there is one: one entry in the history."""
        edit = self._session.trial
        if isinstance(edit, ConceptEdit):
            text = self.tr("Change a word") if self.is_new else self.tr("Change words again")
            self.begun = None  # nothing is followed from here on
            self._session.do(text, lambda project: with_edit(project, edit))
        self._end()

    def drop(self) -> None:
        """As if nothing had been tried."""
        self._end()

    def unsaid(self) -> tuple[str, ...]:
        """Words of the edit that no scene's prompt says: there it cannot be seen."""
        pairs, prompts = self._written.pairs[:MOST_LOOKED_AT] if self._written else (), self._texts()
        unsaid = (pair for pair in pairs if all(said_otherwise(text, pair) is None for text in prompts))
        return tuple(pair.source for pair in unsaid)

    def _texts(self) -> tuple[str, ...]:
        scenes = self._session.project.scenes if self._session.is_open else ()
        return tuple(scene.prompt.text for scene in scenes if scene.prompt)

    def _named(self, written: ConceptEdit) -> ConceptEdit:
        """Called after its words, unless a person has called it otherwise."""
        own = self.begun is not None and self.begun.name not in ("", name_of(self.begun))
        return written if own else replace(written, name=name_of(written))

    def _key(self, begun: ConceptEdit) -> str:
        """Another one where a new edit's has been taken meanwhile."""
        project = self._session.project
        is_taken = self.is_new and any(edit.key == begun.key for edit in project.recipe.edits)
        return f"edit-{free_number(project)}" if is_taken else begun.key

    def _try(self) -> None:
        written, self._prompts = self._written, self._texts()
        if written is not None and self.begun is not None:
            written = replace(written, key=self._key(self.begun))
        if written is not None and self.in_sentences:
            written = keeping_the_rest(in_context(written, (*self._sentences, *self._prompts)))
        self._session.attempt(written)

    def _follow(self) -> None:
        """A prompt has become another one, or the key is taken."""
        trial = self._session.trial
        if not self._session.is_open or trial is None or self.begun is None:
            return
        if self._texts() != self._prompts or trial.key != self._key(self.begun):
            self._try()

    def _end(self) -> None:
        if self.begun is not None or self._session.trial is not None:
            self.begun = self._written = None
            self._session.attempt(None)
            self.changed.emit()


def name_of(edit: ConceptEdit) -> str:
    """What an edit is called until a person names it: after its first words."""
    if not edit.pairs:
        return ""
    patterns = {
        "replace": _tr("{source} → {target}"),
        "erase": _tr("No {source}"),
        "moderate": _tr("Less {source}"),
        "debias": _tr("Balanced {source}"),
    }
    return patterns[edit.kind].format(source=edit.pairs[0].source, target=edit.pairs[0].target)[:LONGEST_NAME]


def _tr(text: str) -> str:
    return QCoreApplication.translate("changing", text)
