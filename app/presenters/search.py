"""SEARCH: from what is painted to parts to pick from, and to parts that work together."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from app.canvas.view import CanvasView
from app.engine.protocol.to_studio import Grown
from app.panels.search import SearchPanel
from app.presenters.canvas import CanvasPresenter
from app.session.document import evidence, used_units
from app.session.searching import SearchOptions
from app.studio import Studio
from app.widgets.sentences import said
from app.widgets.wording import count_text, parts_text, percent_text
from models.document.ranking import Ranking


class SearchPresenter(QObject):
    """Between the studio and the search panel. What is hovered there is seen on the canvas."""

    def __init__(self, studio: Studio, panel: SearchPanel, canvas: CanvasPresenter, view: CanvasView) -> None:
        super().__init__(panel)
        self._session, self._live, self._panel = studio.session, studio.live, panel
        self._offered: tuple[Ranking, ...] | None = None
        self._searching, self._grouping = searching, grouping = studio.searching, studio.grouping
        studio.session.opened.connect(self._begin)
        studio.session.changed.connect(self._show)
        studio.live.ready_changed.connect(self._show)
        searching.running.connect(self._show_running)
        searching.progress.connect(panel.set_progress)
        searching.found.connect(self._show_ranking)
        searching.thumbnail.connect(panel.set_thumbnail)
        panel.results.unit_hovered.connect(studio.peeking.look)
        studio.peeking.shown.connect(view.set_picture)
        studio.peeking.ended.connect(lambda: view.set_picture(canvas.picture))
        panel.ranking_chosen.connect(self._choose)
        panel.search_wanted.connect(searching.start)
        panel.cancel_wanted.connect(searching.cancel)
        panel.unit_chosen.connect(searching.use)
        searching.options_changed.connect(self._show_options)
        panel.options.exhaustive_chosen.connect(lambda on: searching.set_options(exhaustive=on))
        panel.options.elsewhere_chosen.connect(lambda on: searching.set_options(elsewhere=on))
        panel.options.scenes_chosen.connect(lambda count: searching.set_options(scenes=count))
        self._show_options(searching.options)
        grouping.running.connect(self._show_grouping)
        grouping.progress.connect(panel.set_progress)
        grouping.grown.connect(self._show_group)
        panel.together_wanted.connect(grouping.start)
        panel.cancel_wanted.connect(grouping.cancel)

    def _begin(self) -> None:
        """Another project: show what was found in it. Its pictures are not kept, but made again."""
        rankings = self._session.project.rankings if self._session.is_open else ()
        self._panel.results.clear()
        self._panel.set_layers(self._session.info.layers if self._session.info else ())
        self._panel.set_ranking(rankings[-1] if rankings else None, done=True)
        self._searching.show_parts(rankings[-1] if rankings else None)
        self._panel.set_together("")

    def _choose(self, number: int) -> None:
        """number: of what the panel offers, the newest first."""
        ranking = self._session.project.rankings[-1 - number]
        self._panel.results.clear()
        self._searching.take(ranking)

    def _show(self) -> None:
        if self._session.is_open:
            project = self._session.project
            if project.rankings is not self._offered:
                self._offered = project.rankings
                self._panel.set_rankings([title_of(ranking) for ranking in reversed(project.rankings)])
            reason = "" if evidence(project) else self.tr("Paint what you want to find first.")
            reason = reason if self._live.ready else self.tr("The engine is starting.")
            self._panel.set_ready(not reason, reason)
            self._panel.set_used(used_units(project))
            idle = not self._searching.is_running and not self._grouping.is_running
            self._panel.set_together_possible(idle and self._live.ready and self._grouping.possible)

    def _show_options(self, options: SearchOptions) -> None:
        self._panel.options.set_options(
            exhaustive=options.exhaustive, elsewhere=options.elsewhere, scenes=options.scenes
        )

    def _show_running(self, running: bool) -> None:
        self._panel.set_running(running)
        self._show()

    def _show_ranking(self, ranking: Ranking) -> None:
        self._panel.set_ranking(ranking, done=not self._searching.is_running)
        self._panel.set_used(used_units(self._session.project))

    def _show_grouping(self, running: bool) -> None:
        self._panel.set_grouping(running)
        self._show()

    def _show_group(self, grown: Grown) -> None:
        if not grown.complete:
            words = self.tr("Stopped early: no slider was made.")
        elif not grown.steps:
            words = self.tr("No part changes the region more than the rest of the picture.")
        else:
            lands = self.tr("{parts} together: {share} of what they change lands in the region.")
            lands = lands.format(parts=parts_text(len(grown.steps)), share=percent_text(grown.steps[-1].share))
            words = f"{lands} {said(grown.directions.sentence())}" if grown.directions else lands
        self._panel.set_together(words)


def title_of(ranking: Ranking) -> str:
    """What tells a ranking from others: where was searched, and what was found first."""
    titles = [said(painted.scene.title) for painted in ranking.evidence]
    scenes = ", ".join([*titles[:3], *(["…"] if len(titles) > 3 else [])])
    if not ranking.units:
        return scenes
    how = QCoreApplication.translate("SearchPresenter", "{scenes}: {unit} first, {count} parts tried")
    return how.format(scenes=scenes, unit=ranking.units[0].unit, count=count_text(ranking.exact))
