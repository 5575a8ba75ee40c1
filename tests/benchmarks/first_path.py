"""How long a person waits on the bundled lamp room. Prints the table of RESULTS.md.

    .venv/bin/python tests/benchmarks/first_path.py

window: from making the window to its first paint, and from starting the process. slider: from a slider's move to the
new picture on the canvas, through the engine's process, one move after the other. demo: the whole command. The search
has its own script, causal_search.py.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MOVES = 100

WINDOW = """
import time; start = time.perf_counter()
from PySide6.QtWidgets import QApplication
from app.engine.client import ProcessEngine
from app.main_window import MainWindow
from app.studio import Studio
from app.widgets.theme import apply_theme
app = QApplication([]); apply_theme(app)
window = MainWindow(Studio(ProcessEngine())); window.show(); app.processEvents(); window.grab()
print(time.perf_counter() - start)
"""


def window_seconds() -> tuple[float, float]:
    """Seconds inside a fresh process, imports included, and with the interpreter's start. The best of five."""
    inside, whole = [], []
    for _ in range(5):
        start = time.perf_counter()
        result = subprocess.run([sys.executable, "-c", WINDOW], cwd=ROOT, capture_output=True, text=True, check=True)
        whole.append(time.perf_counter() - start)
        inside.append(float(result.stdout))
    return min(inside), min(whole)


def slider_milliseconds() -> list[float]:
    """Of every move: session, engine process, shared memory, canvas."""
    from PySide6.QtCore import QCoreApplication, QEventLoop
    from PySide6.QtWidgets import QApplication

    from app.engine.client import ProcessEngine
    from app.main_window import MainWindow
    from app.studio import Studio
    from tests.support.lamp_units import lamp_units

    app = QApplication.instance() or QApplication([])
    engine = ProcessEngine()
    window = MainWindow(Studio(engine))
    window.show()
    engine.start()
    studio = window.studio

    def until(done: Callable[[], bool]) -> None:
        while not done():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    window.files.open_sample()
    until(lambda: studio.live.current("canvas") and studio.live.current("scene 1"))
    studio.searching.use(lamp_units()[0])
    key = studio.session.project.recipe.edits[0].key
    waits = []
    for i in range(MOVES):
        start = time.perf_counter()
        window.edits.gain_moved.emit(key, 2 * i / MOVES)
        until(lambda: studio.live.current("canvas"))
        window.canvas.grab()
        waits.append((time.perf_counter() - start) * 1000)
    engine.close()
    app.processEvents()
    return waits


def demo_seconds() -> float:
    """The whole command, start of the interpreter included."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        command = [sys.executable, "-m", "app.cli", "demo", "--out", folder]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| what | measured |\n|---|---|")
    inside, whole = window_seconds()
    print(f"| window painted, in the process / with the interpreter's start | {inside:.2f} s / {whole:.2f} s |")
    waits = slider_milliseconds()
    p50, p95 = statistics.median(waits), statistics.quantiles(waits, n=20)[18]
    print(f"| slider move to new picture, {MOVES} moves: median / 95th percentile | {p50:.0f} ms / {p95:.0f} ms |")
    print(f"| `unlit demo` | {demo_seconds():.0f} s |")


if __name__ == "__main__":
    main()
