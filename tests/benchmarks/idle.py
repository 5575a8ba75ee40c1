"""How much of a core the studio and its engine take while nobody does anything. Prints the table of RESULTS.md.

    .venv/bin/python tests/benchmarks/idle.py

"Busy" is the same studio while a slider is moved without a break: what idle is to be compared with.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.engine.client import ProcessEngine
from app.main_window import MainWindow
from app.studio import Studio
from app.widgets.theme import apply_theme
from tests.support.lamp_units import lamp_units

SECONDS = 10.0


def pause(seconds: float) -> None:
    """Let the studio live as it does, in its own event loop."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def cpu_seconds(process: psutil.Process) -> float:
    """What it has used so far."""
    times = process.cpu_times()
    return times.user + times.system


def cores_taken(while_: Callable[[], None]) -> tuple[float, float]:
    """The share of one core that the studio and the engine take, in percent."""
    studio = psutil.Process()
    (engine,) = [child for child in studio.children() if "app.engine.worker" in child.cmdline()]
    before, start = (cpu_seconds(studio), cpu_seconds(engine)), time.perf_counter()
    while_()
    spent = time.perf_counter() - start
    return 100 * (cpu_seconds(studio) - before[0]) / spent, 100 * (cpu_seconds(engine) - before[1]) / spent


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    apply_theme(app)
    engine = ProcessEngine()
    window = MainWindow(Studio(engine))
    window.show()
    engine.start()
    studio = window.studio
    pause(5)
    print("| what | studio | engine |\n|---|---|---|")
    print("| first screen | {:.1f} % | {:.1f} % |".format(*cores_taken(lambda: pause(SECONDS))))
    window.files.open_sample()
    while not (studio.live.current("canvas") and studio.live.current("scene 1")):
        pause(0.1)
    studio.searching.use(lamp_units()[0])
    pause(5)
    print("| a room with an edit, unsaved | {:.1f} % | {:.1f} % |".format(*cores_taken(lambda: pause(SECONDS))))

    def move() -> None:
        key, end = studio.session.project.recipe.edits[0].key, time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            window.edits.gain_moved.emit(key, time.perf_counter() % 2)
            pause(0.02)

    print("| busy: a slider that never rests | {:.1f} % | {:.1f} % |".format(*cores_taken(move)))
    studio.close()


if __name__ == "__main__":
    main()
