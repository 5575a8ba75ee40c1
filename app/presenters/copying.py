"""Copy as command: what was done here, for the command line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.commanding import edit_commands, export_command, plain, search_command
from app.dialogs import files
from app.presenters.saving import SavingPresenter
from app.presenters.status import StatusPresenter
from app.studio import Studio
from models.document.atomic import write_bytes
from models.document.errors import UnlitError
from models.document.formats import encode


class CopyingPresenter(QObject):
    """Puts commands on the clipboard, and writes what they need to files that the person chooses."""

    def __init__(self, studio: Studio, window: QWidget, saving: SavingPresenter, status: StatusPresenter) -> None:
        super().__init__(window)
        self._studio, self._window, self._saving, self._status = studio, window, saving, status

    def search(self) -> None:
        """Write the search as it would be done now, what is painted inside, and copy the command that does it."""
        request = self._studio.searching.request()
        path = self._ask(self.tr("Save search"), self.tr("search"))
        if path is not None and self._write(path, encode("search", request)):
            ranking = path.with_name(f"{path.stem} ranking.csv")
            self._copy(search_command(self._generator(), path, ranking))

    def edits(self) -> None:
        """Copy the commands that write the recipe."""
        recipe = self._studio.session.project.recipe
        if not recipe.edits:
            self._status.tell(self.tr("There are no edits yet."))
        elif plain(recipe):
            self._copy(*edit_commands(self._generator(), recipe, self._place("recipe.json")))
        else:
            self._status.tell(self.tr("Not all of these edits can be said as commands; save the recipe instead."))

    def export(self) -> None:
        """Copy the commands that save the edited generator; the recipe goes to a file where commands cannot say it."""
        session = self._studio.session
        recipe, info = session.project.recipe, session.info
        assert info is not None, "a generator is open"
        edited = self._place(f"edited{info.saves[0].suffix}")
        if plain(recipe) and recipe.edits:
            path = self._place("recipe.json")
            lines = edit_commands(self._generator(), recipe, path)
            self._copy(*lines, export_command(self._generator(), path, edited))
            return
        path = self._ask(self.tr("Save recipe"), self.tr("recipe"))
        if path is not None and self._write(path, encode("recipe", recipe)):
            self._copy(export_command(self._generator(), path, edited))

    def _generator(self) -> str:
        return self._studio.session.project.generator_path

    def _place(self, ending: str) -> Path:
        """A name for what a command is to write, in the folder where the command is run."""
        return Path(f"{self._saving.name()} {ending}")

    def _ask(self, title: str, what: str) -> Path | None:
        name = f"{self._saving.name()} {what}.json"
        return files.ask_save(self._window, title, name, self.tr("Unlit documents (*.json)"), ".json")

    def _write(self, path: Path, data: bytes) -> bool:
        try:
            write_bytes(path, data)
        except UnlitError as error:
            self._status.problem(error)
            return False
        return True

    def _copy(self, *lines: str) -> None:
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._status.tell(self.tr("Copied: {command}").format(command=lines[-1]))
