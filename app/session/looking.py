"""Where does a word look? The maps of the active scene's prompt, asked for when somebody wants to know."""

from __future__ import annotations

import re

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.engine.protocol.to_engine import LookAtWords
from app.engine.protocol.to_studio import ToStudio, WordMap, WordMaps
from app.session.document import active_scene, painted
from app.session.jobs import Jobs
from app.session.live import Live
from app.session.session import Session
from app.session.work import Work
from models.document.region import Region
from models.document.scene import Scene

SHARE = 0.7  # of the most that the word looks anywhere, from which on a place is painted
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_KEPT = 16


class Looking(Work):
    """changed: another word is chosen, or its map has come. running: whether maps are under way.

    What a word looks at is the generator's, whatever the recipe: maps are of the picture as generated.
    """

    changed = Signal()
    running = Signal(bool)

    def __init__(self, session: Session, jobs: Jobs, live: Live, parent: QObject | None = None) -> None:
        super().__init__(session, jobs, live, parent)
        self._maps: dict[Scene, tuple[WordMap, ...]] = {}
        self._scene: Scene | None = None
        self.chosen = -1
        session.opened.connect(self._begin)
        session.changed.connect(self._follow)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the active scene's prompt: as the generator divides it, once that is known."""
        maps = self._maps.get(self._scene) if self._scene else None
        if maps is not None:
            return tuple(each.word for each in maps)
        prompt = self._scene.prompt if self._scene else None
        return tuple(_WORD.findall(prompt.text)) if prompt else ()

    @property
    def region(self) -> Region | None:
        """Where the chosen word looks, if that is known."""
        maps = self._maps.get(self._scene, ()) if self._scene else ()
        return maps[self.chosen].region if 0 <= self.chosen < len(maps) else None

    def choose(self, number: int) -> None:
        """Look at a word of the prompt; -1 for none."""
        self.chosen = number
        known = self._scene is not None and self._scene in self._maps
        if number >= 0 and not known and self._scene and self._begins():
            self.running.emit(True)
            self._jobs.run(LookAtWords(self._live.epoch, self._job, self._scene), self._hear)
        self.changed.emit()

    def use_as_region(self) -> None:
        """Paint what the chosen word looks at."""
        region = self.region
        if region is not None:
            levels = region.levels()
            mask = np.where(levels >= SHARE * levels.max(), 255, 0).astype(np.uint8)
            self.choose(-1)
            self._session.do(self.tr("Use word as region"), lambda project: painted(project, mask))

    def _begin(self) -> None:
        self.cancel()
        self._maps.clear()
        self._scene, self.chosen = None, -1
        self.changed.emit()

    def _follow(self) -> None:
        """Another scene, or another prompt: nothing of the last one stays."""
        scene = active_scene(self._session.project) if self._session.is_open else None
        if scene != self._scene:
            self._scene, self.chosen = scene, -1
            self.cancel()
            self.changed.emit()

    def _finish(self, answer: ToStudio) -> None:
        if isinstance(answer, WordMaps):
            before = self.words
            self._maps[answer.scene] = answer.maps
            for old in list(self._maps)[:-_KEPT]:
                del self._maps[old]
            if answer.scene == self._scene and 0 <= self.chosen < len(before):
                self.chosen = _again(before, self.chosen, self.words)
        else:
            self.chosen = -1
        self.changed.emit()


def _again(before: tuple[str, ...], chosen: int, words: tuple[str, ...]) -> int:
    """The number of the chosen word where the prompt is divided otherwise; -1 when it is not there."""
    word, nth = before[chosen].lower(), before[:chosen].count(before[chosen])
    places = [number for number, other in enumerate(words) if other.lower() == word]
    if places:
        return places[min(nth, len(places) - 1)]
    return next((number for number, other in enumerate(words) if word.startswith(other.lower())), -1)
