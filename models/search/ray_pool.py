"""Workers of a Ray cluster, and tasks handed out to them: in order, a few at a time, again when a worker is lost."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec
import numpy as np

from models.document.errors import UnlitError
from models.document.generator_info import Fingerprint
from models.search.ray_actor import Opened, Worker
from models.version import VERSION

AT_ONCE = 2  # tasks a worker has: one to work on, and the next
TRIES = 4  # of a task, and of starting a worker, when workers are lost
PATIENCE = 600.0  # seconds until a worker must have opened the generator


class Task(NamedTuple):
    """A method of Worker and its arguments."""

    method: str
    arguments: tuple[Any, ...]


@dataclass(eq=False)
class _Hand:
    """A worker as the driver sees it. tasks: what it has, by the reference that will hold the result."""

    actor: Any
    opening: Any  # a reference to Opened, None when that was checked
    tasks: dict[Any, int] = field(default_factory=dict)


class _Work:
    """Tasks that are asked for together, by their numbers. done: results that were not fetched yet."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = tasks
        self.waiting = deque(range(len(tasks)))
        self.done: dict[int, np.ndarray] = {}
        self._tries = [0] * len(tasks)

    def again(self, numbers: Iterable[int]) -> bool:
        """These are to be done again, next; False when that was tried too often."""
        lost = sorted(numbers)
        self.waiting.extendleft(reversed(lost))
        for number in lost:
            self._tries[number] += 1
        return all(self._tries[number] < TRIES for number in lost)


class Workers:
    """One worker a GPU of the cluster; without GPUs one a core. Everything raises UnlitError.

    They start when there is first something to do, and end with `close`.
    """

    def __init__(self, path: str, opener: str, fingerprint: Fingerprint, count: int | None = None) -> None:
        """opener: "module:function" of (path, device), importable on every node. count: at most so many workers."""
        self._path, self._opener, self._fingerprint = _absolute(path), opener, fingerprint
        self._ray, self._mine = connected()
        resources = self._ray.cluster_resources()
        self._gpu = resources.get("GPU", 0) >= 1
        there = max(1, int(resources.get("GPU" if self._gpu else "CPU", 0)))
        self._failed_starts = 0
        self._hands = [self._start() for _ in range(min(there, count or there))]

    def put(self, data: bytes) -> Any:
        """Something that many tasks need, for their arguments: it travels to each machine once."""
        return self._ray.put(data)

    def results(self, tasks: Sequence[Task]) -> Generator[np.ndarray, None, None]:
        """The results in the order of the tasks, whoever works on them. Closing the iterator drops the rest."""
        work = _Work(tasks)
        try:
            for number in range(len(tasks)):
                while number not in work.done:
                    self._hand_out(work)
                    self._take(*self._arrived(), work)
                yield work.done.pop(number)
        finally:
            self._drop()

    def close(self) -> None:
        """Ends the workers, at once."""
        for hand in self._hands:
            self._ray.kill(hand.actor)
        self._hands = []
        if self._mine:
            self._ray.shutdown()

    def _start(self) -> _Hand:
        needs = {"num_gpus": 1, "num_cpus": 0} if self._gpu else {"num_gpus": 0, "num_cpus": 1}
        actor = self._ray.remote(**needs)(Worker).remote(self._path, self._opener, self._gpu)
        return _Hand(actor, actor.open.remote())

    def _hand_out(self, work: _Work) -> None:
        """To each the next: those who have less come first."""
        for limit in range(1, AT_ONCE + 1):
            for hand in self._hands:
                if work.waiting and hand.opening is None and len(hand.tasks) < limit:
                    number = work.waiting.popleft()
                    method, arguments = work.tasks[number]
                    hand.tasks[getattr(hand.actor, method).remote(*arguments)] = number

    def _arrived(self) -> tuple[_Hand, Any]:
        """A reference that is settled, and whose it is."""
        owner = {ref: hand for hand in self._hands for ref in (*hand.tasks, hand.opening) if ref is not None}
        working = any(hand.tasks for hand in self._hands)
        ready, _ = self._ray.wait(list(owner), timeout=None if working else PATIENCE)
        if not ready:
            raise UnlitError(f"No Ray worker was ready within {PATIENCE / 60:.0f} minutes.", kind="engine")
        return owner[ready[0]], ready[0]

    def _take(self, hand: _Hand, ref: Any, work: _Work) -> None:
        try:
            value = self._ray.get(ref)
        except self._ray.exceptions.RayTaskError as error:
            raise _said(error) from error
        except self._ray.exceptions.RayError as error:
            self._lost(hand, error, work)
            return
        if ref == hand.opening:
            self._check(value)
            hand.opening, self._failed_starts = None, 0
        else:
            work.done[hand.tasks.pop(ref)] = value

    def _check(self, opened: bytes) -> None:
        theirs = msgspec.msgpack.decode(opened, type=Opened)
        if theirs.version != VERSION:
            raise UnlitError(f"A Ray worker has Unlit {theirs.version}, this is {VERSION}: every node needs the same.")
        if theirs.fingerprint != self._fingerprint:
            raise UnlitError(f"A Ray worker found another generator at “{self._path}”: every node needs the same file.")

    def _lost(self, hand: _Hand, error: Exception, work: _Work) -> None:
        """Its tasks go to others, first, and another worker starts in its place."""
        if getattr(error, "actor_init_failed", False):
            raise UnlitError("The Ray workers cannot run Unlit: install it on every node.", details=str(error))
        self._hands.remove(hand)
        self._ray.kill(hand.actor)  # it may only have been out of reach
        self._failed_starts += hand.opening is not None
        if self._failed_starts < TRIES:
            self._hands.append(self._start())
        if not work.again(hand.tasks.values()) or not self._hands:
            sentence = f"Ray workers were lost {TRIES} times at the same work."
            raise UnlitError(sentence, kind="engine", details=str(error))

    def _drop(self) -> None:
        """What is begun is ended by its worker, for nothing."""
        for hand in self._hands:
            for ref in hand.tasks:
                self._ray.cancel(ref)
            hand.tasks = {}


def connected() -> tuple[ModuleType, bool]:
    """Ray, connected: to RAY_ADDRESS, or a cluster that runs on this machine, or one started now (True)."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # Ray's future default, which it warns of
    try:
        import ray
    except ImportError as error:
        raise UnlitError('Ray is not installed: run `pip install "unlit[ray]"`, on every node.') from error
    if ray.is_initialized():
        return ray, False
    quiet: dict[str, Any] = {"include_dashboard": False, "log_to_driver": False, "logging_level": "error"}
    try:
        # Not "auto", which also joins a cluster that another program started for itself, and that ends with it.
        ray.init(**quiet)
    except ConnectionError as error:
        if address := os.environ.get("RAY_ADDRESS"):
            raise UnlitError(f"The Ray cluster at {address} does not answer.", details=str(error)) from error
        ray.init(address="local", **quiet)  # one that ran here was not ended in order
    except RuntimeError as error:  # above all, another version of Ray or Python there
        sentence = "The Ray cluster cannot be joined: it needs the same versions of Ray and Python as here."
        raise UnlitError(sentence, details=str(error)) from error
    return ray, True


def _absolute(path: str) -> str:
    return str(Path(path).absolute()) if Path(path).exists() else path


def _said(error: Any) -> Exception:
    """What went wrong on a worker, as if it had been here."""
    if isinstance(error.cause, UnlitError):
        return UnlitError(
            f"On a Ray worker: {error.cause.sentence}", kind=error.cause.kind, details=error.cause.details
        )
    return error.cause if isinstance(error.cause, Exception) else error
