"""SEARCH: from what is painted to parts to pick from."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.panels.search import SearchPanel
from app.session.document import used_units
from app.studio import Studio
from models.document.ranking import Ranking


class SearchPresenter(QObject):
    """Between the studio and the search panel."""

    def __init__(self, studio: Studio, panel: SearchPanel) -> None:
        super().__init__(panel)
        self._session, self._live, self._panel = studio.session, studio.live, panel
        self._searching = searching = studio.searching
        studio.session.opened.connect(self._begin)
        studio.session.changed.connect(self._show)
        studio.live.ready_changed.connect(self._show)
        searching.running.connect(self._show_running)
        searching.progress.connect(panel.set_progress)
        searching.found.connect(self._show_ranking)
        searching.thumbnail.connect(panel.set_thumbnail)
        panel.search_wanted.connect(searching.start)
        panel.cancel_wanted.connect(searching.cancel)
        panel.unit_chosen.connect(searching.use)

    def _begin(self) -> None:
        """Another project: show what was found in it, without thumbnails, which are not kept."""
        rankings = self._session.project.rankings if self._session.is_open else ()
        self._panel.set_ranking(rankings[-1] if rankings else None, done=True)

    def _show(self) -> None:
        if self._session.is_open:
            project = self._session.project
            reason = "" if project.painted else self.tr("Paint what you want to find first.")
            reason = reason if self._live.ready else self.tr("The engine is starting.")
            self._panel.set_ready(not reason, reason)
            self._panel.set_used(used_units(project))

    def _show_running(self, running: bool) -> None:
        self._panel.set_running(running)
        self._show()

    def _show_ranking(self, ranking: Ranking) -> None:
        self._panel.set_ranking(ranking, done=not self._searching.is_running)
        self._panel.set_used(used_units(self._session.project))
