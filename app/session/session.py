"""The open document: one project, its undo history, where it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from models.document.generator_info import GeneratorInfo
from models.document.project import Project, save_project
from models.document.recipe import Edit, Recipe


class Session(QObject):
    """All state of the studio that is worth keeping lives here, in one frozen Project.

    changed: the project is another now (what differs, the listener sees by comparing parts).
    opened: another generator, and so another project. saved: under which path.
    """

    opened = Signal()
    changed = Signal()
    saved = Signal(Path)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.info: GeneratorInfo | None = None
        self.path: Path | None = None
        self._project: Project | None = None
        self._unsaved_note = False
        self._before_moving: Project | None = None
        self._trial: Edit | None = None
        self.undo_stack.cleanChanged.connect(self.changed)

    @property
    def is_open(self) -> bool:
        """Whether there is a project."""
        return self._project is not None

    @property
    def project(self) -> Project:
        """The project; there must be one."""
        assert self._project is not None, "nothing is open"
        return self._project

    @property
    def dirty(self) -> bool:
        """Whether there is something to lose."""
        return self.is_open and (not self.undo_stack.isClean() or self._unsaved_note)

    def open(self, project: Project, info: GeneratorInfo, path: Path | None = None) -> None:
        """Begin with a project, new (no path) or loaded."""
        self._project, self.info, self.path = project, info, path
        self._unsaved_note, self._trial = False, None
        self.undo_stack.clear()
        self.opened.emit()
        self.changed.emit()

    def close(self) -> None:
        """Back to nothing."""
        self._project, self.info, self.path = None, None, None
        self._unsaved_note, self._trial = False, None
        self.undo_stack.clear()
        self.opened.emit()

    def do(self, text: str, change: Callable[[Project], Project]) -> None:
        """Change the project, as one entry in the history; nothing when the change changes nothing."""
        before, after = self.project, change(self.project)
        if after != before:
            self.undo_stack.push(_Change(self, text, before, after))

    def note(self, change: Callable[[Project], Project], *, keep: bool = False) -> None:
        """Change what undo does not cover: which scene is shown, what a search found.

        keep: it is worth asking about before it is lost.
        """
        self._project = change(self.project)
        self._unsaved_note |= keep
        self.changed.emit()

    @property
    def moving(self) -> bool:
        """Whether a drag is under way."""
        return self._before_moving is not None

    def move(self, change: Callable[[Project], Project]) -> None:
        """Change the project for now, as a slider does while it is dragged; `settle` ends it."""
        if self._before_moving is None:
            self._before_moving = self.project
        self.note(change)

    def settle(self, text: str) -> None:
        """The drag has ended: one entry in the history for all its moves."""
        before, self._before_moving = self._before_moving, None
        if before is not None and self.project != before:
            self.undo_stack.push(_Change(self, text, before, self.project))
        self.changed.emit()

    @property
    def trial(self) -> Edit | None:
        """An edit that pictures show already, and that is not in the project yet."""
        return self._trial

    def attempt(self, edit: Edit | None) -> None:
        """Show pictures with this edit in place of the one that has its key, or beside all; None ends it.

        The project, what is saved of it and its history know nothing of it.
        """
        if edit != self._trial:
            self._trial = edit
            self.changed.emit()

    @property
    def shown_recipe(self) -> Recipe:
        """What pictures are made with: the project's recipe, with the trial."""
        recipe = self.project.recipe
        return recipe.with_edit(self._trial) if self._trial else recipe

    def save(self, path: Path, thumbnail_png: bytes = b"") -> None:
        """Write the project to a file. Raises UnlitError; the session is then as before."""
        save_project(self.project, path, thumbnail_png)
        self.path = path
        self._unsaved_note = False
        self.undo_stack.setClean()
        self.saved.emit(path)
        self.changed.emit()

    def recover(self, path: Path | None) -> None:
        """What was just opened was left behind by a crash: it belongs to the file at `path`, and is not saved."""
        self.path = path
        self._unsaved_note = True

    def restore(self, snapshot: Project) -> None:
        """What undo brings back: edits, scenes and paint; rankings stay, they are true whatever is painted now."""
        self._project = replace(snapshot, rankings=self.project.rankings)
        self.changed.emit()


class _Change(QUndoCommand):
    """From one project to another. Projects are frozen and share their parts, so keeping both is cheap and exact."""

    def __init__(self, session: Session, text: str, before: Project, after: Project) -> None:
        super().__init__(text)
        self._session, self._before, self._after = session, before, after

    def undo(self) -> None:
        self._session.restore(self._before)

    def redo(self) -> None:
        self._session.restore(self._after)
