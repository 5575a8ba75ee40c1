"""Ray without processes: workers are objects here, results come in a random order, and workers are lost on demand."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any


class RayError(Exception):
    """A worker was lost."""


class RayTaskError(RayError):
    """What was done on a worker raised `cause`."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


@dataclass(eq=False)
class Ref:
    actor: Actor
    compute: Callable[[], Any]


class Actor:
    """number: counted from 0, those that took the place of lost ones included. calls: what it was asked, in order."""

    def __init__(self, ray: StandIn, worker: Any) -> None:
        self._ray, self._worker = ray, worker
        self.number = len(ray.actors)
        self.calls: list[str] = []
        self.lost = False

    def __getattr__(self, method: str) -> Any:
        return SimpleNamespace(remote=partial(self._call, method))

    def _call(self, method: str, *arguments: Any) -> Ref:
        return Ref(self, lambda: self._answer(method, arguments))

    def _answer(self, method: str, arguments: tuple[Any, ...]) -> Any:
        self.calls.append(method)
        self.lost = self.lost or self._ray.loses(self, method)
        if self.lost:
            raise RayError(f"worker {self.number} was lost")
        try:
            return getattr(self._worker, method)(*arguments)
        except Exception as error:
            raise RayTaskError(error) from error


class StandIn:
    """Stands for the module. loses: whether an actor is gone when it is to do a thing."""

    exceptions = SimpleNamespace(RayError=RayError, RayTaskError=RayTaskError)

    def __init__(self, workers: int = 2, loses: Callable[[Actor, str], bool] = lambda actor, method: False) -> None:
        self.loses = loses
        self.actors: list[Actor] = []
        self.cancelled: list[Ref] = []
        self.killed: list[Actor] = []
        self.silent = False  # nothing is ever ready
        self._workers = workers
        self._random = random.Random(workers)

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": self._workers}

    def remote(self, **needs: float) -> Any:
        assert needs == {"num_gpus": 0, "num_cpus": 1}
        return lambda worker: SimpleNamespace(remote=lambda *arguments: self._start(worker(*arguments)))

    def put(self, data: bytes) -> bytes:
        return data

    def wait(self, refs: list[Ref], timeout: float | None) -> tuple[list[Ref], list[Ref]]:
        assert refs
        ready = None if self.silent else self._random.choice(refs)
        return [ready] if ready else [], [ref for ref in refs if ref is not ready]

    def get(self, ref: Ref) -> Any:
        return ref.compute()

    def cancel(self, ref: Ref) -> None:
        self.cancelled.append(ref)

    def kill(self, actor: Actor) -> None:
        self.killed.append(actor)

    def _start(self, worker: Any) -> Actor:
        self.actors.append(Actor(self, worker))
        return self.actors[-1]
