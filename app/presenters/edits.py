"""EDITS: sliders that are the recipe."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject

from app.dialogs import questions
from app.engine.grouping import HEADS
from app.panels.edits import EditsPanel
from app.presenters.status import StatusPresenter
from app.session.document import with_edit, with_units
from app.session.editing import apart, moved, with_enabled
from app.studio import Studio
from app.widgets.sentences import said
from models.document.errors import UnlitError
from models.document.project import Project
from models.document.recipe import Span
from models.document.units import UnitId, find_unit


class EditsPresenter(QObject):
    """Between the session and the list of sliders. What their menus offer: see EditWishes."""

    def __init__(self, studio: Studio, panel: EditsPanel, status: StatusPresenter) -> None:
        super().__init__(panel)
        self._session, self._panel, self._status = studio.session, panel, status
        self._changing, self._measuring = studio.changing, studio.measuring
        self._before_solo: tuple[str, ...] = ()
        studio.session.opened.connect(self._begin)
        for changed in (studio.session.changed, studio.changing.changed, studio.measuring.changed):
            changed.connect(self._show)
        panel.gain_moved.connect(lambda key, gain: self._move(key, gain=gain))
        panel.shift_moved.connect(lambda key, shift: self._move(key, shift=shift))
        panel.strength_moved.connect(lambda key, strength: self._move(key, strength=strength))
        panel.gain_committed.connect(lambda key, _old, gain: self._commit(key, self.tr("Move slider"), gain=gain))
        panel.shift_committed.connect(lambda key, _old, shift: self._commit(key, self.tr("Shift parts"), shift=shift))
        panel.strength_committed.connect(lambda key, _old, new: self._commit(key, self.tr("Move slider"), strength=new))
        panel.enabled_changed.connect(lambda key, on: self._set(key, self.tr("Switch edit on or off"), enabled=on))
        panel.renamed.connect(lambda key, name: self._set(key, self.tr("Rename edit"), name=name))
        panel.removed.connect(self._remove)
        panel.solo_wanted.connect(self._solo)
        panel.place_changed.connect(self._place)
        panel.apart.connect(self._apart)
        panel.span_chosen.connect(self._span)
        panel.fit_wanted.connect(studio.fitting.start)
        studio.fitting.fitted.connect(lambda fit: status.tell(said(fit.sentence)))

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

    def _begin(self) -> None:
        self._before_solo = ()
        info = self._session.info
        heads = (layer.name for layer in info.layers if layer.kind in HEADS) if info else ()
        self._panel.set_kind(unshiftable=frozenset(heads), has_steps=info is not None and info.prompts)

    def _show(self) -> None:
        if self._session.is_open:
            recipe = self._session.project.recipe
            self._panel.set_edits(recipe.edits)
            for edit in recipe.concept_edits():
                known = self._measuring.known(edit)
                self._panel.set_measures(edit.key, known and known.report, known and known.effect)
            begun = self._changing.begun
            self._panel.set_written(begun.key if begun and not self._changing.is_new else "")
            self._panel.show_words(self._changing.possible)

    def _move(self, key: str, **fields: float) -> None:
        self._session.move(lambda project: with_edit(project, replace(project.recipe.edit(key), **fields)))

    def _commit(self, key: str, text: str, **fields: float) -> None:
        """The end of a drag, of a keyboard step or of typing: one entry in the history."""
        self._move(key, **fields)
        self._session.settle(text)

    def _set(self, key: str, text: str, **fields: object) -> None:
        self._do(text, lambda project: with_edit(project, replace(project.recipe.edit(key), **fields)))

    def _remove(self, key: str) -> None:
        def without(project: Project) -> Project:
            return replace(project, recipe=project.recipe.without_edit(key))

        self._do(self.tr("Remove edit"), without)

    def _solo(self, key: str, on: bool) -> None:
        """All others are bypassed; afterwards those are at work again that were before."""
        edits = self._session.project.recipe.edits
        if on:
            self._before_solo = tuple(edit.key for edit in edits if edit.enabled)
            self._do(self.tr("Only one edit"), lambda project: with_enabled(project, (key,)))
        else:
            keys = {*self._before_solo, key} if len(self._before_solo) > 1 else {edit.key for edit in edits}
            self._do(self.tr("All edits again"), lambda project: with_enabled(project, keys))

    def _place(self, key: str, place: int) -> None:
        self._do(self.tr("Move edit"), lambda project: moved(project, key, place))

    def _apart(self, key: str, unit: UnitId) -> None:
        self._do(self.tr("Split edit"), lambda project: apart(project, key, (unit,)))

    def _span(self, key: str, start: float, end: float) -> None:
        span = None if (start, end) == (0.0, 1.0) else Span(start, end)
        self._set(key, self.tr("Act in some steps"), span=span)

    def _do(self, text: str, change: Callable[[Project], Project]) -> None:
        self._session.do(text, change)
        self._show()  # also where nothing changed: a button has moved by itself
