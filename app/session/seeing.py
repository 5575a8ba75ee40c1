"""What the generator sees at each place of a scene, asked for when somebody wants to select by it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from app.engine.protocol.to_engine import LookAtScene
from app.engine.protocol.to_studio import Seen, ToStudio
from app.session.jobs import Jobs
from app.session.live import Live
from app.session.session import Session
from app.session.work import Work
from models.document.scene import Scene

_KEPT = 8
_AFTER = 300  # milliseconds: what takes less needs no word


class Seeing(Work):
    """seen(Scene): what is seen there is known now. running: whether it takes long.

    What is seen is the generator's, whatever the recipe: it is of the scene as generated.
    """

    seen = Signal(object)
    running = Signal(bool)

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(session, jobs, live, parent)
        self._features: dict[Scene, np.ndarray] = {}
        self._scene: Scene | None = None
        self._slow = QTimer(self, singleShot=True, interval=_AFTER)
        self._slow.timeout.connect(lambda: self.running.emit(True))
        session.opened.connect(self._begin)

    def features(self, scene: Scene) -> np.ndarray | None:
        """Float16 [C, h, w] of a scene, once they are known."""
        return self._features.get(scene)

    def ask(self, scene: Scene) -> None:
        """Find out what is seen there; nothing while that is under way, and while the engine holds no generator."""
        under_way = self.is_running and scene == self._scene
        if not under_way and self._begins_anew():
            self._scene = scene
            self._slow.start()
            self._jobs.run(LookAtScene(self._live.epoch, self._job, scene), self._hear)

    def _begin(self) -> None:
        self.cancel()
        self._features.clear()

    def _finish(self, answer: ToStudio) -> None:
        self._slow.stop()
        if isinstance(answer, Seen):
            shape = answer.channels, answer.height, answer.width
            self._features[answer.scene] = np.frombuffer(answer.features, "<f2").reshape(shape)
            for old in list(self._features)[:-_KEPT]:
                del self._features[old]
            self.seen.emit(answer.scene)
