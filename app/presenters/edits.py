"""EDITS: sliders that are the recipe."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject

from app.panels.edits import EditsPanel
from app.session.document import with_edit
from app.session.session import Session
from models.document.project import Project
from models.document.recipe import UnitEdit


class EditsPresenter(QObject):
    """Between the session and the list of sliders."""

    def __init__(self, session: Session, panel: EditsPanel) -> None:
        super().__init__(panel)
        self._session, self._panel = session, panel
        session.changed.connect(self._show)
        panel.gain_moved.connect(self._move)
        panel.gain_committed.connect(self._commit)
        panel.enabled_changed.connect(lambda key, on: self._set(key, self.tr("Switch edit on or off"), enabled=on))
        panel.renamed.connect(lambda key, name: self._set(key, self.tr("Rename edit"), name=name))
        panel.removed.connect(self._remove)

    def _show(self) -> None:
        if self._session.is_open:
            self._panel.set_edits(self._session.project.recipe.edits)

    def _move(self, key: str, gain: float) -> None:
        self._session.move(lambda project: with_edit(project, replace(_edit(project, key), gain=gain)))

    def _commit(self, key: str, _old: float, new: float) -> None:
        """The end of a drag, of a keyboard step or of typing: one entry in the history."""
        self._move(key, new)
        self._session.settle(self.tr("Move slider"))

    def _set(self, key: str, text: str, **fields: object) -> None:
        self._session.do(text, lambda project: with_edit(project, replace(_edit(project, key), **fields)))

    def _remove(self, key: str) -> None:
        def without(project: Project) -> Project:
            return replace(project, recipe=project.recipe.without_edit(key))

        self._session.do(self.tr("Remove edit"), without)


def _edit(project: Project, key: str) -> UnitEdit:
    return project.recipe.edit(key)
