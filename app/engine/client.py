"""The studio's engine: one interface, and the engine in its own process behind it.

Others: app.engine.fake (tests), app.engine.inline (the command line, without Qt).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from app.engine.process import COMMAND, WorkerProcess
from app.engine.protocol.message import Message
from app.engine.protocol.to_studio import Ready, Rendered, Rendering, Thumbnail, ToStudio

DEATHS = 3
WITHIN_SECONDS = 60.0
STARTS_AGAIN = "The engine stopped unexpectedly and starts again; your work is kept."
STAYS_DOWN = f"The engine stopped {DEATHS} times within a minute and stays off until it is started; your work is kept."
_LOG_LINES = 400


class Engine(QObject):
    """What the studio knows of an engine. Signals come in the GUI thread.

    ready: the engine works. rendered, rendering, thumbnail: with the picture, uint8 [H, W, 3], which belongs to the
    receiver. received: every other answer. died: unasked, with a sentence for people. restarted: it is empty again,
    so open the generator now; what is sent from here on is heard, in order, once it is ready.
    environment: variables that it is told when it starts the next time.
    """

    ready = Signal(Ready)
    rendered = Signal(Rendered, np.ndarray)
    rendering = Signal(Rendering, np.ndarray)
    thumbnail = Signal(Thumbnail, np.ndarray)
    received = Signal(object)
    restarted = Signal()
    died = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.environment: dict[str, str] = {}

    @property
    def running(self) -> bool:
        """Whether what is sent will be heard."""
        raise NotImplementedError

    def start(self) -> None:
        """Start, also after it has stayed down; nothing when it runs."""
        raise NotImplementedError

    def send(self, message: Message) -> None:
        """Never waits. Dropped when not `running`."""
        raise NotImplementedError

    def stop_now(self) -> None:
        """End whatever it does, this instant, and restart."""
        raise NotImplementedError

    def close(self) -> None:
        """End it for good; within two seconds nothing of it is left."""
        raise NotImplementedError

    def log_tail(self) -> str:
        """The last lines that the engine printed, for a report."""
        raise NotImplementedError

    def deliver(self, message: ToStudio, picture: np.ndarray | None = None) -> None:
        """Emit the signal that is meant for this answer."""
        match message:
            case Ready():
                self.ready.emit(message)
            case Rendered():
                self.rendered.emit(message, picture)
            case Rendering():
                self.rendering.emit(message, picture)
            case Thumbnail():
                self.thumbnail.emit(message, picture)
            case _:
                self.received.emit(message)


class ProcessEngine(Engine):
    """The engine in its own process. It is restarted when it dies, unless it dies again and again."""

    _arrived = Signal(object, object, object)
    _gone = Signal(object)

    def __init__(self, command: Sequence[str] = COMMAND, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._process: WorkerProcess | None = None
        self._ending: list[WorkerProcess] = []
        self._deaths: deque[float] = deque(maxlen=DEATHS)
        self._log: deque[bytes] = deque(maxlen=_LOG_LINES)
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._gone.connect(self._on_gone, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        if self._process is None:
            self._deaths.clear()
            self._launch()

    def send(self, message: Message) -> None:
        if self._process is not None:
            self._process.send(message)

    def stop_now(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._ending.append(self._process)
        self._deaths.clear()
        self._launch()
        self.restarted.emit()

    def close(self) -> None:
        self._closed = True
        for process in self._ending:
            process.close()
        if self._process is not None:
            self._process.close()
        self._process = None

    def log_tail(self) -> str:
        return b"".join(list(self._log)).decode(errors="replace")

    def _launch(self) -> None:
        self._process = WorkerProcess(
            self._arrived.emit, self._gone.emit, self._log, self._command, dict(self.environment)
        )

    def _on_arrived(self, process: WorkerProcess, message: ToStudio, picture: np.ndarray | None) -> None:
        if process is self._process:
            self.deliver(message, picture)

    def _on_gone(self, process: WorkerProcess) -> None:
        if process in self._ending:
            self._ending.remove(process)
        elif process is self._process:
            self._process = None
            self._on_death()

    def _on_death(self) -> None:
        now = time.monotonic()
        self._deaths.append(now)
        if len(self._deaths) == DEATHS and now - self._deaths[0] < WITHIN_SECONDS:
            self.died.emit(STAYS_DOWN)
            return
        self.died.emit(STARTS_AGAIN)
        # Whoever heard of the death may have started or closed the engine already.
        if self._process is None and not self._closed:
            self._launch()
            self.restarted.emit()
