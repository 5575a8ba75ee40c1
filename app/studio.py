"""The studio without its widgets: the session, the engine, and what connects them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.engine.client import Engine
from app.session.exporting import Exporting
from app.session.grouping import Grouping
from app.session.jobs import Jobs
from app.session.live import Live
from app.session.looking import Looking
from app.session.opening import Opening
from app.session.searching import Searching
from app.session.session import Session


class Studio(QObject):
    """Made once a window. Presenters take it and show what it holds."""

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = engine
        self.session = Session(self)
        self.jobs = Jobs(engine, self)
        self.live = Live(self.session, engine, self)
        self.opening = Opening(self.session, engine, self.jobs, self.live, self)
        self.searching = Searching(self.session, engine, self.jobs, self.live, self)
        self.grouping = Grouping(self.session, self.jobs, self.live, self)
        self.looking = Looking(self.session, self.jobs, self.live, self)
        self.exporting = Exporting(self.session, self.jobs, self.live, self)
