"""How much longer something takes, from how fast it has been since it began to count, and when to tell of it."""

from __future__ import annotations

from time import perf_counter

INTERVAL = 0.1  # seconds


class Pace:
    """Times are in seconds, from any clock."""

    def __init__(self, now: float) -> None:
        self._since = now

    def seconds_left(self, done: float, total: float, now: float) -> float | None:
        """None while nothing is done: what comes before, such as estimates, tells nothing of the pace afterwards."""
        if done == 0:
            self._since = now
            return None
        return (now - self._since) / done * (total - done)


class Telling:
    """How far long work is, told at most every INTERVAL seconds. left: as Pace has it, when it was told last."""

    def __init__(self) -> None:
        self._pace, self._said = Pace(perf_counter()), float("-inf")
        self.left: float | None = None

    def due(self, done: float, total: float) -> bool:
        """Whether it is time to tell."""
        now = perf_counter()
        if now - self._said < INTERVAL:
            return False
        self._said = now
        self.left = self._pace.seconds_left(done, total, now)
        return True
