"""Saving: the project, the picture, the recipe, the ranking, and the edited generator."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

from app.dialogs import files
from app.dialogs.export import ExportDialog
from app.dialogs.export_choices import ExportChoice, ExportOffer
from app.presenters.canvas import CanvasPresenter
from app.presenters.status import StatusPresenter
from app.session.recent import remember_project
from app.studio import Studio
from app.widgets.sentences import said
from models.document.atomic import write_bytes
from models.document.bakeable import check_bakeable, without_limits
from models.document.errors import UnlitError
from models.document.formats import encode
from models.document.generator_info import GeneratorInfo
from models.document.pictures import png_bytes, thumbnail_png
from models.document.project import SUFFIX, Project
from models.samples.catalogue import checkpoint_path


class SavingPresenter(QObject):
    """Asks where, and has the studio write it.

    What is seen is what is saved: a word that is being changed is kept first.
    """

    def __init__(self, studio: Studio, window: QWidget, canvas: CanvasPresenter, status: StatusPresenter) -> None:
        super().__init__(window)
        self._studio, self._window, self._canvas, self._status = studio, window, canvas, status
        self._folder: Path | None = None
        studio.session.saved.connect(remember_project)
        studio.exporting.saved_picture.connect(lambda path: status.tell(self.tr("Saved {name}").format(name=path.name)))

    def save(self) -> bool:
        """Save the project where it was, or ask. Whether it was saved."""
        path = self._studio.session.path
        return self.save_to(path) if path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask where, and save the project. Whether it was saved."""
        filters = self.tr("Unlit projects (*{suffix})").format(suffix=SUFFIX)
        name = (self._studio.session.path or Path(self.name() + SUFFIX)).name
        path = files.ask_save(self._window, self.tr("Save project"), name, filters, SUFFIX)
        return self.save_to(path) if path is not None else False

    def save_to(self, path: Path) -> bool:
        """Save the project. Whether it was saved; what went wrong is told."""
        self._studio.changing.keep()
        try:
            self._studio.session.save(path, self._thumbnail())
        except UnlitError as error:
            self._status.problem(error)
            return False
        self._status.tell(self.tr("Saved {name}").format(name=path.name))
        return True

    def save_picture(self) -> None:
        """Ask where, and write the picture on the canvas, recipe inside."""
        path = files.ask_save(
            self._window, self.tr("Save picture"), f"{self.name()}.png", self.tr("PNG (*.png)"), ".png"
        )
        if path is not None:
            self._studio.changing.keep()
            self._write_picture(path)

    def save_recipe(self) -> None:
        """Ask where, and write the recipe."""
        name = f"{self.name()} recipe.json"
        path = files.ask_save(self._window, self.tr("Save recipe"), name, self.tr("Recipes (*.json)"), ".json")
        if path is not None:
            self._studio.changing.keep()
            self._write(path, encode("recipe", self._studio.session.project.recipe))

    def save_ranking(self) -> None:
        """Ask where, and write the newest ranking as a table, or as JSON by the name's ending."""
        rankings = self._studio.session.project.rankings
        filters = self.tr("Table (*.csv);;Everything (*.json)")
        path = files.ask_save(self._window, self.tr("Save ranking"), f"{self.name()} ranking.csv", filters, ".csv")
        if path is not None and rankings:
            is_json = path.suffix.lower() == ".json"
            self._write(path, encode("ranking", rankings[-1]) if is_json else rankings[-1].to_csv().encode())

    def export(self) -> None:
        """Ask what, in which format and where, and write it; Return takes what is offered."""
        studio = self._studio
        if studio.session.info is None or self._offers_otherwise():
            return
        studio.changing.keep()
        dialog = ExportDialog(self._offer(studio.session.info), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.check.setChecked(bool(studio.settings.value("check_exports")))
        dialog.size_wanted.connect(studio.exporting.estimate)
        studio.exporting.estimated.connect(dialog.set_size)
        dialog.chosen.connect(self._export)
        dialog.open()

    def _offer(self, info: GeneratorInfo) -> ExportOffer:
        session = self._studio.session
        recipe = session.project.recipe
        return ExportOffer(
            formats=info.saves,
            name=self.name(),
            folder=self.folder(),
            source=_own_file(session.project.generator_path),
            sizes={"picture": len(self._png()), "recipe": len(encode("recipe", recipe))},
        )

    def _export(self, choice: ExportChoice) -> None:
        self._folder = choice.path.parent
        if choice.what == "generator":
            self._studio.exporting.generator(choice.path, choice.to, check=choice.check)
        elif choice.what == "recipe":
            self._write(choice.path, encode("recipe", self._studio.session.project.recipe))
        else:
            self._write_picture(choice.path)

    def folder(self) -> Path:
        """Where files go if nobody says: where the last one went, else beside the project."""
        path = self._studio.session.path
        return self._folder or (path.parent if path else _documents())

    def _offers_otherwise(self) -> bool:
        """Whether weights cannot hold the recipe: then the picture, the recipe, or the edits without their limits."""
        session = self._studio.session
        try:
            check_bakeable(session.project.recipe)
        except UnlitError as error:
            self._status.offer_some(
                said(error.sentence),
                (self.tr("Picture…"), self.save_picture),
                (self.tr("Recipe…"), self.save_recipe),
                (self.tr("Without limits"), self._drop_limits),
            )
            return True
        return False

    def _drop_limits(self) -> None:
        """A step that can be undone: the picture shows what is going to be saved."""

        def dropped(project: Project) -> Project:
            return replace(project, recipe=without_limits(project.recipe))

        self._studio.session.do(self.tr("Without limits"), dropped)
        self.export()

    def name(self) -> str:
        """What the project is called."""
        session = self._studio.session
        if session.path is not None:
            return session.path.stem
        return session.info.name if session.info else self.tr("Untitled")

    def _write_picture(self, path: Path) -> None:
        """Neither a draft nor one that is behind the sliders: once it is whole."""

        def write() -> None:
            if self._canvas.picture is not None:
                self._studio.exporting.picture(self._canvas.picture, path)

        self._studio.live.once_whole(write)

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_bytes(path, data)
        except UnlitError as error:
            self._status.problem(error)
            return
        self._status.tell(self.tr("Saved {name}").format(name=path.name))

    def _png(self) -> bytes:
        return b"" if self._canvas.picture is None else png_bytes(self._canvas.picture)

    def _thumbnail(self) -> bytes:
        return b"" if self._canvas.picture is None else thumbnail_png(self._canvas.picture)


def _documents() -> Path:
    """Where people's files are."""
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return found if found.is_dir() else Path.home()


def _own_file(generator_path: str) -> Path | None:
    """Where the open generator lies on this disk."""
    try:
        return checkpoint_path(generator_path)
    except UnlitError:
        return None
