"""What a test leaves behind: threads, processes, shared memory; and widgets, which are let go."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

PATIENCE = 10.0
# Of libraries, which keep them until the end.
_KEPT = ("pytest_timeout", "ThreadPoolExecutor", "tqdm", "QThread", "Dummy", "asyncio", "ray")


@contextmanager
def nothing_left() -> Iterator[None]:
    """Fails when, a while after the block, there is more than before it."""
    kinds = {"threads": threads, "processes": processes, "shared memory": shared_memory}
    before = {name: now() for name, now in kinds.items()}
    yield
    let_widgets_go()
    for name, now in kinds.items():
        left = _settled(now, before[name])
        assert not left, f"{name} left behind: {sorted(map(str, left))}"


def let_widgets_go() -> None:
    """Windows are deleted, and at once: a later style sheet would be put on thousands of them."""
    if isinstance(QCoreApplication.instance(), QApplication):
        for window in QApplication.topLevelWidgets():
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def threads() -> set[object]:
    """Those that Python knows."""
    return {thread for thread in threading.enumerate() if not any(kept in thread.name for kept in _KEPT)}


def processes() -> set[object]:
    """The children of this process, and theirs, but for Python's own resource tracker, which stays."""
    return {child.pid for child in psutil.Process().children(recursive=True) if _works(child)}


def shared_memory() -> set[object]:
    """What this process has open of the memory that Python shares."""
    if sys.platform != "linux":
        return set()
    lines = Path("/proc/self/maps").read_text().splitlines()
    return {line.split("/dev/shm/")[1] for line in lines if "/dev/shm/psm_" in line}


def _works(child: psutil.Process) -> bool:
    try:
        dead = child.status() == psutil.STATUS_ZOMBIE
        return not dead and not any("resource_tracker" in word for word in child.cmdline())
    except psutil.NoSuchProcess:
        return False


def _settled(now: Callable[[], set[object]], before: set[object]) -> set[object]:
    """What is there more than before, once it has had time to go."""
    end = time.monotonic() + PATIENCE
    while (left := now() - before) and time.monotonic() < end:
        gc.collect()
        time.sleep(0.02)
    return left
