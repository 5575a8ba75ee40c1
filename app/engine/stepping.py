"""Long work in steps: it runs on a thread of its own, and whoever waits for it can do something else meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar

from models.checkpoints.progress import Report

T = TypeVar("T")

# Seconds between two looks at how far it is.
PAUSE = 0.02


class StoppedError(Exception):
    """Raised by a report whose listener has gone: the work should end."""


@dataclass
class _Work(Generic[T]):
    """What the thread and its listener share. outcome: the result, or the exception; once `ended`."""

    far: tuple[int, int] = (0, 0)
    stopping: bool = False
    ended: Event = field(default_factory=Event)
    result: list[T] = field(default_factory=list)
    error: list[BaseException] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def report(self, done: int, total: int) -> None:
        """What the work calls, on its thread."""
        if self.stopping:
            raise StoppedError
        self.far = (done, total)

    def run(self, work: Callable[[Report], T]) -> None:
        """The thread. Once nobody waits any more, what comes out is let go at once: it may be large."""
        try:
            result = work(self.report)
            with self.lock:
                if not self.stopping:
                    self.result.append(result)
        except BaseException as error:
            self.error.append(error)
        finally:
            self.ended.set()

    def stop(self) -> None:
        """From now on the work is told to end, and its outcome is let go."""
        with self.lock:
            self.stopping = True
            self.result.clear()
            self.error.clear()


def steps(work: Callable[[Report], T], pause: float = PAUSE) -> Generator[tuple[int, int], None, T]:
    """Run `work` on a thread; yield how far it is, (done, total), every `pause` seconds; return its result.

    Raises what the work raises. Closing the generator does not wait: the work is stopped at its next report, and what
    comes of it until then is thrown away.
    """
    shared: _Work[Any] = _Work()
    thread = Thread(target=shared.run, args=(work,), name="stepping", daemon=True)
    thread.start()
    try:
        while not shared.ended.wait(pause):
            yield shared.far
        if shared.error:
            raise shared.error.pop()
        return shared.result.pop()
    finally:
        shared.stop()
