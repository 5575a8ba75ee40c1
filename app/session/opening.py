"""Opening: a generator or a project into the session, and the generator again after the engine was restarted."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.engine.client import Engine
from app.engine.protocol.to_engine import Open
from app.engine.protocol.to_studio import Failed, Opened, ToStudio
from app.engine.protocol.to_studio import Opening as Progress
from app.session.document import new_project
from app.session.jobs import Hear, Jobs, error_of
from app.session.live import Live
from app.session.pace import Pace
from app.session.session import Session
from models.checkpoints.places import is_address, place_of
from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.project import Project, load_project
from models.document.recipe import Recipe, check_recipe
from models.samples.catalogue import PREFIX, checkpoint_path, is_sample, sample_scenes


class Opening(QObject):
    """running: a generator is being opened, with what to say meanwhile; empty when done. progress: how far that is:
    what is done ("Downloading" or "Reading"), bytes done, bytes in all (0: not known), seconds left (None: not known).

    problem: an UnlitError. other_generator: a project's generator file holds another generator of the same
    architecture; `accept_other` opens the project on it all the same. no_generator: a project's generator cannot be
    opened where it was: the project's path, and the UnlitError. download_wanted: a project's generator is on the web
    and not here yet: the project's path, and the address; `project` with may_download goes on.
    """

    running = Signal(str)
    progress = Signal(str, object, object, object)
    problem = Signal(object)
    other_generator = Signal(str)
    no_generator = Signal(Path, object)
    download_wanted = Signal(Path, str)

    def __init__(self, session: Session, engine: Engine, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._live = session, jobs, live
        self._epochs = count(1)
        self._waiting: tuple[Project, Path] | None = None
        self._job: int | None = None
        engine.restarted.connect(self.reopen)

    @property
    def is_running(self) -> bool:
        """Whether a generator is being opened."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop opening; what was open stays."""
        if self._job is not None:
            self._jobs.cancel(self._job)

    def generator(self, path: str) -> None:
        """Open a generator with a new project: a file, "sample:NAME", or an address, which is then downloaded."""
        scenes = sample_scenes(path) if is_sample(path) else ()

        def hear(answer: ToStudio) -> None:
            if isinstance(answer, Opened):
                self._start(new_project(path, answer.info, scenes), answer.info, None, answer.epoch)

        self._open(path, hear)

    def project(self, path: Path, generator_path: str = "", *, may_download: bool = False) -> None:
        """Open a project with its generator; generator_path: where that is now, when it was moved.

        may_download: a person has said that the generator may be downloaded, if it has to be.
        """
        try:
            project = load_project(path)
        except UnlitError as error:
            self.problem.emit(error)
            return
        project = replace(project, generator_path=generator_path or project.generator_path)
        if not may_download and is_address(project.generator_path) and not _is_here(project.generator_path):
            self.download_wanted.emit(path, project.generator_path)
            return

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
                self._live.resume(answer.epoch)

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
        """failed: instead of `problem`. Whatever else is being opened is not wanted any more."""
        self.cancel()
        epoch, job, pace = next(self._epochs), self._jobs.number(), Pace()

        def answered(answer: ToStudio) -> None:
            if isinstance(answer, Progress):
                self._tell(answer, pace)
                return
            if job == self._job:
                self._job = None
                self.running.emit("")
            if isinstance(answer, Failed):
                (failed or self.problem.emit)(error_of(answer))
            hear(answer)

        self._job = job
        self.running.emit(self.tr("Opening {name}").format(name=shown_name(path)))
        self._jobs.run(Open(epoch, job, path), answered)

    def _tell(self, answer: Progress, pace: Pace) -> None:
        if answer.job == self._job:
            left = pace.seconds_left(answer.done, answer.total)
            self.progress.emit(answer.doing, answer.done, answer.total, left)

    def _check(self, project: Project, answer: ToStudio, path: Path) -> None:
        if not isinstance(answer, Opened):
            return
        try:
            check_recipe(project.recipe, answer.info, same_architecture=True)
        except UnlitError as error:
            self.reopen()  # the engine holds the other generator now; the open project goes on with its own
            self.problem.emit(error)
            return
        if project.recipe.base != answer.info.fingerprint:
            self.reopen()
            self._waiting = (project, path)
            self.other_generator.emit(path.name)
            return
        self._start(project, answer.info, path, answer.epoch)

    def _start(self, project: Project, info: GeneratorInfo, path: Path | None, epoch: int) -> None:
        self._live.start(epoch)
        self._session.open(project, info, path)


def shown_name(path: str) -> str:
    """What a generator's path or address is called in a sentence."""
    try:
        return place_of(path).name if is_address(path) else Path(path).name.removeprefix(PREFIX)
    except UnlitError:
        return path


def _is_here(address: str) -> bool:
    """Whether its file or folder is on this disk."""
    try:
        return checkpoint_path(address).exists()
    except UnlitError:
        return False
