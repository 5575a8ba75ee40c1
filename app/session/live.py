"""Pictures that follow the project: the canvas first, then the picture before, then the other scenes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from app.engine.client import Engine
from app.engine.protocol.to_engine import Render
from app.engine.protocol.to_studio import Rendered, Rendering
from app.session.document import active_scene
from app.session.session import Session
from app.session.settings import Settings
from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.document.scene import Scene

CANVAS, BEFORE = "canvas", "before"
# Milliseconds a picture: below the first the strip follows a slider while it moves, above the other it moves drafts.
FAST, SLOW = 30.0, 80.0


class Live(QObject):
    """Asks the engine for whatever picture is not current, and passes on what comes, never an older one after a newer.

    canvas: the active scene under the recipe, and the milliseconds it took. rough: a first look at it.
    before: the active scene as generated.
    scene: a scene of the strip, by its index, under the recipe. ready_changed: see `ready`.
    resumed: the same generator is open again; what was asked for elsewhere must be asked again.
    """

    canvas = Signal(np.ndarray, float)
    rough = Signal(np.ndarray)
    before = Signal(np.ndarray)
    scene = Signal(int, np.ndarray)
    ready_changed = Signal()
    resumed = Signal()

    def __init__(self, session: Session, engine: Engine, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._engine, self._settings = session, engine, settings
        self._serials = count(1)
        self._asked: dict[str, tuple[int, RenderRequest]] = {}
        self._awaiting: list[Callable[[], object]] = []
        self._milliseconds, self._slow = 0.0, False
        self.epoch = 0
        session.opened.connect(self._awaiting.clear)
        session.changed.connect(self.update)
        settings.changed.connect(self.update)
        engine.rendered.connect(self._receive)
        engine.rendering.connect(self._receive_rough)
        engine.died.connect(self._stop)
        engine.restarted.connect(self._stop)

    @property
    def ready(self) -> bool:
        """Whether the engine holds the project's generator: not before it is opened, nor while the engine restarts."""
        return self.epoch > 0

    def start(self, epoch: int) -> None:
        """A generator was opened: nothing that was asked before counts."""
        self.epoch = epoch
        self._asked.clear()
        self.ready_changed.emit()

    def resume(self, epoch: int) -> None:
        """The same generator is open again, after the engine was gone."""
        self.start(epoch)
        self.update()
        self.resumed.emit()

    def _stop(self) -> None:
        """The engine is gone: what is on the screen stays, nothing new comes until a generator is open again."""
        self.start(0)

    def update(self) -> None:
        """Ask for every picture that is not asked for yet."""
        if not self._session.is_open or not self._engine.running or not self.ready:
            return
        project, recipe = self._session.project, self._session.shown_recipe
        active = active_scene(project)
        picture, before = self.request(active, recipe), self.request(active, Recipe(project.base))
        if picture == before:
            self._expect(BEFORE, before)  # it comes with the canvas's
        self._ask(CANVAS, self._drafted(picture), priority=0)
        self._ask(BEFORE, before, priority=1)
        if self._session.moving and self._milliseconds > FAST:
            return
        for index, scene in enumerate(project.scenes):
            if index != project.active:  # the canvas has that one
                self._ask(f"scene {index}", self.request(scene, recipe, draft=scene.prompt is None), priority=2)

    def request(self, scene: Scene, recipe: Recipe, *, draft: bool = False) -> RenderRequest:
        """A picture of the size that previews have. draft: where there are any and whole pictures take long."""
        small = scene.prompt is not None and self._settings.text("preview_size") == "small"
        return RenderRequest(scene, recipe, draft and self._has_drafts(), small)

    def _has_drafts(self) -> bool:
        info = self._session.info
        return info is not None and (info.prompts or (info.grows and self._slow))

    def _drafted(self, request: RenderRequest) -> RenderRequest:
        """As a draft, where drafts are wanted, of what is dragged or only tried, and not asked for whole already."""
        if not self._has_drafts() or self._settings.text("draft_quality") != "quick":
            return request
        first = self._asked.get(CANVAS, (0, None))[1] != request
        return replace(request, draft=first and (self._session.moving or self._session.trial is not None))

    def serial(self) -> int:
        """A number above all that were given: of a picture that is asked for elsewhere."""
        return next(self._serials)

    def current(self, slot: str) -> bool:
        """Whether the slot shows what the project says (nothing is under way for it)."""
        return slot in self._asked and self._asked[slot][0] == 0

    def once_whole(self, then: Callable[[], object]) -> None:
        """Call it when the canvas shows the whole picture of what the project says: now, or as soon as it is made."""
        self._awaiting.append(then)
        self._tell_whole()

    def _tell_whole(self) -> None:
        if self.current(CANVAS) and not self._asked[CANVAS][1].draft:
            awaiting, self._awaiting[:] = tuple(self._awaiting), ()
            for then in awaiting:
                then()

    def forget(self, slot: str) -> None:
        """The picture failed: ask again when something changes."""
        self._asked.pop(slot, None)

    def _ask(self, slot: str, request: RenderRequest, priority: int) -> None:
        if self._expect(slot, request):
            self._engine.send(Render(self.epoch, slot, self._asked[slot][0], request, priority))

    def _expect(self, slot: str, request: RenderRequest) -> bool:
        """From now on this picture; whether it is another than before."""
        if slot in self._asked and self._asked[slot][1] == request:
            return False
        self._asked[slot] = (next(self._serials), request)
        return True

    def _receive_rough(self, message: Rendering, picture: np.ndarray) -> None:
        asked = message.epoch == self.epoch and self._asked.get(message.slot, (0,))[0] == message.serial
        if asked and message.slot == CANVAS and self._session.is_open:
            self.rough.emit(picture)

    def _receive(self, message: Rendered, picture: np.ndarray) -> None:
        if message.epoch != self.epoch or message.slot not in self._asked or not self._session.is_open:
            return
        serial, request = self._asked[message.slot]
        if not message.request.scene.is_alike(request.scene):  # the picture of a scene that was left meanwhile
            return
        if message.serial == serial:
            self._asked[message.slot] = (0, request)
        if message.slot == CANVAS:
            if not message.request.draft:
                self._take_time(message.milliseconds)
            self.canvas.emit(picture, message.milliseconds)
            self.scene.emit(self._session.project.active, picture)
            self._share(message.request, picture)
            self._tell_whole()
            self._follow_draft(request)
        elif message.slot == BEFORE:
            self.before.emit(picture)
        else:
            self.scene.emit(int(message.slot.split()[1]), picture)

    def _take_time(self, milliseconds: float) -> None:
        """What a whole picture takes. What is slow must become twice as quick not to be: no going to and fro."""
        before, self._milliseconds = self._slow, milliseconds
        self._slow = milliseconds > (SLOW / 2 if before else SLOW)
        if self._slow is not before:
            QTimer.singleShot(0, self, self.update)  # the strip, which need not be sharp

    def _share(self, request: RenderRequest, picture: np.ndarray) -> None:
        """A picture without any edit on the canvas is the one before, too."""
        if self._asked.get(BEFORE, (0, None))[1] == request:
            self._asked[BEFORE] = (0, request)
            self.before.emit(picture)

    def _follow_draft(self, request: RenderRequest) -> None:
        """The draft of what was last asked for has come: now the whole picture, which the next move ends.

        What is made step by step waits until the hand lets go: it would begin with noise each time.
        """
        rests = not self._session.moving or request.scene.prompt is None
        if request.draft and rests and self.current(CANVAS):
            self._ask(CANVAS, replace(request, draft=False), priority=0)
