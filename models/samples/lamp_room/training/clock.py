"""A budget of minutes, lines of progress, and an end that loses nothing."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SAY_EVERY = 15.0  # seconds


class Clock:
    """Counts from when it is made."""

    def __init__(self, minutes: float) -> None:
        """minutes: the budget of wall time, the drawing of the first rooms included."""
        self.start, self.budget = time.perf_counter(), minutes * 60
        self.interrupted = False
        self._marks: dict[str, float] = {}
        self._said_at, self._said_images = self.start, 0

    @property
    def spent(self) -> float:
        """The fraction of the budget that is gone; 1 or more when it is time to end."""
        return (time.perf_counter() - self.start) / self.budget

    @property
    def running(self) -> bool:
        """False once the budget is gone or someone asked for the end."""
        return not self.interrupted and self.spent < 1

    def due(self, name: str, seconds: float) -> bool:
        """True at most once in so many seconds for each name, the first time after so many seconds."""
        now = time.perf_counter()
        if now - self._marks.setdefault(name, self.start) < seconds:
            return False
        self._marks[name] = now
        return True

    def say(self, images: int, **numbers: float) -> None:
        """Prints where the training stands, now and then. images: seen since the start of this run."""
        if not self.due("say", SAY_EVERY):
            return
        now = time.perf_counter()
        rate = (images - self._said_images) / (now - self._said_at)
        self._said_at, self._said_images = now, images
        gone, left = (now - self.start) / 60, max(0.0, self.budget - (now - self.start)) / 60
        values = "  ".join(f"{name} {value:.4g}" for name, value in numbers.items())
        print(f"{gone:6.2f} min  {images:8d} pictures  {rate:6.1f}/s  left {left:6.2f} min  {values}", flush=True)

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Ctrl-C and SIGTERM end the training after the step that runs, so that it can save; a second one at once."""

        def stop(number: int, frame: FrameType | None) -> None:
            if self.interrupted:
                raise KeyboardInterrupt
            self.interrupted = True
            print("ending after this step; once more to end without saving", flush=True)

        before = {name: signal.signal(name, stop) for name in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)
