"""Takes pictures of the studio, offscreen, with the real engine: every view, panel, tool, menu and dialog.

    .venv/bin/python tests/screenshots.py FOLDER [--scale 2] [--language de]    all, to FOLDER/dark and FOLDER/light
    .venv/bin/python tests/screenshots.py --readme                              those of the README, where it has them

Needs a font that Qt can find (fonts-dejavu-core on Debian).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from app.dialogs import questions, sweep
from app.engine.client import ProcessEngine
from app.headless.demo import demo
from app.help import help_pages
from app.main_window import MainWindow
from app.studio import Studio
from app.widgets.language import speak
from app.widgets.theme import DARK, LIGHT, apply_theme, wear
from models.document.errors import UnlitError
from models.samples.lamp_light import lamp_region
from resources import resource

THEMES = {"dark": DARK, "light": LIGHT}
README = ("welcome", "painted", "found", "dimmed", "inspector", "saved", "words", "changed")
SHEETS = ("units", "scenes")  # those that the demo writes
TOOLS = ("select", "brush", "eraser", "lasso", "rectangle", "hand")
SETTLE = 400  # milliseconds


def pause(milliseconds: int) -> None:
    """Let the studio work. QTest.qWait would not let the engine's threads run meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(done: Callable[[], bool]) -> None:
    """Let the studio work until something is so."""
    while not done():
        pause(20)


@dataclass
class Camera:
    """Takes one window, and what opens over it. only: the names that are kept, all when empty.

    folders: by theme; every picture is taken in each of them.
    """

    app: QApplication
    folders: dict[str, Path]
    only: tuple[str, ...] = ()
    window: MainWindow = field(init=False)

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """The window, or a widget."""
        if self.only and name not in self.only:
            return
        pause(SETTLE)
        for theme, folder in self.folders.items():
            if len(self.folders) > 1:
                wear(self.app, THEMES[theme])
                pause(SETTLE // 4)
            assert (widget or self.window).grab().save(str(folder / f"{name}.png"))

    def shoot_opened(self, name: str, open_it: Callable[[], object]) -> None:
        """The dialog that this opens, and only comes back from when it is closed."""
        if self.only:
            return

        def take() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog), f"{name} did not open"
            self.shoot(name, dialog)
            dialog.reject()

        QTimer.singleShot(SETTLE, take)
        open_it()

    def shoot_beside(self, name: str, open_it: Callable[[], object]) -> None:
        """The dialog that this opens beside the window."""
        if self.only:
            return
        before = set(self.window.findChildren(QDialog))
        open_it()
        (dialog,) = set(self.window.findChildren(QDialog)) - before
        pause(SETTLE)
        self.shoot(name, dialog)
        dialog.close()

    def all_drawn(self) -> bool:
        """Whether the canvas and every scene of the strip are there."""
        studio = self.window.studio
        if not studio.session.is_open:
            return False
        strip = range(1, len(studio.session.project.scenes))  # the first stands on the canvas
        return all(studio.live.current(slot) for slot in ("canvas", *(f"scene {number}" for number in strip)))


def main(camera: Camera, exported: Path) -> None:
    """From the welcome view to the exported generator, then words. exported: where a generator may be written."""
    engine = ProcessEngine()
    camera.window = window = MainWindow(Studio(engine))
    window.show()
    engine.start()
    at_first(camera)
    with_pictures(camera, exported)
    with_words(camera)
    engine.close()


def at_first(camera: Camera) -> None:
    """Before anything is open, and what needs nothing open."""
    window, commands = camera.window, camera.window.actions_by_key
    camera.shoot("welcome")
    window.welcome._public.toggle.click()
    camera.shoot("welcome-public")
    window.welcome._public.toggle.click()
    for name in ("preferences", "shortcuts", "about", "open_web"):
        camera.shoot_opened(f"dialog-{name}", commands[name].trigger)
    camera.shoot_beside("dialog-palette", commands["palette"].trigger)
    for page in help_pages({}):
        camera.shoot_beside(f"help-{page.key}", partial(window.help.open_page, page.key))


def with_pictures(camera: Camera, exported: Path) -> None:
    """A sample room, to the edited generator."""
    window, studio = camera.window, camera.window.studio
    window.files.open_sample()
    until(camera.all_drawn)
    camera.shoot("room")
    menus(camera)
    camera.shoot_opened("dialog-browse", window.actions_by_key["browse_seeds"].trigger)
    click_the_lamp(window)
    camera.shoot("painted")
    tools(camera)
    studio.searching.start()
    until(lambda: not studio.searching.is_running)
    camera.shoot("found")
    edit = studio.session.project.recipe.edits[0]
    slider = window.edits.row(edit.key).slider
    slider.track.setFocus()
    QTest.keyClick(slider.track, Qt.Key.Key_Home)
    until(camera.all_drawn)
    window.actions_by_key["show_region"].trigger()  # the lamp itself is to be seen
    camera.shoot("dimmed")
    window.actions_by_key["show_region"].trigger()
    compared(camera)
    panels(camera)
    studio.exporting.generator(exported)
    until(lambda: not studio.exporting.is_running)
    camera.shoot("saved")
    dialogs(camera)
    messages(camera)
    window.toast.close_notice()
    studio.session.close()


def click_the_lamp(window: MainWindow) -> None:
    """Smart select takes it."""
    picture = window.canvas_presenter.picture
    region = None if picture is None else lamp_region(picture)
    assert region is not None, "no lamp shines in the first scene"
    y, x = np.argwhere(region.levels() > 200).mean(0)
    QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=window.canvas.to_view(x + 0.5, y + 0.5).toPoint())
    until(lambda: bool(window.canvas.mask().any()))
    window.canvas.setFocus()


def menus(camera: Camera) -> None:
    """Every menu, opened."""
    for number, action in enumerate(camera.window.menuBar().actions()):
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.popup(camera.window.mapToGlobal(QPoint(0, 40)))
        camera.shoot(f"menu-{number}", menu)
        menu.close()


def tools(camera: Camera) -> None:
    """The canvas with every tool, and while painting what is to stay."""
    commands = camera.window.actions_by_key
    for tool in TOOLS:
        commands[tool].trigger()
        QTest.mouseMove(camera.window.canvas, camera.window.canvas.rect().center())
        camera.shoot(f"tool-{tool}")
    commands["brush"].trigger()
    commands["keep"].trigger()
    camera.shoot("tool-keep")
    commands["keep"].trigger()
    commands["select"].trigger()


def compared(camera: Camera) -> None:
    """Before and after."""
    for name in ("compare", "split", "side_by_side"):
        camera.window.actions_by_key[name].trigger()
        camera.shoot(f"before-after-{name}")
        camera.window.actions_by_key[name].trigger()


def panels(camera: Camera) -> None:
    """What unfolds or stands in the panels at the side."""
    window = camera.window
    row = window.edits.row(window.studio.session.project.recipe.edits[0].key)
    for name, toggle in (("search", window.search._toggle), ("options", window.search._more), ("parts", row.parts)):
        toggle.click()
        camera.shoot(f"panel-{name}")
        toggle.click()
    row.menu.popup(row.mapToGlobal(QPoint(0, 40)))
    camera.shoot("menu-edit", row.menu)
    row.menu.close()
    for name in ("generator", "history"):
        window.side_tabs.toggle(name)
        camera.shoot(f"panel-{name}")
        window.side_tabs.toggle(name)
    window.search.unit_inspected.emit(window.search.results.units()[0])
    grids = (window.inspector.effects, window.inspector.tops)
    until(lambda: all(grid.thumbnails() and all(t.has_picture() for t in grid.thumbnails()) for grid in grids))
    camera.shoot("inspector")
    window.side_tabs.toggle("inspector")


def dialogs(camera: Camera) -> None:
    """Those that need a project with an edit."""
    window, scenes = camera.window, camera.window.studio.session.project.scenes
    colour = window.edits.row(window.studio.session.project.recipe.edits[0].key).swatch
    camera.shoot_opened("dialog-sweep", lambda: sweep.ask_sweep(window, "Lamp 1", len(scenes)))
    camera.shoot_opened("dialog-light", colour.click)
    camera.shoot_opened("dialog-part", lambda: questions.ask_units(window))
    camera.shoot_opened("dialog-name", lambda: questions.ask_name(window, "Lamp"))
    camera.shoot_opened("dialog-save-changes", lambda: questions.ask_save_changes(window, "Lamp room"))
    camera.shoot_opened("dialog-clear-cache", lambda: questions.ask_clear_cache(window))
    camera.shoot_opened("dialog-export", window.actions_by_key["export"].trigger)


def messages(camera: Camera) -> None:
    """What says that something went wrong, closed and unfolded."""
    toast = camera.window.toast
    camera.window.status_presenter.problem(
        UnlitError("“room.pkl” is a picture, not a generator.", details="b'\\x89PNG'")
    )
    camera.shoot("message")
    toast._details.click()
    camera.shoot("message-details")


def with_words(camera: Camera) -> None:
    """Where a word looks, then one that is changed."""
    window, studio, chips = camera.window, camera.window.studio, camera.window.prompt.words
    window.files.open_words()
    until(window.prompt.isVisible)
    until(camera.all_drawn)
    chips.chip(studio.looking.words.index("lamp")).click()
    until(lambda: studio.looking.region is not None)
    camera.shoot("words")
    studio.looking.choose(-1)
    window.prompt.details.click()
    camera.shoot("panel-prompt")
    window.prompt.details.click()
    window.actions_by_key["change_word"].trigger()
    row = window.change_word.pairs.row(0)
    QTest.keyClicks(row.source, "lit")
    QTest.keyClicks(row.target, "unlit")
    until(lambda: studio.session.trial is not None)
    until(camera.all_drawn)
    camera.shoot("writing")
    window.change_word.more.click()
    camera.shoot("writing-details")
    window.change_word.ok.click()
    (edit,) = studio.session.project.recipe.concept_edits()
    until(lambda: studio.measuring.known(edit) is not None)
    until(camera.all_drawn)
    camera.shoot("changed")
    window.edits.concept_row(edit.key).details.click()
    camera.shoot("panel-word")
    camera.shoot_beside("dialog-report", window.actions_by_key["report"].trigger)


def take_all(folder: Path, language: str) -> None:
    """Every picture, dark and light."""
    folders = {theme: folder / theme for theme in THEMES}
    for each in folders.values():
        each.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        main(Camera(started(language), folders), Path(room) / "edited.safetensors")


def take_readme() -> None:
    """The pictures that the README shows, and the sheets of the demo."""
    target = Path(resource("readme"))
    with tempfile.TemporaryDirectory() as room:
        main(Camera(started("en"), {"dark": target}, README), Path(room) / "edited.safetensors")
        demo(Path(room))
        for name in SHEETS:
            shutil.copyfile(Path(room) / f"{name}.png", target / f"{name}.png")


def started(language: str) -> QApplication:
    app = QApplication(["unlit"])
    speak(app, language)
    apply_theme(app)
    wear(app, DARK)
    return app


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=Path("screenshots"))
    parser.add_argument("--scale", default="1")
    parser.add_argument("--language", default="en")
    parser.add_argument("--readme", action="store_true")
    asked = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = asked.scale
    if asked.readme:
        take_readme()
    else:
        take_all(asked.folder, asked.language)
