"""INSPECTOR: from a part's name to what was learned of it, and from there to sliders and scenes."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject

from app.panels.inspector import InspectorPanel
from app.panels.side_tabs import SideTabs
from app.presenters.status import StatusPresenter
from app.session.document import thing_name, used_units, with_scene, with_units
from app.studio import Studio
from models.document.errors import UnlitError
from models.document.project import Project
from models.document.recipe import Change
from models.document.scene import Scene
from models.document.units import UnitId, find_unit


class InspectorPresenter(QObject):
    """Between the studio and the inspector, which opens when a part is to be looked at."""

    def __init__(self, studio: Studio, panel: InspectorPanel, tabs: SideTabs, status: StatusPresenter) -> None:
        super().__init__(panel)
        self._session, self._inspecting = studio.session, studio.inspecting
        self._panel, self._tabs, self._status = panel, tabs, status
        inspecting = studio.inspecting
        inspecting.begun.connect(self._show_unit)
        inspecting.running.connect(panel.set_running)
        inspecting.progress.connect(panel.set_progress)
        inspecting.found.connect(panel.set_inspection)
        inspecting.here.connect(panel.set_here)
        inspecting.top.connect(panel.set_top_picture)
        inspecting.effect.connect(panel.set_effect_picture)
        studio.session.opened.connect(panel.clear)
        studio.session.changed.connect(self._show_units)
        panel.unit_wanted.connect(self._look_at_name)
        panel.unit_used.connect(studio.searching.use)
        panel.change_used.connect(self._use_change)
        panel.scene_chosen.connect(self._choose_scene)
        panel.cancel_wanted.connect(inspecting.cancel)

    def look_at(self, unit: UnitId) -> None:
        """Open the inspector and look at a unit."""
        self._tabs.show_tab("inspector")
        self._inspecting.start(unit)

    def _look_at_name(self, name: str) -> None:
        assert self._session.info is not None, "a generator is open"
        try:
            unit = find_unit(name, self._session.info.layers)
        except UnlitError as error:
            self._status.problem(error)
            return
        self._inspecting.start(unit)

    def _show_unit(self, unit: UnitId) -> None:
        self._panel.set_unit(unit, self._inspecting.layer(unit), self._inspecting.changes(unit))

    def _show_units(self) -> None:
        if self._session.is_open:
            self._panel.set_units(sorted(used_units(self._session.project)))

    def _use_change(self, unit: UnitId, change: Change) -> None:
        def used(project: Project) -> Project:
            project = with_units(project, (unit,), thing_name(project), change.gain)
            edit = replace(project.recipe.unit_edits()[-1], shift=change.shift)
            return replace(project, recipe=project.recipe.with_edit(edit))

        self._session.do(self.tr("Add slider"), used)

    def _choose_scene(self, scene: Scene) -> None:
        """Add it to the scenes, or show it where it is there already."""
        scenes = self._session.project.scenes
        if scene in scenes:
            self._session.note(lambda project: replace(project, active=scenes.index(scene)))
        else:
            self._session.do(self.tr("Add scene"), lambda project: with_scene(project, scene))
