"""Preferences and shortcuts: asked for, and followed at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from app.dialogs import questions
from app.dialogs.preferences import PreferencesDialog
from app.dialogs.shortcuts import ShortcutsDialog
from app.presenters.status import StatusPresenter
from app.session.cache import cache_root, cache_size, clear_cache
from app.session.settings import Settings
from app.shortcuts import apply_shortcuts
from app.widgets.theme import set_theme
from models.document.errors import UnlitError


class PreferencesPresenter(QObject):
    """Between the settings and what they change in the window."""

    def __init__(self, settings: Settings, window: QWidget, status: StatusPresenter) -> None:
        super().__init__(window)
        self._settings, self._window, self._status = settings, window, status
        settings.changed.connect(self._apply)
        settings.problem.connect(status.problem)

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Give the actions the keys that a person wants, now and whenever that changes."""
        apply_shortcuts(actions, self._settings.shortcuts)
        self._settings.shortcuts_changed.connect(lambda: apply_shortcuts(actions, self._settings.shortcuts))

    def open(self) -> None:
        """Show the preferences until they are closed."""
        dialog = PreferencesDialog(self._settings, self._window)
        dialog.set_cache(cache_size(), str(cache_root()))
        dialog.clear_wanted.connect(lambda: self._clear(dialog))
        dialog.exec()
        dialog.deleteLater()

    def open_shortcuts(self) -> None:
        """Show the shortcut editor until it is closed."""
        dialog = ShortcutsDialog(self._settings.shortcuts, self._window)
        dialog.changed.connect(self._settings.set_shortcuts)
        dialog.exec()
        dialog.deleteLater()

    def _apply(self, key: str) -> None:
        app = QApplication.instance()
        if key == "theme" and isinstance(app, QApplication):
            set_theme(app, self._settings.text("theme"))
        elif key == "language":
            self._status.tell(self.tr("The other language is used from the next start on."))

    def _clear(self, dialog: PreferencesDialog) -> None:
        if not questions.ask_clear_cache(dialog):
            return
        try:
            clear_cache()
        except UnlitError as error:
            self._status.problem(error)
        dialog.set_cache(cache_size(), str(cache_root()))
