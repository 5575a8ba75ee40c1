"""Takes the README's pictures again: the real studio, the real engine, offscreen.

    .venv/bin/python tests/screenshots.py [FOLDER] [--light]

Needs a font that Qt can find (fonts-dejavu-core on Debian).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.engine.client import ProcessEngine
from app.main_window import MainWindow
from app.studio import Studio
from app.widgets.theme import DARK, LIGHT, apply_theme, wear
from models.samples.lamp_light import lamp_region


def pause(milliseconds: int) -> None:
    """Let the studio work. QTest.qWait would not let the engine's threads run meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(done: Callable[[], bool]) -> None:
    while not done():
        pause(20)


def paint_the_lamp(window: MainWindow) -> None:
    region = lamp_region(window.canvas_presenter.picture)
    rows = np.argwhere(region.levels() > 128)
    for y in range(rows[:, 0].min() + 1, rows[:, 0].max() + 1, 2):
        xs = rows[np.abs(rows[:, 0] - y) <= 1][:, 1]
        ends = [window.canvas.to_view(x, y).toPoint() for x in (float(xs.min() + 2), float(xs.max() - 1))]
        QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=ends[0])
        QTest.mouseMove(window.canvas, ends[1])
        QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=ends[1])


def main(folder: Path, *, light: bool) -> None:
    """From the welcome view to the exported generator, a picture a step."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(["unlit"])
    apply_theme(app)
    wear(app, LIGHT if light else DARK)
    engine = ProcessEngine()
    window = MainWindow(Studio(engine))
    studio = window.studio
    window.show()
    engine.start()

    def shoot(name: str) -> None:
        pause(400)
        assert window.grab().save(str(folder / f"{name}.png"))

    shoot("welcome")
    window.files.open_sample()
    until(lambda: studio.live.current("canvas") and studio.live.current("scene 9"))
    shoot("room")
    paint_the_lamp(window)
    shoot("painted")
    studio.searching.start()
    until(lambda: not studio.searching.is_running)
    shoot("found")
    edit = studio.session.project.recipe.edits[0]
    slider = window.edits.row(edit.key).slider
    slider.track.setFocus()
    QTest.keyClick(slider.track, Qt.Key.Key_Home)
    until(lambda: studio.live.current("scene 9"))
    shoot("dimmed")
    window.search._toggle.click()
    shoot("details")
    studio.exporting.generator(folder / "edited.safetensors")
    until(lambda: not studio.exporting.is_running)
    shoot("saved")
    (folder / "edited.safetensors").unlink()
    engine.close()


if __name__ == "__main__":
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(paths[0] if paths else "screenshots"), light="--light" in sys.argv)
