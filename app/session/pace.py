"""How much longer something takes, from how fast it has been."""

from __future__ import annotations

import time

# Seconds before anything is said: the first moments tell nothing.
FIRST = 1.0


class Pace:
    """Told again and again how far it is. What was there at first does not count: a download may be continued."""

    def __init__(self) -> None:
        self._start: tuple[float, int] | None = None

    def seconds_left(self, done: int, total: int) -> float | None:
        """None while it is not known."""
        now = time.monotonic()
        if self._start is None or done < self._start[1]:
            self._start = (now, done)
        since, first = self._start
        if done <= first or total <= 0 or now - since < FIRST:
            return None
        return (now - since) / (done - first) * max(0, total - done)
