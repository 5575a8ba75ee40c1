"""Opening and leaving: generators, projects, recipes, and what is dropped on the window."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.dialogs import download, files, questions
from app.presenters.saving import SavingPresenter
from app.presenters.status import StatusPresenter
from app.studio import Studio
from app.widgets.pictures import address_in
from app.widgets.sentences import said
from models.checkpoints.identify import identify
from models.checkpoints.places import is_address
from models.document.carried import carried_recipe, is_addition
from models.document.errors import UnlitError
from models.document.project import SUFFIX
from models.document.ranking_files import is_ranking, read_ranking
from models.document.recipe import Recipe, check_recipe
from models.samples.catalogue import LAMP_ROOM, LAMP_ROOM_WORDS, is_sample


class FilesPresenter(QObject):
    """Asks which file, and has the studio read it."""

    def __init__(self, studio: Studio, window: QWidget, saving: SavingPresenter, status: StatusPresenter) -> None:
        super().__init__(window)
        self._studio, self._window, self._saving, self._status = studio, window, saving, status
        studio.opening.other_generator.connect(self._offer_other)
        studio.opening.no_generator.connect(self._offer_choice)
        studio.opening.download_wanted.connect(self._ask_about_download)

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
        """A file that was chosen or dropped: a project, recipe or ranking, a picture with a recipe, or a generator."""
        try:
            kind = identify(path)
            if is_ranking(path, kind):
                self._use_ranking(path)
            elif kind == "recipe" or kind == "png" or (kind == "safetensors" and is_addition(path)):
                self._use_recipe(carried_recipe(path))
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

    def _use_ranking(self, path: Path) -> None:
        info = self._studio.session.info
        if info is None:
            raise UnlitError(self.tr("Open the generator first that this ranking was made with."))
        self._studio.searching.take(read_ranking(path, info))
        self._status.tell(self.tr("What {name} found is shown under Search.").format(name=path.name))

    def _offer_other(self, name: str) -> None:
        text = self.tr("“{name}” was made with another generator of the same kind; its edits may do other things here.")
        self._status.offer(text.format(name=name), self.tr("Try it all the same"), self._studio.opening.accept_other)

    def _ask_about_download(self, project: Path, address: str) -> None:
        """A project from elsewhere names a generator on the web."""
        if download.ask_download(self._window, address) is not None:
            self._studio.opening.project(project, address, may_download=True)

    def _offer_choice(self, project: Path, error: UnlitError) -> None:
        self._status.offer(
            said(error.sentence), self.tr("Choose the generator’s file…"), lambda: self._choose_generator(project)
        )

    def _choose_generator(self, project: Path) -> None:
        path = files.ask_open(
            self._window, self.tr("The generator of {name}").format(name=project.name), self._filters()
        )
        if path is not None:
            self._studio.opening.project(project, str(path))

    def _filters(self) -> str:
        return self.tr("Generators (*.safetensors *.pkl *.pt *.pth *.ckpt *.gz);;All files (*)")

    # ---------------------------------------------------------------------------------------------------- leaving
    def close_project(self) -> None:
        """Back to the welcome view."""
        if self.may_leave():
            self._studio.session.close()

    def may_leave(self) -> bool:
        """Whether the project may be closed: asks when there is something to lose. If so, its search is stopped."""
        self._studio.changing.keep()
        if self._studio.session.dirty:
            answer = questions.ask_save_changes(self._window, self._saving.name())
            if answer == "cancel" or (answer == "save" and not self._saving.save()):
                return False
        self._studio.searching.cancel()
        self._studio.grouping.cancel()
        self._studio.looking.cancel()
        self._studio.inspecting.cancel()
        return True
