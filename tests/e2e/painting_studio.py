"""A whole studio in a process of its own, in which someone paints stroke after stroke until it is killed.

    python painting_studio.py RECOVERY_FOLDER [PROJECT]

Says each stroke's number once it is painted. With a PROJECT it is saved after every third stroke.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.tools import Tool
from app.engine.client import ProcessEngine
from app.main_window import MainWindow
from app.session.settings import Settings
from app.studio import Studio

# Strokes stand in rows, this many pixels of the picture apart.
STEP, ROW = 5, 11
LEFT = Qt.MouseButton.LeftButton


def place(number: int) -> tuple[float, float]:
    """The middle of a stroke, in pixels of the picture."""
    return 4.5 + STEP * (number % ROW), 4.5 + STEP * (number // ROW)


class Painter:
    """One stroke after the other."""

    def __init__(self, window: MainWindow, project: Path | None) -> None:
        self._window, self._project, self._number = window, project, 0
        self._timer = QTimer(interval=40)
        self._timer.timeout.connect(self._paint)
        self._timer.start()

    def _paint(self) -> None:
        if self._window.canvas_presenter.picture is None or self._number >= ROW * ROW:
            return
        canvas = self._window.canvas
        canvas.set_tool(Tool.BRUSH)
        canvas.set_brush_size(2.0)
        x, y = place(self._number)
        QTest.mousePress(canvas, LEFT, pos=canvas.to_view(x - 0.5, y).toPoint())
        QTest.mouseMove(canvas, canvas.to_view(x + 0.5, y).toPoint())
        QTest.mouseRelease(canvas, LEFT, pos=canvas.to_view(x + 0.5, y).toPoint())
        print(self._number, time.time(), flush=True)
        self._number += 1
        if self._project is not None and self._number % 3 == 0:
            self._window.saving.save_to(self._project)


def main() -> None:
    app = QApplication([])
    settings = Settings()
    settings.set("autosave_seconds", 1)
    engine = ProcessEngine()
    window = MainWindow(Studio(engine, settings, Path(sys.argv[1])))
    window.show()
    engine.start()
    window.files.open_sample()
    painter = Painter(window, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    app.exec()
    del painter


if __name__ == "__main__":
    main()
