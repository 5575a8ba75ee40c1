"""How much longer something takes, from how fast it has been since it began to count."""

from __future__ import annotations


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
