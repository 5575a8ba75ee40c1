"""The studio without its widgets: the session, the engine, and what connects them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from app.engine.client import Engine
from app.session.autosave import Autosave
from app.session.balancing import Balancing
from app.session.changing import Changing
from app.session.equipment import Equipment
from app.session.exporting import Exporting
from app.session.fitting import Fitting
from app.session.grouping import Grouping
from app.session.inspecting import Inspecting
from app.session.jobs import Jobs
from app.session.live import Live
from app.session.looking import Looking
from app.session.measuring import Measuring
from app.session.opening import Opening
from app.session.peeking import Peeking
from app.session.reporting import Reporting
from app.session.searching import Searching
from app.session.seeing import Seeing
from app.session.session import Session
from app.session.settings import Settings
from app.session.showing import Showing
from app.session.work import Work


class Studio(QObject):
    """Made once a window. Presenters take it and show what it holds."""

    def __init__(
        self,
        engine: Engine,
        settings: Settings | None = None,
        recovery: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """settings: the defaults when None. recovery: the folder where unsaved work is kept; None keeps none."""
        super().__init__(parent)
        self.engine = engine
        self.settings = settings or Settings()
        self.equipment = Equipment(self.settings, engine, self)
        self.session = Session(self)
        self.jobs = Jobs(engine, self)
        self.live = Live(self.session, engine, self.settings, self)
        self.opening = Opening(self.session, engine, self.jobs, self.live, self)
        self.searching = Searching(self.session, engine, self.jobs, self.live, self)
        self.grouping = Grouping(self.session, self.jobs, self.live, self)
        self.inspecting = Inspecting(self.session, engine, self.jobs, self.live, self)
        self.peeking = Peeking(self.session, engine, self.live, self)
        self.looking = Looking(self.session, self.jobs, self.live, self)
        self.changing = Changing(self.session, self)
        self.balancing = Balancing(self.session, self.jobs, self.live, self)
        self.measuring = Measuring(self.session, self.jobs, self.live, self)
        self.fitting = Fitting(self.session, self.jobs, self.live, self)
        self.seeing = Seeing(self.session, self.jobs, self.live, self)
        self.reporting = Reporting(self.session, self.jobs, self.live, self)
        self.exporting = Exporting(self.session, self.jobs, self.live, self)
        self.showing = Showing(self.session, self.jobs, self.live, self)
        self.autosave = Autosave(self.session, self.live, self.settings, recovery, self)

    @property
    def works(self) -> tuple[Opening | Work, ...]:
        """All that may take long: each can be running, be cancelled, and have a problem."""
        return (
            self.opening,
            self.searching,
            self.grouping,
            self.inspecting,
            self.looking,
            self.fitting,
            self.seeing,
            self.balancing,
            self.reporting,
            self.exporting,
            self.showing,
        )

    def close(self) -> None:
        """The end: whoever closes it was asked about unsaved work."""
        self.autosave.close()
        self.engine.close()
