"""EDITS: sliders that are the recipe."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject

from app.dialogs import questions
from app.panels.edits import EditsPanel
from app.presenters.status import StatusPresenter
from app.session.document import with_edit, with_units
from app.studio import Studio
from models.document.errors import UnlitError
from models.document.project import Project
from models.document.recipe import UnitEdit
from models.document.units import find_unit


class EditsPresenter(QObject):
    """Between the session and the list of sliders."""

    def __init__(self, studio: Studio, panel: EditsPanel, status: StatusPresenter) -> None:
        super().__init__(panel)
        self._session, self._panel, self._status = studio.session, panel, status
        self._changing, self._measuring = studio.changing, studio.measuring
        for changed in (studio.session.changed, studio.changing.changed, studio.measuring.changed):
            changed.connect(self._show)
        panel.gain_moved.connect(self._move)
        panel.gain_committed.connect(self._commit)
        panel.enabled_changed.connect(lambda key, on: self._set(key, self.tr("Switch edit on or off"), enabled=on))
        panel.renamed.connect(lambda key, name: self._set(key, self.tr("Rename edit"), name=name))
        panel.removed.connect(self._remove)
        panel.strength_moved.connect(self._move_strength)
        panel.strength_committed.connect(self._commit_strength)
        panel.fit_wanted.connect(studio.measuring.find_strength)
        studio.measuring.fitted.connect(lambda fit: status.tell(fit.sentence))

    def add_by_name(self) -> None:
        """Ask for units by their names, here or in other programs, and make one slider of them."""
        info = self._session.info
        text = questions.ask_units(self._panel)
        if info is None or not text:
            return
        try:
            units = tuple(dict.fromkeys(find_unit(name, info.layers) for name in text.split(",")))
        except UnlitError as error:
            self._status.problem(error)
            return
        self._session.do(self.tr("Add slider"), lambda project: with_units(project, units, self.tr("Part")))

    def _show(self) -> None:
        if self._session.is_open:
            recipe = self._session.project.recipe
            self._panel.set_edits(recipe.edits)
            for edit in recipe.concept_edits():
                self._panel.set_report(edit.key, self._measuring.report(edit))
            self._panel.set_written(self._changing.begun.key if self._changing.begun else "")
            self._panel.show_words(self._changing.possible)

    def _move(self, key: str, gain: float) -> None:
        self._session.move(lambda project: with_edit(project, replace(_unit_edit(project, key), gain=gain)))

    def _commit(self, key: str, _old: float, new: float) -> None:
        """The end of a drag, of a keyboard step or of typing: one entry in the history."""
        self._move(key, new)
        self._session.settle(self.tr("Move slider"))

    def _move_strength(self, key: str, strength: float) -> None:
        self._session.move(lambda project: with_edit(project, replace(project.recipe.edit(key), strength=strength)))

    def _commit_strength(self, key: str, _old: float, new: float) -> None:
        self._move_strength(key, new)
        self._session.settle(self.tr("Move slider"))

    def _set(self, key: str, text: str, **fields: object) -> None:
        self._session.do(text, lambda project: with_edit(project, replace(project.recipe.edit(key), **fields)))

    def _remove(self, key: str) -> None:
        def without(project: Project) -> Project:
            return replace(project, recipe=project.recipe.without_edit(key))

        self._session.do(self.tr("Remove edit"), without)


def _unit_edit(project: Project, key: str) -> UnitEdit:
    edit = project.recipe.edit(key)
    assert isinstance(edit, UnitEdit), "only these have sliders"
    return edit
