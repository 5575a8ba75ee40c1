"""Unsaved work is kept every few seconds, and offered again after a crash."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.session.live import Live
from app.session.recovery import Found, Kept, left_behind, new_place
from app.session.session import Session
from app.session.settings import Settings
from models.document.errors import UnlitError
from models.document.pictures import thumbnail_png
from models.document.project import Project


class Autosave(QObject):
    """Writes on a thread of its own: a slow disk is nobody's trouble.

    recovered_changed: other work than before can be recovered. kept: the work as it was then is on the disk.
    problem: it could not be kept, an UnlitError; said once, until it can be again.
    """

    recovered_changed = Signal()
    kept = Signal()
    problem = Signal(object)
    _written = Signal(object, object)

    def __init__(
        self, session: Session, live: Live, settings: Settings, folder: Path | None, parent: QObject | None = None
    ) -> None:
        """folder: where; None keeps nothing."""
        super().__init__(parent)
        self._session, self._settings, self._folder = session, settings, folder
        self._place: Kept | None = None
        self._recovered: list[Kept] = []
        self._picture: np.ndarray | None = None
        self._safe: Project | None = None
        self._thread: Thread | None = None
        self._failing = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._write)
        self._written.connect(self._on_written, Qt.ConnectionType.QueuedConnection)
        if folder is not None:
            session.opened.connect(self._on_opened)
            session.changed.connect(self._on_changed)
            live.canvas.connect(self._take_picture)

    # ------------------------------------------------------------------------------------------------- recovering
    def look(self) -> None:
        """Look for what a crash left behind."""
        if self._folder is not None:
            self._recovered = left_behind(self._folder)
            self.recovered_changed.emit()

    @property
    def recovered(self) -> Found | None:
        """The newest work that can be recovered. Once its file is opened it is this studio's own."""
        return self._recovered[0].found() if self._recovered else None

    def decline(self) -> None:
        """Nobody wants it."""
        kept = self._recovered.pop(0)
        kept.remove()
        kept.release()
        self.recovered_changed.emit()

    # ---------------------------------------------------------------------------------------------------- keeping
    def close(self) -> None:
        """The studio closes, and whoever closed it was asked about unsaved work."""
        self._forget()
        for kept in [*self._recovered, *([self._place] if self._place else [])]:
            kept.release()
        self._recovered, self._place = [], None

    def _on_opened(self) -> None:
        """Another project, or none. The last one was saved, or left on purpose."""
        self._forget()
        self._picture = None
        kept = next((kept for kept in self._recovered if self._session.path == kept.path), None)
        if kept is not None:
            if self._place is not None:
                self._place.release()
            self._recovered.remove(kept)
            self._place = kept
            self._session.recover(kept.found().origin)
            self.recovered_changed.emit()

    def _on_changed(self) -> None:
        if not self._session.dirty:
            self._forget()
        elif self._session.project is not self._safe and not self._timer.isActive():
            self._timer.start(round(1000 * self._settings.number("autosave_seconds")))

    def _take_picture(self, picture: np.ndarray, _milliseconds: float) -> None:
        self._picture = picture

    def _write(self) -> None:
        assert self._folder is not None, "the timer runs only where work is kept"
        self._finish()
        try:
            self._place = self._place or new_place(self._folder)
        except OSError as error:
            self._on_written(None, UnlitError("There is no folder for it.", kind="disk", details=str(error)))
            return
        work = (self._place, self._session.project, self._session.path, self._picture)
        self._thread = Thread(target=self._run, args=work, name="autosave")
        self._thread.start()

    def _run(self, place: Kept, project: Project, origin: Path | None, picture: np.ndarray | None) -> None:
        """On the thread."""
        try:
            place.write(project, origin, b"" if picture is None else thumbnail_png(picture))
        except UnlitError as error:
            self._written.emit(project, error)
        else:
            self._written.emit(project, None)

    def _on_written(self, project: Project | None, error: UnlitError | None) -> None:
        if error is not None:
            if not self._failing:
                self.problem.emit(error)
            self._failing = True
        else:
            self._safe, self._failing = project, False
            self.kept.emit()
        if self._session.is_open:
            self._on_changed()  # what was done meanwhile, or failed, has its turn

    def _forget(self) -> None:
        """There is nothing to lose any more."""
        self._timer.stop()
        self._finish()
        self._safe = None
        if self._place is not None:
            self._place.remove()

    def _finish(self) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
