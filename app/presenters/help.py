"""The palette, the help pages, About: what tells people what there is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from app.dialogs.about import AboutDialog
from app.dialogs.help import HelpDialog
from app.dialogs.palette import Entry, Palette, entries_of
from app.help import about_page, help_pages
from app.session.settings import Settings


class HelpPresenter(QObject):
    """Opens them over, or beside, the window."""

    def __init__(self, settings: Settings, window: QMainWindow) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window
        self._help: HelpDialog | None = None

    def open_palette(self) -> None:
        """Every command, and every page of the help."""
        pages = help_pages(self._settings.shortcuts)
        help_ = [Entry(page.title, self.tr("Help"), partial(self.open_page, page.key)) for page in pages]
        palette = Palette([*entries_of(self._window.menuBar().actions()), *help_], self._window)
        palette.finished.connect(palette.deleteLater)
        palette.show()

    def open_help(self) -> None:
        """The help, at its first page or where it was left."""
        self._dialog().show()
        self._dialog().raise_()

    def open_page(self, key: str) -> None:
        """The help at a page."""
        self._dialog().show_page(key)
        self.open_help()

    def open_about(self) -> None:
        """About Unlit, until it is closed."""
        dialog = AboutDialog(about_page(), self._window)
        dialog.exec()
        dialog.deleteLater()

    def _dialog(self) -> HelpDialog:
        if self._help is None:
            self._help = HelpDialog(help_pages(self._settings.shortcuts), self._window)
            self._help.finished.connect(self._forget)
        return self._help

    def _forget(self) -> None:
        """Made anew the next time: the keys may have changed."""
        if self._help is not None:
            self._help.deleteLater()
        self._help = None
