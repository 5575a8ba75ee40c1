"""How the tests' Ray workers open generators, such that something happens on the way."""

from __future__ import annotations

import os
import time
from pathlib import Path

from models.samples.opening import open_generator


class Interrupted:
    """A generator that does something before each of its sweeps."""

    def __init__(self, generator, before):
        self._generator, self._before = generator, before

    def __getattr__(self, name):
        return getattr(self._generator, name)

    def sweep(self, scene, layers):
        self._before()
        yield from self._generator.sweep(scene, layers)


def dies_once(path, device):
    """The process ends amid its third task, once among all workers: the file PATH.died says that it was."""
    mark, sweeps = Path(f"{path}.died"), []

    def before():
        sweeps.append(None)
        if len(sweeps) == 3:
            try:
                mark.touch(exist_ok=False)
            except FileExistsError:
                return
            os._exit(1)

    return Interrupted(open_generator(path, device), before)


def takes_its_time(path, device):
    """From the first scene of a sweep on a task takes ten minutes; the file PATH.begun says that one began."""

    def before():
        Path(f"{path}.begun").touch()
        time.sleep(600)

    return Interrupted(open_generator(path, device), before)


def fails(path, device):
    def before():
        raise ArithmeticError("the worker's own error")

    return Interrupted(open_generator(path, device), before)
