"""What the generator sees at each place of a scene, asked for when somebody wants to select by it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from app.engine.protocol import Failed, LookAtScene, Seen, ToStudio
from app.session.jobs import Jobs, error_of
from app.session.live import Live
from app.session.session import Session
from models.document.scene import Scene

_KEPT = 8
_AFTER = 300  # milliseconds: what takes less needs no word


class Seeing(QObject):
    """seen(Scene): what is seen there is known now. running: whether it takes long. problem: an UnlitError.

    What is seen is the generator's, whatever the recipe: it is of the scene as generated.
    """

    seen = Signal(object)
    running = Signal(bool)
    problem = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._live = jobs, live
        self._features: dict[Scene, np.ndarray] = {}
        self._job: int | None = None
        self._scene: Scene | None = None
        self._slow = QTimer(self, singleShot=True, interval=_AFTER)
        self._slow.timeout.connect(lambda: self.running.emit(True))
        session.opened.connect(self._begin)

    @property
    def is_running(self) -> bool:
        """Whether an answer is under way."""
        return self._job is not None

    def features(self, scene: Scene) -> np.ndarray | None:
        """Float16 [C, h, w] of a scene, once they are known."""
        return self._features.get(scene)

    def ask(self, scene: Scene) -> None:
        """Find out what is seen there; nothing while that is under way, and while the engine holds no generator."""
        if not self._live.ready or (self.is_running and scene == self._scene):
            return
        self.cancel()
        self._job, self._scene = self._jobs.number(), scene
        self._slow.start()
        self._jobs.run(LookAtScene(self._live.epoch, self._job, scene), self._hear)

    def cancel(self) -> None:
        """Stop; nothing is selected then."""
        if self._job is not None:
            self._jobs.cancel(self._job)

    def _begin(self) -> None:
        self.cancel()
        self._features.clear()

    def _hear(self, answer: ToStudio) -> None:
        if getattr(answer, "job", None) != self._job:  # of a scene that was left for another
            return
        self._job = None
        self._slow.stop()
        self.running.emit(False)
        if isinstance(answer, Seen):
            shape = answer.channels, answer.height, answer.width
            self._features[answer.scene] = np.frombuffer(answer.features, "<f2").reshape(shape)
            for old in list(self._features)[:-_KEPT]:
                del self._features[old]
            self.seen.emit(answer.scene)
        elif isinstance(answer, Failed):
            self.problem.emit(error_of(answer))
