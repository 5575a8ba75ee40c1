"""What a person can do at the studio: look, click, paint, drag, type. Real events, no shortcuts through the code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox, QWidget

from app.dialogs import files
from app.dialogs.export import ExportDialog
from app.main_window import MainWindow
from app.widgets.gain_slider import GainTrack
from models.samples.lamp_light import lamp_region

PATIENCE = 60_000
_MOST_TABS, _MOST_AREAS, _NEAR = 150, 12, 30
_NONE = Qt.KeyboardModifier.NoModifier


class Person:
    """Sits before one window; `folder` is where their files go."""

    def __init__(self, qtbot, window: MainWindow, folder: Path, monkeypatch) -> None:
        self.qtbot, self.window, self.folder, self._monkeypatch = qtbot, window, folder, monkeypatch

    # ------------------------------------------------------------------------------------------------------ looking
    def sees(self) -> np.ndarray:
        """The picture on the canvas, uint8 [H, W, 3], once it is what the sliders say."""
        self.waits(
            lambda: self.window.studio.live.current("canvas") and self.window.canvas_presenter.picture is not None
        )
        return self.window.canvas_presenter.picture.copy()

    def waits(self, until, patience: int = PATIENCE) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=patience)

    def reads(self, text: str) -> bool:
        """Whether the message at the bottom of the window says this."""
        notice = self.window.toast.notice()
        return notice is not None and text in notice.text

    # ------------------------------------------------------------------------------------------------------- hands
    def clicks(self, name: str) -> None:
        """A visible button, by its words or its accessible name, once what has just appeared is in its place."""
        QApplication.processEvents()
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def button(self, name: str) -> QAbstractButton:
        found = [
            b
            for b in self.window.findChildren(QAbstractButton)
            if b.isVisible() and name in (b.text().replace("&", ""), b.accessibleName())
        ]
        assert found, f"no visible button “{name}”"
        return found[0]

    def presses(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._focus(), key, modifiers)

    def holds(self, key: Qt.Key) -> None:
        QTest.keyPress(self._focus(), key)

    def lets_go(self, key: Qt.Key) -> None:
        QTest.keyRelease(self._focus(), key)

    # ---------------------------------------------------------------------------------------------------- keyboard
    def strikes(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, which goes to whatever window has the focus: to the studio's, a dialog's, or a menu's."""
        QTest.keyClick(self._focus_window(), key, modifiers)
        QApplication.processEvents()

    def writes(self, text: str) -> None:
        """Letter by letter."""
        for letter in text:
            QTest.keyClick(self._focus_window(), letter)  # pyright: ignore[reportCallIssue, reportArgumentType]

    def is_at(self) -> str:
        """What a screen reader would say of the place of the focus."""
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus is not None else ""

    def tabs_to(self, name: str, *, back: bool = False) -> None:
        """Tab, or Shift+Tab, until the focus is at what has a name that begins so."""
        key, shift = (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier) if back else (Qt.Key.Key_Tab, _NONE)
        passed = [self.is_at()]
        while not passed[-1].startswith(name):
            self.strikes(key, shift)
            passed.append(self.is_at())
            assert len(passed) < _MOST_TABS, f"“{name}” cannot be reached: {passed}"

    def goes_to(self, area: QWidget) -> None:
        """F6, until the focus is in this area of the window."""
        for _ in range(_MOST_AREAS):
            focus = QApplication.focusWidget()
            if focus is not None and (focus is area or area.isAncestorOf(focus)):
                return
            self.strikes(Qt.Key.Key_F6)
        raise AssertionError(f"{area} cannot be reached from “{self.is_at()}”")

    def steers_to(self, x: float, y: float) -> None:
        """With the arrow keys, to a point of the picture, in its pixels."""
        canvas = self.window.canvas
        right, left, down, up = Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up
        while True:
            off = canvas.to_view(x, y) - canvas.place()
            dx, dy = off.x(), off.y()
            if max(abs(dx), abs(dy)) <= canvas.scale():
                return
            key = (right if dx > 0 else left) if abs(dx) > abs(dy) else (down if dy > 0 else up)
            fine = max(abs(dx), abs(dy)) < _NEAR
            self.strikes(key, Qt.KeyboardModifier.ShiftModifier if fine else _NONE)

    def answers(self, key: Qt.Key) -> list[str]:
        """The next question is answered with a key, once it is there; the list tells what was asked."""
        asked: list[str] = []

        def answer() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox) and box.isVisible():
                asked.append(box.text())
                self.strikes(key)
            else:
                QTimer.singleShot(50, answer)

        QTimer.singleShot(0, answer)
        return asked

    def _focus_window(self) -> QWindow:
        """A desktop gives the studio's window the focus when a dialog has gone; the test does."""
        if QGuiApplication.focusWindow() is None:
            self.window.activateWindow()
            self.waits(lambda: QGuiApplication.focusWindow() is not None)
        window = QGuiApplication.focusWindow()
        assert window is not None
        return window

    # ------------------------------------------------------------------------------------------------------- mouse
    def paints(self, points: list[tuple[float, float]]) -> None:
        """One stroke through points of the picture, in its pixels."""
        canvas = self.window.canvas
        places = [canvas.to_view(x, y).toPoint() for x, y in points]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(canvas, place)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[-1])

    def clicks_the_lamp(self) -> np.ndarray:
        """One click in the middle of the brightest lamp that shines; returns what is painted then, float [H, W]."""
        region = lamp_region(self.sees())
        assert region is not None, "no lamp shines in this scene"
        y, x = np.argwhere(region.levels() > 200).mean(0)
        canvas = self.window.canvas
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.to_view(x + 0.5, y + 0.5).toPoint())
        self.waits(lambda: canvas.mask().any())
        return canvas.mask() / 255.0

    def paints_the_lamp(self) -> np.ndarray:
        """Strokes of the brush over the brightest lamp that shines; returns what is painted, float [H, W]."""
        region = lamp_region(self.sees())
        self.clicks("Brush (B)")
        assert region is not None, "no lamp shines in this scene"
        rows = np.argwhere(region.levels() > 128)
        for row in range(rows[:, 0].min() + 1, rows[:, 0].max() + 1, 3):
            columns = rows[np.abs(rows[:, 0] - row) <= 1][:, 1]
            if len(columns):
                self.paints([(float(columns.min()) + 2, row + 0.5), (float(columns.max()) - 1, row + 0.5)])
        return self.window.canvas.mask() / 255.0

    def searches(self) -> None:
        """Finds what makes the painted thing, to the end."""
        self.clicks("Find what makes this")
        self.waits(lambda: not self.window.studio.searching.is_running)

    def drags_slider(self, track: GainTrack, to: float, steps: int = 12) -> None:
        """From where the handle is to a value in 0..2, with the mouse."""
        start, end = (self._place(track, value) for value in (track.value() / 100, to))
        QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=start)
        for i in range(1, steps + 1):
            QTest.mouseMove(track, QPoint(start.x() + (end.x() - start.x()) * i // steps, start.y()))
            self.qtbot.wait(5)
        QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=end)

    def slider(self, index: int = 0) -> GainTrack:
        """One of the sliders, from the top, once it is there: Qt shows a new row when it is idle."""
        self.waits(lambda: len(self.sliders()) > index)
        return self.sliders()[index]

    def sliders(self) -> list[GainTrack]:
        """Those that can be seen now, from top to bottom."""
        tracks = [t for t in self.window.edits.findChildren(GainTrack) if t.isVisible()]
        return sorted(tracks, key=lambda t: t.mapTo(self.window, QPoint(0, 0)).y())

    # ------------------------------------------------------------------------------------------------------ dialogs
    def will_save_as(self, path: Path) -> Path:
        """The answer to the next question where to save."""
        self._monkeypatch.setattr(files, "ask_save", lambda *_: path)
        return path

    def saves_the_generator(self, path: Path, format_: str = "") -> Path:
        """Asks for it, says in which format, where and under which name, and presses Return."""
        self.clicks("Save edited generator…")
        self.waits(lambda: self.window.findChildren(ExportDialog))
        dialog = self.window.findChildren(ExportDialog)[-1]
        self.waits(dialog.isVisible)
        if format_:
            dialog.format.setFocus()
            QTest.keyClicks(dialog.format, format_)
        self._monkeypatch.setattr(files, "ask_save", lambda *_: path)
        self._monkeypatch.setattr(files, "ask_folder", lambda *_: path.parent)
        QTest.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
        dialog.name.selectAll()
        QTest.keyClicks(dialog.name, path.name)
        self.waits(lambda: dialog.about_size.text().startswith("about"))
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        self.waits(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()  # as a desktop does when a dialog has gone
        self.waits(self.window.isActiveWindow)
        return path

    def will_open(self, path: Path) -> Path:
        """The answer to the next question what to open."""
        self._monkeypatch.setattr(files, "ask_open", lambda *_: path)
        return path

    def _place(self, track: GainTrack, value: float) -> QPoint:
        return QPointF(track._x_of(round(value * 100)), track.height() / 3).toPoint()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window
