"""What went wrong, and what a person can do about it."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from app.engine.client import STAYS_DOWN
from app.engine.fake import INFO, FakeEngine
from app.engine.protocol.message import Frame
from app.engine.protocol.to_engine import Render
from app.engine.protocol.to_studio import Failed, Ready, Rendered
from app.main_window import MainWindow
from app.studio import Studio
from models.document.scene import Prompt

NO_MEMORY = "The graphics card ran out of memory; your work is kept."


class Gpu(FakeEngine):
    """Makes pictures a moment later, as another process does; without memory none."""

    memory = True

    def __init__(self, info) -> None:
        super().__init__(info)
        self._draw, self.answers[Render] = self.answers[Render], self._later

    def _later(self, message):
        QTimer.singleShot(0, lambda: [self.deliver(*answer) for answer in self._drawn(message)])
        return ()

    def _drawn(self, message):
        if self.memory:
            return self._draw(message)
        return [(Failed(message.epoch, "memory", NO_MEMORY, "at conv 3", slot=message.slot), None)]


@pytest.fixture
def start(qtbot, monkeypatch):
    monkeypatch.setattr("app.dialogs.questions.ask_save_changes", lambda *_: "discard")
    windows = []

    def begin(info=INFO, device="NVIDIA H200") -> MainWindow:
        window = MainWindow(Studio(engine := Gpu(info)))
        windows.append(window)
        window.show()
        engine.start()
        engine.deliver(Ready(device, 0))
        window.studio.opening.generator("rooms")
        qtbot.waitUntil(lambda: window.studio.live.current("canvas"))
        return window

    yield begin
    for window in windows:
        window.close()


@pytest.fixture
def runs_out_of_memory(qtbot):
    def run_out(window: MainWindow) -> None:
        engine = window.studio.engine
        engine.memory = False
        window.studio.session.note(lambda project: replace(project, active=1))
        qtbot.waitUntil(lambda: window.toast.notice() is not None)
        qtbot.wait(10)  # the other pictures fail as well
        engine.memory = True

    return run_out


def offers(window: MainWindow) -> list[str]:
    return [words for words, _ in window.toast.notice().actions]


def act(window: MainWindow, words: str) -> None:
    next(button for button in window.toast._buttons if button.text() == words).click()


def test_without_memory_a_smaller_preview_and_the_processor_are_offered(start, runs_out_of_memory, qtbot):
    window = start(replace(INFO, prompts=True, defaults=Prompt("a lamp")))
    runs_out_of_memory(window)
    assert window.toast.notice().text == NO_MEMORY
    assert offers(window) == ["Smaller preview", "Use the processor"]
    act(window, "Smaller preview")
    qtbot.waitUntil(lambda: window.studio.live.current("canvas"))
    assert window.toast.notice() is None, "said once, though several pictures failed"


def test_the_processor_is_used_from_then_on(start, runs_out_of_memory, qtbot):
    window = start()
    runs_out_of_memory(window)
    project = window.studio.session.project
    assert offers(window) == ["Use the processor"], "a StyleGAN's pictures are not decoded from latents"
    act(window, "Use the processor")
    assert window.studio.engine.environment == {"UNLIT_DEVICE": "cpu"}
    assert window.studio.session.project == project
    qtbot.waitUntil(lambda: window.studio.live.current("canvas"))


def test_the_processor_does_not_offer_itself(start, runs_out_of_memory, qtbot):
    window = start(device="CPU, 2 cores")
    runs_out_of_memory(window)
    assert offers(window) == []


def test_a_report_says_what_it_ran_on(start, runs_out_of_memory, qtbot):
    window = start()
    runs_out_of_memory(window)
    window.toast._details.click()
    window.toast._copy.click()
    report = QGuiApplication.clipboard().text()
    for piece in (NO_MEMORY, "at conv 3", "Unlit ", "Python ", "NVIDIA H200", "nothing to report"):
        assert piece in report


def test_an_engine_that_stays_down_can_be_started_again(start, qtbot):
    window = start()
    window.studio.engine.die(STAYS_DOWN, for_good=True)
    qtbot.waitUntil(lambda: window.toast.notice() is not None)
    assert offers(window) == ["Start it again"]
    act(window, "Start it again")
    assert window.studio.engine.running
    assert window.studio.live.ready


def test_the_strip_says_what_a_picture_took(start):
    window = start()
    request = window.studio.live._asked["canvas"][1]
    message = Rendered(window.studio.live.epoch, "canvas", 0, request, Frame(64, 64), 12.3, 2_500_000_000)
    window.studio.engine.deliver(message, np.zeros((64, 64, 3), np.uint8))
    assert window.status._engine.text() == "NVIDIA H200 – 2.5 GB – 12 ms"
