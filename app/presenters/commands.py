"""Which commands can be used now, and which are pressed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from app.actions import enable_actions
from app.canvas.compare import Compare
from app.canvas.view import CanvasView
from app.panels.side_tabs import SideTabs
from app.session.document import active_scene, evidence
from app.session.scenes import label_of, removable
from app.studio import Studio


class CommandsPresenter(QObject):
    """Between the studio and the actions. shown: the actions are as the studio is now."""

    shown = Signal()

    def __init__(self, studio: Studio, view: CanvasView, tabs: SideTabs, actions: dict[str, QAction]) -> None:
        super().__init__(view)
        self._studio, self._view, self._tabs, self._actions = studio, view, tabs, actions
        for changed in (
            studio.session.opened,
            studio.session.changed,
            studio.session.undo_stack.canUndoChanged,
            studio.session.undo_stack.canRedoChanged,
            studio.live.ready_changed,
            studio.searching.options_changed,
            studio.looking.changed,
            *(work.running for work in studio.works),
            view.overlay_visible_changed,
            view.keeping_changed,
            view.compare_changed,
            tabs.shown_changed,
        ):
            changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        session, actions = self._studio.session, self._actions
        enable_actions(actions, self._there())
        actions["undo"].setEnabled(session.undo_stack.canUndo())
        actions["redo"].setEnabled(session.undo_stack.canRedo())
        actions["remove_scene"].setEnabled(session.is_open and removable(session.project, session.project.active))
        actions["save_ranking"].setEnabled(session.is_open and bool(session.project.rankings))
        for key, on in self._pressed().items():
            actions[key].setChecked(on)
        self.shown.emit()

    def _pressed(self) -> dict[str, bool]:
        """Of the commands that stay pressed."""
        options, session = self._studio.searching.options, self._studio.session
        pinned = session.is_open and label_of(session.project, active_scene(session.project)).pinned
        return {
            "pin_scene": pinned,
            "show_region": self._view.overlay_visible(),
            "keep": self._view.keeping(),
            "split": self._view.compare() is Compare.SPLIT,
            "side_by_side": self._view.compare() is Compare.SIDE_BY_SIDE,
            "elsewhere": options.elsewhere,
            "exhaustive": options.exhaustive,
            "show_generator": self._tabs.shows("generator"),
            "show_history": self._tabs.shows("history"),
            "show_inspector": self._tabs.shows("inspector"),
        }

    def _there(self) -> set[str]:
        """What there is of what commands need."""
        studio, session = self._studio, self._studio.session
        there = {"project"} if session.is_open else set()
        there |= {"work"} if any(work.is_running for work in studio.works) else set()
        there |= {"paint"} if session.is_open and session.project.painted else set()
        there |= {"words"} if studio.changing.possible else set()
        there |= {"edits of words"} if studio.reporting.possible and studio.live.ready else set()
        there |= {"word"} if session.is_open and studio.looking.region is not None else set()
        if studio.searching.is_running or studio.grouping.is_running:
            return there
        there |= {"region"} if session.is_open and evidence(session.project) else set()
        return there | ({"parts"} if studio.live.ready and studio.grouping.possible else set())
