"""What waits for the inference thread, and in which order: no threads, no tensors, only the rules.

Renders: one a slot, the latest wins, lower priority first. Jobs: first come, first served; pictures that are not looked
at wait for them. What was sent for a generator that is no longer open, or that failed to open, is dropped: renders
silently, jobs as Cancelled.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from app.engine.protocol.to_engine import Cancel, Job, Open, Quit, Release, Render, ToEngine
from app.engine.protocol.to_studio import Cancelled, Opened, ToStudio

# From this priority on a picture is not the one that is looked at: a job that waits goes first.
LEISURE = 1


class Inbox:
    """The waiting messages of one worker. What a method returns is for the studio."""

    def __init__(self) -> None:
        self.quitting = False
        self._renders: dict[str, Render] = {}
        self._jobs: deque[Job] = deque()
        self._running: Job | None = None
        self._stop_running = False
        self._epoch = 0

    def put(self, message: ToEngine) -> list[Cancelled]:
        """Take in a message."""
        match message:
            case Render() if message.epoch >= self._epoch:
                # A replaced render keeps its place in the dict: a slot that is asked often does not starve the others.
                self._renders[message.slot] = message
            case Cancel():
                return self._cancel(message.job)
            case Quit():
                self.quitting = True
            case Render() | Release():
                pass
            case _:
                self._jobs.append(message)
                return self._drop(lambda epoch: epoch < self._epoch)
        return []

    @property
    def idle(self) -> bool:
        """Nothing waits."""
        return not self._renders and not self._jobs

    @property
    def renders(self) -> int:
        """How many renders wait."""
        return len(self._renders)

    def next_render(self, *, looked_at: bool = False) -> Render | None:
        """Take out the most urgent render whose generator is open, and that need not wait for a job to begin.

        looked_at: only of what a person looks at.
        """
        ready = [
            render
            for render in self._renders.values()
            if not self._opens_later(render.epoch)
            and not self._waits_for_job(render)
            and not (looked_at and render.priority >= LEISURE)
        ]
        if self.quitting or not ready:
            return None
        return self._renders.pop(min(ready, key=lambda render: render.priority).slot)

    def newer(self, render: Render) -> Render | None:
        """The waiting render for the same slot, which makes this one needless."""
        return self._renders.get(render.slot)

    def more_urgent(self, render: Render) -> bool:
        """Whether one waits that goes before this one, or a job does."""
        waiting = (other for other in self._renders.values() if not self._opens_later(other.epoch))
        return self._waits_for_job(render) or any(other.priority < render.priority for other in waiting)

    def next_job(self) -> Job | None:
        """Take out the next job; it runs until `finish`."""
        self._running = self._jobs.popleft() if self._jobs and not self.quitting else None
        self._stop_running = False
        return self._running

    def stopping(self) -> bool:
        """Whether the running job should come to its end."""
        return self._stop_running or self.quitting

    def finish(self, answer: ToStudio) -> list[Cancelled]:
        """The running job has ended with this answer."""
        job, self._running = self._running, None
        if isinstance(answer, Opened):
            self._epoch = answer.epoch
            return self._drop(lambda epoch: epoch < self._epoch)
        if isinstance(job, Open):
            return self._drop(lambda epoch: epoch == job.epoch)
        return []

    def _waits_for_job(self, render: Render) -> bool:
        return render.priority >= LEISURE and bool(self._jobs) and self._running is None

    def _opens_later(self, epoch: int) -> bool:
        """Whether its generator will open; after a restart, with none open yet, any other makes it stale."""
        opens = (job for job in (*self._jobs, self._running) if isinstance(job, Open))
        return any(job.epoch == epoch or not self._epoch for job in opens)

    def _cancel(self, number: int) -> list[Cancelled]:
        if self._running is not None and self._running.job == number:
            self._stop_running = True
        waiting = [job for job in self._jobs if job.job == number]
        self._jobs = deque(job for job in self._jobs if job.job != number)
        return [Cancelled(job.epoch, job.job) for job in waiting]

    def _drop(self, stale: Callable[[int], bool]) -> list[Cancelled]:
        """Drop what was sent for these epochs."""
        self._renders = {slot: render for slot, render in self._renders.items() if not stale(render.epoch)}
        dropped = [job for job in self._jobs if stale(job.epoch)]
        self._jobs = deque(job for job in self._jobs if not stale(job.epoch))
        return [Cancelled(job.epoch, job.job) for job in dropped]
