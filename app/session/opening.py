"""Opening: a generator or a project into the session, and the generator again after the engine was restarted."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.engine.client import Engine
from app.engine.protocol import Failed, Open, Opened, ToStudio
from app.session.document import new_project
from app.session.jobs import Hear, Jobs, error_of
from app.session.live import Live
from app.session.session import Session
from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.project import Project, load_project
from models.document.recipe import Recipe, check_recipe
from models.samples.catalogue import is_sample, sample_scenes


class Opening(QObject):
    """busy: a generator is being opened, with what to say meanwhile; empty when done.

    problem: an UnlitError. other_generator: a project's generator file holds another generator of the same
    architecture; `accept_other` opens the project on it all the same. no_generator: a project's generator cannot be
    opened where it was: the project's path, and the UnlitError.
    """

    busy = Signal(str)
    problem = Signal(object)
    other_generator = Signal(str)
    no_generator = Signal(Path, object)

    def __init__(self, session: Session, engine: Engine, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._live = session, jobs, live
        self._epochs = count(1)
        self._waiting: tuple[Project, Path] | None = None
        engine.restarted.connect(self.reopen)

    def generator(self, path: str) -> None:
        """Open a generator's file, or "sample:NAME", with a new project."""
        scenes = sample_scenes(path) if is_sample(path) else ()

        def hear(answer: ToStudio) -> None:
            if isinstance(answer, Opened):
                self._start(new_project(path, answer.info, scenes), answer.info, None, answer.epoch)

        self._open(path, hear)

    def project(self, path: Path, generator_path: str = "") -> None:
        """Open a project with its generator; generator_path: where that is now, when it was moved."""
        try:
            project = load_project(path)
        except UnlitError as error:
            self.problem.emit(error)
            return
        project = replace(project, generator_path=generator_path or project.generator_path)

        self._open(
            project.generator_path,
            lambda answer: self._check(project, answer, path),
            lambda error: self.no_generator.emit(path, error) if error.kind == "input" else self.problem.emit(error),
        )

    def reopen(self) -> None:
        """The engine is empty again: give it the generator, and leave the session as it is."""
        if not self._session.is_open:
            return
        project = self._session.project

        def hear(answer: ToStudio) -> None:
            if isinstance(answer, Opened):
                if answer.info.fingerprint != project.base:
                    sentence = "The generator's file has changed since it was opened; open it again to go on."
                    self.problem.emit(UnlitError(sentence))
                    return
                self._live.start(answer.epoch)
                self._live.update()

        self._open(project.generator_path, hear)

    def accept_other(self) -> None:
        """Open the project on the other generator: its recipe is moved there, its rankings are left behind."""
        assert self._waiting is not None, "no other generator was offered"
        project, path = self._waiting

        def hear(answer: ToStudio) -> None:
            if isinstance(answer, Opened):
                here = answer.info.fingerprint
                moved = replace(project, base=here, recipe=Recipe(here, project.recipe.edits), rankings=())
                self._start(moved, answer.info, path, answer.epoch)

        self._open(project.generator_path, hear)

    def _open(self, path: str, hear: Hear, failed: Callable[[UnlitError], None] | None = None) -> None:
        """failed: instead of `problem`."""
        epoch = next(self._epochs)
        self.busy.emit(self.tr("Opening {name}").format(name=Path(path).name.removeprefix("sample:")))

        def answered(answer: ToStudio) -> None:
            self.busy.emit("")
            if isinstance(answer, Failed):
                (failed or self.problem.emit)(error_of(answer))
            hear(answer)

        self._jobs.run(Open(epoch, self._jobs.number(), path), answered)

    def _check(self, project: Project, answer: ToStudio, path: Path) -> None:
        if not isinstance(answer, Opened):
            return
        try:
            check_recipe(project.recipe, answer.info)
        except UnlitError as error:
            self.reopen()  # the engine holds the other generator now; the open project goes on with its own
            if project.base.architecture != answer.info.fingerprint.architecture:
                self.problem.emit(error)
                return
            self._waiting = (project, path)
            self.other_generator.emit(path.name)
            return
        self._start(project, answer.info, path, answer.epoch)

    def _start(self, project: Project, info: GeneratorInfo, path: Path | None, epoch: int) -> None:
        self._live.start(epoch)
        self._session.open(project, info, path)
