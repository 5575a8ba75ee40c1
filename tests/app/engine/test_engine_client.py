"""The studio's side: signals, deaths, restarts, and what is left behind (nothing)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import engine_stand_in as stand_in
import numpy as np
import pytest
from engine_stand_in import BASE, rank_request, scene_request

from app.engine import client, process
from app.engine.client import ProcessEngine
from app.engine.fake import FakeEngine
from app.engine.frames import StudioFrames
from app.engine.process import ROOT
from app.engine.protocol.to_engine import Cancel, Export, Open, Rank, Render
from app.engine.protocol.to_studio import Cancelled, Exported, Failed, Opened, Ranked, RankProgress, Ready
from models.document.recipe import Recipe

SECONDS = 20
posix = pytest.mark.skipif(sys.platform == "win32", reason="asks the system as POSIX has it")


class Heard:
    """All that an engine said, in order."""

    def __init__(self, engine):
        self.engine = engine
        self.all = []
        self.threads = set()
        for name in ("ready", "received", "died"):
            getattr(engine, name).connect(lambda said, name=name: self._hear(name, said))
        for name in ("rendered", "thumbnail"):
            getattr(engine, name).connect(lambda said, picture, name=name: self._hear(name, said, picture))
        engine.restarted.connect(lambda: self._hear("restarted"))

    def _hear(self, *event):
        self.all.append(event)
        self.threads.add(threading.current_thread())

    def of(self, kind):
        return [event[1] for event in self.all if len(event) > 1 and isinstance(event[1], kind)]

    def count(self, name):
        return sum(event[0] == name for event in self.all)


@contextmanager
def running(*arguments):
    engine = ProcessEngine((*stand_in.COMMAND, *arguments))
    engine.start()
    try:
        yield engine, Heard(engine)
    finally:
        engine.close()


@pytest.fixture
def memories(monkeypatch):
    """The names of all shared memory that is made in the test."""
    names = []

    class Noted(StudioFrames):
        def __init__(self):
            super().__init__()
            names.append(self.name)

    monkeypatch.setattr(process, "StudioFrames", Noted)
    return names


@pytest.fixture(autouse=True)
def nothing_left(memories):
    before = set(threading.enumerate())
    yield
    patience = time.monotonic() + 2  # a thread that said it was done may still be on its last line
    while not set(threading.enumerate()) <= before and time.monotonic() < patience:
        time.sleep(0.01)
    assert set(threading.enumerate()) <= before
    if sys.platform != "win32":
        assert not any(exists(name) for name in memories)


def exists(name):
    try:
        SharedMemory(name).close()
    except FileNotFoundError:
        return False
    return True


def alive(pid):
    """Whether the process still runs; what has ended and nobody has asked about does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


def kill(pid):
    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def render(serial, *, seed=None):
    return Render(1, "canvas", serial, scene_request(serial if seed is None else seed))


def opened(engine, heard, qtbot):
    """Open the generator and say which process did it."""
    before = len(heard.of(Opened))
    engine.send(Open(1, 100, "lamps"))
    qtbot.waitUntil(lambda: len(heard.of(Opened)) > before, timeout=SECONDS * 1000)
    return heard.of(Ready)[-1].pid


def wait(qtbot, condition):
    qtbot.waitUntil(lambda: bool(condition()), timeout=SECONDS * 1000)


def test_answers_come_as_signals_in_the_gui_thread(qtbot):
    with running() as (engine, heard):
        engine.send(Open(1, 100, "lamps"))
        engine.send(render(5))
        engine.send(Rank(1, 7, rank_request(), thumbnails=3))
        wait(qtbot, lambda: heard.of(Ranked))
        names = [event[0] for event in heard.all]
        assert names[:3] == ["ready", "received", "rendered"]
        assert names.count("thumbnail") >= 3
        np.testing.assert_array_equal(heard.all[2][2], stand_in.picture(5))
        for _, thumbnail, picture in (event for event in heard.all if event[0] == "thumbnail"):
            np.testing.assert_array_equal(picture, stand_in.picture(thumbnail.unit.index))
        assert heard.threads == {threading.main_thread()}


def test_of_rapid_renders_the_last_arrives_last(qtbot):
    with running() as (engine, heard):
        opened(engine, heard, qtbot)
        for serial in range(200):
            engine.send(render(serial))
        wait(qtbot, lambda: any(event[0] == "rendered" and event[1].serial == 199 for event in heard.all))
        qtbot.wait(100)
        serials = [event[1].serial for event in heard.all if event[0] == "rendered"]
        assert serials == sorted(serials)
        assert serials[-1] == 199


@pytest.mark.parametrize("busy_with", ["nothing", "render", "search"])
def test_a_killed_worker_is_replaced(qtbot, busy_with, memories):
    with running() as (engine, heard):
        pid = opened(engine, heard, qtbot)
        if busy_with == "render":
            engine.send(render(1, seed=stand_in.HANGS))
        if busy_with == "search":
            engine.send(Rank(1, 7, rank_request(stand_in.HANGS)))
            wait(qtbot, lambda: heard.of(RankProgress))
        kill(pid)
        qtbot.waitUntil(lambda: heard.count("died") == 1, timeout=1000)
        assert [event for event in heard.all if event[0] in ("died", "restarted")] == [
            ("died", client.STARTS_AGAIN),
            ("restarted",),
        ]
        assert engine.running
        assert opened(engine, heard, qtbot) != pid
        engine.send(render(3))
        wait(qtbot, lambda: heard.count("rendered") == 1)
        assert len(memories) == 2


def test_restarted_is_the_moment_to_open_again(qtbot):
    with running() as (engine, heard):
        pid = opened(engine, heard, qtbot)
        engine.restarted.connect(lambda: engine.send(Open(1, 101, "lamps")))
        kill(pid)
        engine.send(render(1))
        wait(qtbot, lambda: len(heard.of(Opened)) == 2)
        engine.send(render(2))
        wait(qtbot, lambda: heard.count("rendered"))
        assert not heard.of(Failed)


def test_after_three_deaths_it_stays_down_until_started(qtbot):
    with running() as (engine, heard):
        for deaths in (1, 2, 3):
            kill(opened(engine, heard, qtbot))
            wait(qtbot, lambda deaths=deaths: heard.count("died") == deaths)
        assert heard.all[-1] == ("died", client.STAYS_DOWN)
        assert heard.count("restarted") == 2
        assert not engine.running
        engine.send(render(1))
        engine.start()
        assert engine.running
        opened(engine, heard, qtbot)
        engine.send(render(2))
        wait(qtbot, lambda: heard.count("rendered") == 1)


def test_an_engine_that_cannot_start_gives_up_and_says_why(qtbot):
    with running("broken") as (engine, heard):
        wait(qtbot, lambda: not engine.running)
        assert heard.count("died") == 3
        assert engine.log_tail().count("cannot load") == 3


def test_a_program_that_does_not_exist(qtbot):
    engine = ProcessEngine(("/no/such/python",))
    heard = Heard(engine)
    engine.start()
    wait(qtbot, lambda: heard.count("died") == 3)
    assert "No such file" in engine.log_tail() or sys.platform == "win32"
    engine.close()


def test_stop_now_ends_what_hangs_and_restarts(qtbot):
    with running() as (engine, heard):
        pid = opened(engine, heard, qtbot)
        engine.send(render(1, seed=stand_in.HANGS))
        engine.send(render(2))
        start = time.perf_counter()
        engine.stop_now()
        assert time.perf_counter() - start < 0.2
        assert heard.count("restarted") == 1
        assert opened(engine, heard, qtbot) != pid
        wait(qtbot, lambda: not engine._ending)
        assert heard.count("died") == 0
        assert heard.count("rendered") == 0
        if sys.platform != "win32":
            assert not alive(pid)


def test_nothing_of_an_ended_process_is_heard(qtbot):
    with running() as (engine, heard):
        opened(engine, heard, qtbot)
        for serial in range(50):
            engine.send(Render(1, f"slot {serial}", serial, scene_request(serial)))
        time.sleep(0.3)  # answers pile up while the GUI thread is busy
        engine.stop_now()
        qtbot.wait(100)
        assert heard.count("rendered") == 0


@pytest.mark.parametrize("seconds", [0, 0.05, 0.3, 1.0])
def test_it_can_be_closed_while_it_starts(qtbot, seconds):
    engine = ProcessEngine((*stand_in.COMMAND, "slow"))
    engine.start()
    qtbot.wait(round(seconds * 1000))
    start = time.perf_counter()
    engine.close()
    assert time.perf_counter() - start < 2
    qtbot.wait(50)
    assert not engine.running


def test_closing_ends_a_worker_that_hangs(qtbot):
    with running() as (engine, heard):
        pid = opened(engine, heard, qtbot)
        engine.send(render(1, seed=stand_in.HANGS))
        qtbot.wait(100)
        start = time.perf_counter()
        engine.close()
        assert time.perf_counter() - start < 2
        if sys.platform != "win32":
            assert not alive(pid)
        qtbot.wait(50)
        assert heard.count("died") == 0


def test_a_worker_that_prints_a_lot_does_not_stop(qtbot):
    code = "import sys; sys.stderr.write('a long line ' * 100_000 + '\\n' + 'the last words\\n')"
    engine = ProcessEngine((sys.executable, "-c", code))
    heard = Heard(engine)
    engine.start()
    wait(qtbot, lambda: heard.count("died") == 3)
    assert "the last words\n" in engine.log_tail()
    assert len(engine.log_tail()) < 3_000_000
    engine.close()


STUDIO = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from app.engine import process
from app.engine.client import ProcessEngine
from app.engine.frames import StudioFrames
from app.engine.protocol.to_engine import Open, Rank, Render
import engine_stand_in as stand_in

class Noted(StudioFrames):
    def __init__(self):
        super().__init__()
        print(self.name, flush=True)

process.StudioFrames = Noted
busy_with = sys.argv[1]
app = QCoreApplication(sys.argv)
engine = ProcessEngine((*stand_in.COMMAND, *(["slow"] if busy_with == "loading" else [])))
engine.received.connect(lambda message: print(engine._process._process.pid, flush=True))
engine.start()
if busy_with == "loading":
    QTimer.singleShot(1000, lambda: print(engine._process._process.pid, flush=True))
engine.send(Open(1, 100, "lamps"))
if busy_with == "render":
    engine.send(Render(1, "canvas", 0, stand_in.scene_request(stand_in.HANGS)))
if busy_with == "search":
    engine.send(Rank(1, 7, stand_in.rank_request(stand_in.HANGS)))
app.exec()
"""


@posix
@pytest.mark.parametrize("busy_with", ["nothing", "loading", "render", "search"])
def test_nothing_survives_a_killed_studio(busy_with):
    path = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
    command = (sys.executable, "-c", STUDIO, busy_with)
    environment = {**os.environ, "PYTHONPATH": path}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as studio:
        assert studio.stdout is not None
        name = studio.stdout.readline().strip()
        pid = int(studio.stdout.readline())
        assert alive(pid)
        studio.kill()
        studio.wait()
        deadline = time.monotonic() + 10
        while (alive(pid) or exists(name)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not alive(pid)
        assert not exists(name)


def test_importing_the_client_loads_neither_torch_nor_widgets():
    code = (
        "import sys, app.engine.client, app.engine.inline, app.engine.fake;"
        "print([m for m in ('torch', 'PySide6.QtGui', 'PySide6.QtWidgets') if m in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=environment)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_importing_the_inline_engine_loads_no_qt():
    code = "import sys, app.engine.inline; print('PySide6' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=environment)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


@pytest.fixture
def fake(qapp):
    engine = FakeEngine()
    engine.start()
    return engine, Heard(engine)


def test_the_fake_answers_at_once(fake):
    engine, heard = fake
    engine.send(Open(1, 1, "lamps"))
    engine.send(render(1))
    engine.send(render(1))
    engine.send(render(2))
    engine.send(Rank(1, 2, rank_request(), thumbnails=2))
    engine.send(Export(1, 3, Recipe(BASE), "out.safetensors", ()))
    names = [event[0] for event in heard.all]
    assert names == ["received", *["rendered"] * 3, "received", *["thumbnail"] * 2, *["received"] * 3]
    pictures = [event[2] for event in heard.all if event[0] == "rendered"]
    np.testing.assert_array_equal(pictures[0], pictures[1])
    assert (pictures[0] != pictures[2]).any()
    assert [len(heard.of(kind)) for kind in (Opened, RankProgress, Ranked, Exported)] == [1, 1, 1, 1]
    assert len(engine.sent_of(Render)) == 3


def test_the_fake_can_be_held_and_cancelled(fake):
    engine, heard = fake
    engine.holding = True
    engine.send(Rank(1, 2, rank_request(), thumbnails=0))
    engine.send(render(1))
    assert heard.all == []
    engine.send(Cancel(2))
    assert heard.of(Cancelled) == [Cancelled(1, 2)]
    engine.let_go()
    assert heard.count("rendered") == 1


def test_the_fake_says_what_it_is_told(fake):
    engine, heard = fake
    engine.answers[Open] = lambda message: [(Failed(message.epoch, "input", "No.", job=message.job), None)]
    engine.send(Open(1, 1, "lamps"))
    assert heard.of(Failed)[0].sentence == "No."


def test_the_fake_can_die(fake):
    engine, heard = fake
    engine.die()
    assert [event[0] for event in heard.all] == ["died", "restarted", "ready"]
    assert engine.running
    engine.die("Gone.", for_good=True)
    assert heard.all[-1] == ("died", "Gone.")
    assert not engine.running
