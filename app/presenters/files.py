"""Opening, saving, exporting, dropping: everything about files."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.dialogs import download, files, questions
from app.presenters.canvas import CanvasPresenter
from app.presenters.status import StatusPresenter
from app.session.recent import remember_project
from app.studio import Studio
from app.widgets.pictures import address_in
from models.checkpoints.identify import identify
from models.checkpoints.places import is_address
from models.document.atomic import write_bytes
from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.pictures import read_recipe_from_png, thumbnail_png
from models.document.project import SUFFIX
from models.document.recipe import Recipe, check_recipe
from models.samples.catalogue import LAMP_ROOM, LAMP_ROOM_WORDS, is_sample


class FilesPresenter(QObject):
    """Asks which file, and has the studio read or write it."""

    def __init__(self, studio: Studio, window: QWidget, canvas: CanvasPresenter, status: StatusPresenter) -> None:
        super().__init__(window)
        self._studio, self._window, self._canvas, self._status = studio, window, canvas, status
        studio.session.saved.connect(remember_project)
        studio.opening.other_generator.connect(self._offer_other)
        studio.opening.no_generator.connect(self._offer_choice)
        studio.opening.download_wanted.connect(self._ask_about_download)
        studio.exporting.saved_picture.connect(lambda path: status.tell(self.tr("Saved {name}").format(name=path.name)))

    # ---------------------------------------------------------------------------------------------------- opening
    def open_sample(self) -> None:
        """The bundled lamp room."""
        if self.may_leave():
            self._studio.opening.generator(LAMP_ROOM)

    def open_generator(self) -> None:
        """Ask for a generator's file."""
        path = files.ask_open(self._window, self.tr("Open a generator"), self._filters())
        if path is not None:
            self.open_path(path)

    def open_words(self) -> None:
        """The bundled room that is asked for with words."""
        if self.may_leave():
            self._studio.opening.generator(LAMP_ROOM_WORDS)

    def open_folder(self) -> None:
        """Ask for a generator's folder."""
        path = files.ask_folder(self._window, self.tr("Open a generator’s folder"))
        if path is not None:
            self.open_path(path)

    def open_web(self, address: str = "") -> None:
        """Ask for an address on the web, or about this one; nothing is downloaded before a person has said so."""
        chosen = download.ask_download(self._window, address)
        if chosen is not None and self.may_leave():
            self._studio.opening.generator(chosen)

    def paste_link(self) -> None:
        """The copied address, if it is one."""
        address = address_in(QApplication.clipboard().mimeData())
        if address:
            self.open_web(address)
        else:
            self._status.tell(self.tr("What was copied is no link to a generator."))

    def open_dropped(self, text: str) -> None:
        """A file's path, or an address, which is asked about first."""
        if is_address(text):
            self.open_web(text)
        else:
            self.open_path(Path(text))

    def open_typed(self, text: str) -> None:
        """What somebody typed on the command line: a path, "sample:NAME", or an address, which is what they want."""
        if is_sample(text) or is_address(text):
            self._studio.opening.generator(text)
        else:
            self.open_path(Path(text))

    def open_project(self) -> None:
        """Ask for a project."""
        path = files.ask_open(
            self._window, self.tr("Open a project"), self.tr("Unlit projects (*{suffix})").format(suffix=SUFFIX)
        )
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """A file that was chosen or dropped: a project, a recipe, a picture with a recipe inside, or a generator."""
        try:
            kind = identify(path)
            if kind == "recipe":
                self._use_recipe(decode("recipe", path.read_bytes(), Recipe))
            elif kind == "png":
                self._use_recipe(read_recipe_from_png(path))
            elif self.may_leave():
                if kind == "project":
                    self._studio.opening.project(path)
                else:
                    self._studio.opening.generator(str(path))
        except UnlitError as error:
            self._status.problem(error)

    def _use_recipe(self, recipe: Recipe) -> None:
        session = self._studio.session
        if not session.is_open or session.info is None:
            raise UnlitError(self.tr("Open the generator first that this recipe was made for."))
        check_recipe(recipe, session.info)
        session.do(self.tr("Use recipe"), lambda project: replace(project, recipe=recipe))

    def _offer_other(self, name: str) -> None:
        text = self.tr("“{name}” was made with another generator of the same kind; its edits may do other things here.")
        self._status.offer(text.format(name=name), self.tr("Try it all the same"), self._studio.opening.accept_other)

    def _ask_about_download(self, project: Path, address: str) -> None:
        """A project from elsewhere names a generator on the web."""
        if download.ask_download(self._window, address) is not None:
            self._studio.opening.project(project, address, may_download=True)

    def _offer_choice(self, project: Path, error: UnlitError) -> None:
        self._status.offer(
            error.sentence, self.tr("Choose the generator’s file…"), lambda: self._choose_generator(project)
        )

    def _choose_generator(self, project: Path) -> None:
        path = files.ask_open(
            self._window, self.tr("The generator of {name}").format(name=project.name), self._filters()
        )
        if path is not None:
            self._studio.opening.project(project, str(path))

    def _filters(self) -> str:
        return self.tr("Generators (*.safetensors *.pkl *.pt *.pth *.ckpt *.gz);;All files (*)")

    # ----------------------------------------------------------------------------------------------------- saving
    def save(self) -> bool:
        """Save the project where it was, or ask. Whether it was saved."""
        path = self._studio.session.path
        return self.save_to(path) if path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask where, and save the project. Whether it was saved."""
        filters = self.tr("Unlit projects (*{suffix})").format(suffix=SUFFIX)
        name = (self._studio.session.path or Path(self._name() + SUFFIX)).name
        path = files.ask_save(self._window, self.tr("Save project"), name, filters, SUFFIX)
        return self.save_to(path) if path is not None else False

    def save_to(self, path: Path) -> bool:
        """Save the project. Whether it was saved; what went wrong is told."""
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
            self._window, self.tr("Save picture"), f"{self._name()}.png", self.tr("PNG (*.png)"), ".png"
        )
        if path is not None and self._canvas.picture is not None:
            self._studio.exporting.picture(self._canvas.picture, path)

    def save_recipe(self) -> None:
        """Ask where, and write the recipe."""
        name = f"{self._name()} recipe.json"
        path = files.ask_save(self._window, self.tr("Save recipe"), name, self.tr("Recipes (*.json)"), ".json")
        if path is not None:
            self._write(path, encode("recipe", self._studio.session.project.recipe))

    def save_ranking(self) -> None:
        """Ask where, and write the newest ranking as a table, or as JSON by the name's ending."""
        rankings = self._studio.session.project.rankings
        filters = self.tr("Table (*.csv);;Everything (*.json)")
        path = files.ask_save(self._window, self.tr("Save ranking"), f"{self._name()} ranking.csv", filters, ".csv")
        if path is not None and rankings:
            is_json = path.suffix.lower() == ".json"
            self._write(path, encode("ranking", rankings[-1]) if is_json else rankings[-1].to_csv().encode())

    def export(self) -> None:
        """Ask where and in which format, and write the edited generator."""
        info = self._studio.session.info
        if info is None:
            return
        filters = [f"{saves.title} (*{saves.suffix})" for saves in info.saves]
        suffix = info.saves[0].suffix
        title = self.tr("Save edited generator")
        path = files.ask_save(self._window, title, f"{self._name()} edited{suffix}", ";;".join(filters), suffix)
        if path is not None:
            self._studio.exporting.generator(path)

    def close_project(self) -> None:
        """Back to the welcome view."""
        if self.may_leave():
            self._studio.session.close()

    def may_leave(self) -> bool:
        """Whether the project may be closed: asks when there is something to lose. If so, its search is stopped."""
        if self._studio.session.dirty:
            answer = questions.ask_save_changes(self._window, self._name())
            if answer == "cancel" or (answer == "save" and not self.save()):
                return False
        self._studio.searching.cancel()
        self._studio.grouping.cancel()
        self._studio.looking.cancel()
        return True

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_bytes(path, data)
        except UnlitError as error:
            self._status.problem(error)
            return
        self._status.tell(self.tr("Saved {name}").format(name=path.name))

    def _name(self) -> str:
        session = self._studio.session
        if session.path is not None:
            return session.path.stem
        return session.info.name if session.info else self.tr("Untitled")

    def _thumbnail(self) -> bytes:
        return b"" if self._canvas.picture is None else thumbnail_png(self._canvas.picture)
