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

from app.dialogs.export import ExportDialog
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


def click_the_lamp(window: MainWindow) -> None:
    y, x = np.argwhere(lamp_region(window.canvas_presenter.picture).levels() > 200).mean(0)
    place = window.canvas.to_view(x + 0.5, y + 0.5).toPoint()
    QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=place)
    until(lambda: window.canvas.mask().any())
    window.canvas.setFocus()


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
    click_the_lamp(window)
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
    window.search._toggle.click()
    window.search.unit_inspected.emit(window.search.results.units()[0])
    grids = (window.inspector.effects, window.inspector.tops)
    until(lambda: all(grid.thumbnails() and all(t.has_picture() for t in grid.thumbnails()) for grid in grids))
    shoot("inspector")
    window.side_tabs.toggle("inspector")
    studio.exporting.generator(folder / "edited.safetensors")
    until(lambda: not studio.exporting.is_running)
    shoot("saved")
    (folder / "edited.safetensors").unlink()
    window.toast.close_notice()
    studio.session.close()
    ask_with_words(window, shoot)
    save_dialog(window).grab().save(str(folder / "export.png"))
    engine.close()


def ask_with_words(window: MainWindow, shoot: Callable[[str], None]) -> None:
    """Where a word looks, then one that is changed."""
    studio, chips = window.studio, window.prompt.words
    window.files.open_words()
    until(window.prompt.isVisible)
    until(lambda: studio.live.current("canvas") and studio.live.current("scene 9"))
    chips.chip(studio.looking.words.index("lamp")).click()
    until(lambda: studio.looking.region is not None)
    shoot("words")
    studio.looking.choose(-1)
    window.actions_by_key["change_word"].trigger()
    row = window.change_word.pairs.row(0)
    QTest.keyClicks(row.source, "lit")
    QTest.keyClicks(row.target, "unlit")
    until(lambda: studio.session.trial is not None)
    until(lambda: all(studio.live.current(slot) for slot in ("canvas", *(f"scene {n}" for n in range(1, 10)))))
    shoot("writing")
    window.change_word.ok.click()
    edit = studio.session.project.recipe.edits[0]
    until(lambda: studio.measuring.known(edit) is not None)
    shoot("changed")


def save_dialog(window: MainWindow) -> ExportDialog:
    """As it opens, with a size."""
    window.saving.export()
    dialog = window.findChildren(ExportDialog)[-1]
    until(lambda: dialog.about_size.text() != "…")
    return dialog


if __name__ == "__main__":
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(paths[0] if paths else "screenshots"), light="--light" in sys.argv)
