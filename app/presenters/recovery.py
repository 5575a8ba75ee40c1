"""Work that a crash left behind is offered on the first screen."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QObject

from app.dialogs import questions
from app.panels.welcome import WelcomePanel
from app.presenters.files import FilesPresenter
from app.presenters.status import StatusPresenter
from app.session.autosave import Autosave
from app.session.recovery import Found
from app.widgets.sentences import said
from app.widgets.toast import Notice
from models.document.errors import UnlitError
from models.document.pictures import read_thumbnail


class RecoveryPresenter(QObject):
    """Between what is kept, the welcome view and the messages."""

    def __init__(
        self, autosave: Autosave, welcome: WelcomePanel, files: FilesPresenter, status: StatusPresenter
    ) -> None:
        super().__init__(welcome)
        self._autosave, self._welcome, self._files, self._status = autosave, welcome, files, status
        autosave.recovered_changed.connect(self._show)
        autosave.problem.connect(self._warn)
        welcome.recovery_wanted.connect(self._open)
        welcome.recovery_declined.connect(self._decline)

    def _show(self) -> None:
        found = self._autosave.recovered
        if found is None:
            self._welcome.set_recovered("")
            return
        self._welcome.set_recovered(self._sentence(found), read_thumbnail(found.thumbnail_png))

    def _sentence(self, found: Found) -> str:
        when = QLocale().toString(QDateTime.fromSecsSinceEpoch(round(found.written)), QLocale.FormatType.ShortFormat)
        name = found.origin.stem if found.origin else self.tr("not saved yet")
        return self.tr("Recovered work: {name}, {when}").format(name=name, when=when)

    def _open(self) -> None:
        found = self._autosave.recovered
        if found is not None:
            self._files.open_path(found.path)

    def _decline(self) -> None:
        if questions.ask_discard_recovered(self._welcome.window()):
            self._autosave.decline()

    def _warn(self, error: UnlitError) -> None:
        words = self.tr("Unsaved work cannot be kept in case of a crash: save the project soon, elsewhere if need be.")
        self._status.say(Notice(words, details=f"{said(error.sentence)}\n{error.details}", seconds=20.0))
