"""A real worker process over a real connection, with stand-ins for the functions of models."""

from __future__ import annotations

import os
import signal
import sys
import time
import weakref
from collections import deque
from dataclasses import replace
from queue import Empty, Queue

import engine_stand_in as stand_in
import numpy as np
import pytest
from engine_stand_in import BASE, rank_request, scene_request

from app.engine.frames import BLOCKS, in_message
from app.engine.handler import Handler
from app.engine.process import WorkerProcess
from app.engine.protocol.to_engine import Cancel, Export, Open, Rank, Render, SaveRaw
from app.engine.protocol.to_studio import (
    Cancelled,
    Exported,
    Failed,
    Opened,
    Opening,
    Ranked,
    RankProgress,
    Ready,
    Rendered,
    Saved,
    Thumbnail,
)
from models.document.recipe import Recipe

SECONDS = 20


class Talk:
    """A conversation with one worker process."""

    def __init__(self, *arguments, command=stand_in.COMMAND):
        self.said = Queue()
        self.ended = Queue()
        self.log = deque(maxlen=100)
        self.process = WorkerProcess(
            lambda _, message, picture: self.said.put((message, picture)),
            self.ended.put,
            self.log,
            (*command, *arguments),
        )

    def send(self, *messages):
        for message in messages:
            self.process.send(message)

    def until(self, kind, seconds=SECONDS):
        """All messages up to and including the first of this kind."""
        messages = []
        while not messages or not isinstance(messages[-1], kind):
            messages.append(self.said.get(timeout=seconds)[0])
        return messages

    def hear(self, kind):
        return self.until(kind)[-1]

    def rest(self, seconds=0.3):
        """What comes until it is quiet."""
        messages = []
        try:
            while True:
                messages.append(self.said.get(timeout=seconds)[0])
        except Empty:
            return messages

    def opened(self, path="lamps", epoch=1):
        self.send(Open(epoch, 100, path))
        return self.hear(Opened)

    def has_ended(self, seconds=SECONDS):
        assert self.ended.get(timeout=seconds) is self.process
        return self.process._process.returncode


@pytest.fixture
def talk():
    talk = Talk()
    yield talk
    talk.process.close()
    assert talk.process._process.poll() is not None


def render(serial=0, slot="canvas", *, seed=None, epoch=1, priority=0):
    return Render(epoch, slot, serial, scene_request(serial if seed is None else seed), priority)


def kinds(messages):
    return [type(message) for message in messages]


def test_ready_comes_first_then_answers(talk):
    talk.send(Open(1, 100, "lamps"))
    ready, opened = talk.until(Opened)
    assert (ready.device, ready.pid) == ("Stand-in", talk.process._process.pid)
    assert isinstance(ready, Ready)
    assert opened.info.name == "lamps"


@pytest.mark.parametrize("path", ["lamps", "large"])
def test_pictures_arrive(talk, path):
    talk.opened(path)
    for serial in range(BLOCKS + 2):
        talk.send(render(serial))
        message, picture = talk.said.get(timeout=SECONDS)
        assert (message.serial, message.slot, message.request) == (serial, "canvas", scene_request(serial))
        assert message.milliseconds > 0
        np.testing.assert_array_equal(picture, stand_in.picture(serial, 2048 if path == "large" else stand_in.SIZE))
        assert (message.frame.index == -1) == (path == "large")


def test_of_rapid_renders_the_last_arrives_last(talk):
    talk.opened()
    for serial in range(200):
        talk.send(render(serial))
        time.sleep(0.001)
    serials = [message.serial for message in talk.rest()]
    assert serials[-1] == 199
    assert serials == sorted(serials)
    assert len(serials) < 150, "most were replaced while they waited"


def test_the_urgent_render_goes_first(talk):
    talk.opened("takes its time")
    talk.send(Open(2, 101, "takes its time"))
    for number in range(3):
        talk.send(render(slot=f"strip {number}", priority=5, epoch=2))
    talk.send(render(slot="canvas", epoch=2))
    answers = talk.rest(1)
    assert [answer.slot for answer in answers[1:]] == ["canvas", "strip 0", "strip 1", "strip 2"]


def test_a_search_says_how_far_it_is_and_what_it_found(talk):
    talk.opened()
    talk.send(Rank(1, 7, rank_request(), thumbnails=24))
    pictures = {}
    while True:
        message, picture = talk.said.get(timeout=SECONDS)
        assert message.job == 7
        if isinstance(message, Thumbnail):
            pictures[message.unit] = picture
        if isinstance(message, Ranked):
            break
    assert message.ranking.complete
    assert len(message.ranking.units) == stand_in.UNITS
    assert pictures.keys() >= {ranked.unit for ranked in message.ranking.units[:24]}
    for unit, picture in pictures.items():
        np.testing.assert_array_equal(picture, stand_in.picture(unit.index))


def test_renders_are_answered_during_a_search(talk):
    talk.opened()
    talk.send(Rank(1, 7, rank_request(), thumbnails=0))
    talk.until(RankProgress)
    talk.send(render(1))
    before = talk.until(Rendered)
    assert Ranked not in kinds(before)
    assert talk.hear(Ranked).ranking.complete


def test_what_is_looked_at_is_made_within_a_long_step_of_a_search(talk):
    talk.opened()
    talk.send(Rank(1, 7, rank_request(stand_in.SLOW)))
    talk.hear(RankProgress)
    talk.send(render(1, slot="scene 1", priority=2), render(2))
    rendered = talk.hear(Rendered)
    assert rendered.slot == "canvas"
    assert [m for m in talk.rest() if isinstance(m, Rendered)] == [], "the strip waits for the step's end"
    talk.send(Cancel(7))
    talk.hear(Ranked)
    assert talk.hear(Rendered).slot == "scene 1"


def test_a_drag_does_not_bring_a_search_to_a_halt(talk):
    talk.opened()
    talk.send(Rank(1, 7, rank_request(), thumbnails=0))
    serial = 0
    while True:
        talk.send(render(serial := serial + 1))
        time.sleep(0.002)
        assert serial < 5000
        if not talk.said.empty() and isinstance(talk.said.get()[0], Ranked):
            break


def test_cancelling_a_running_search_gives_what_was_reached(talk):
    talk.opened()
    talk.send(Rank(1, 7, rank_request()))
    talk.until(RankProgress)
    talk.send(Cancel(7))
    ranking = talk.hear(Ranked).ranking
    assert not ranking.complete
    assert 0 < len(ranking.units) < stand_in.UNITS
    talk.send(render(1))
    assert talk.hear(Rendered).serial == 1


def test_cancelling_a_running_export_writes_nothing(talk, tmp_path):
    path = tmp_path / "edited.safetensors"
    scenes = tuple(scene_request(seed).scene for seed in range(200))
    talk.opened()
    talk.send(Export(1, 2, Recipe(BASE), str(path), scenes))
    time.sleep(0.1)
    talk.send(Cancel(2))
    assert talk.hear(Cancelled) == Cancelled(1, 2)
    assert not path.exists()


def test_cancelling_a_waiting_job(talk):
    talk.opened()
    talk.send(Rank(1, 7, rank_request(), thumbnails=0), Rank(1, 8, rank_request()), Cancel(8))
    messages = talk.until(Ranked)
    assert [message.job for message in messages if isinstance(message, Cancelled)] == [8]
    assert messages[-1].job == 7
    assert talk.rest() == []


def test_cancelling_an_opening_keeps_the_old_generator(talk):
    talk.opened("lamps")
    talk.send(Open(2, 101, "takes its time"), render(1, epoch=2))
    time.sleep(0.1)
    talk.send(Cancel(101))
    assert talk.hear(Cancelled) == Cancelled(2, 101)
    talk.send(render(2))
    assert talk.hear(Rendered).serial == 2


def test_during_a_download_pictures_are_made_and_cancel_is_answered_at_once(talk):
    talk.opened("lamps")
    talk.send(Open(2, 101, "https://example.com/lamps.pkl?silent"))
    talk.hear(Opening)
    talk.send(render(1))
    assert Opened not in kinds(talk.until(Rendered))
    start = time.perf_counter()
    talk.send(Cancel(101))
    assert talk.hear(Cancelled) == Cancelled(2, 101)
    assert time.perf_counter() - start < 0.2
    talk.send(render(2))
    assert talk.hear(Rendered).serial == 2


def test_what_is_meant_for_an_older_generator_is_dropped(talk):
    talk.opened(epoch=1)
    talk.opened(epoch=2)
    talk.send(render(1, epoch=1), Rank(1, 9, rank_request()), render(2, epoch=2))
    cancelled, rendered = talk.rest()
    assert cancelled == Cancelled(1, 9)
    assert rendered.serial == 2


def test_files(talk, tmp_path):
    assert talk.opened("edited").recipe == Recipe(BASE)
    assert talk.opened("lamps").recipe is None
    scenes = (scene_request(3).scene, scene_request(4).scene)
    out = str(tmp_path / "out.safetensors")
    talk.send(Export(1, 3, Recipe(BASE), out, scenes))
    report = talk.hear(Exported).report
    assert (report.path, report.compared, report.changed) == (out, 2, ("lamps",))
    path = tmp_path / "raw.npy"
    talk.send(SaveRaw(1, 4, scenes, Recipe(BASE), str(path)))
    assert talk.hear(Saved) == Saved(1, 4, str(path))
    assert path.read_bytes() == bytes([3, 4])


def test_errors_are_values(talk):
    talk.send(Open(1, 100, "missing"))
    assert talk.until(Failed)[1:] == [Failed(1, "input", "There is no such file.", "looked everywhere", job=100)]
    talk.send(render(1))
    assert talk.hear(Failed) == Failed(1, "input", "No generator is open.", slot="canvas")
    talk.opened()
    for seed, kind, details in (
        (stand_in.NO_MEMORY, "memory", "MemoryError"),
        (stand_in.NO_CPU_MEMORY, "memory", "DefaultCPUAllocator"),
        (stand_in.BUG, "internal", "ZeroDivisionError: a bug"),
        (stand_in.NO_SUCH_SCENE, "input", ""),
    ):
        talk.send(render(seed=seed))
        failed = talk.hear(Failed)
        assert (failed.kind, failed.slot, failed.job) == (kind, "canvas", None)
        assert details in failed.details
    talk.send(Rank(1, 4, rank_request(stand_in.NO_SUCH_SCENE)))
    assert (failed := talk.hear(Failed)).job == 4
    assert failed.sentence.startswith("The region is empty")
    talk.send(render(5))
    assert talk.hear(Rendered).serial == 5


def test_memory_is_free_again_when_the_answer_comes():
    class Tensor:
        pass

    held = []

    def preview(generator, request, watch):
        tensor = Tensor()
        tensor.itself = tensor  # pyright: ignore[reportAttributeAccessIssue]
        held.append(weakref.ref(tensor))
        raise MemoryError

    handler = Handler(replace(stand_in.stand_ins(), preview=preview), in_message)
    list(handler.answers(Open(1, 100, "lamps")))
    assert next(handler.answers(render())).kind == "memory"
    assert held[0]() is None


def test_quit_ends_the_process_even_during_a_search():
    talk = Talk()
    talk.opened()
    talk.send(Rank(1, 7, rank_request()))
    talk.until(RankProgress)
    start = time.perf_counter()
    talk.process.close()
    assert time.perf_counter() - start < 1
    assert talk.has_ended(0) == 0


@pytest.mark.parametrize("path", ["lamps", "hangs"])
def test_garbage_ends_the_process_cleanly(path):
    talk = Talk()
    talk.until(Ready)
    if path == "hangs":
        talk.send(Open(1, 100, "hangs"))
    talk.process._outbox.put(b"\xc1 this is no message")
    assert talk.has_ended() == 0
    assert b"no message" in b"".join(talk.log)
    assert b"Traceback" not in b"".join(talk.log)


@pytest.mark.parametrize("busy_with", ["nothing", "render", "search"])
def test_a_killed_worker_is_noticed_at_once(busy_with):
    talk = Talk()
    talk.opened()
    if busy_with == "render":
        talk.send(render(seed=stand_in.HANGS))
    if busy_with == "search":
        talk.send(Rank(1, 7, rank_request(stand_in.HANGS)))
        talk.until(RankProgress)
    os.kill(talk.process._process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    talk.has_ended(1)


def test_a_worker_that_babbles_is_ended():
    code = """if True:
        import sys, time, msgspec
        from multiprocessing.connection import Client
        from app.engine.handover import Handover
        handover = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Handover)
        connection = Client(handover.address, authkey=handover.authkey)
        connection.send_bytes(b"no message")
        time.sleep(60)"""
    talk = Talk(command=(sys.executable, "-c", code))
    assert talk.has_ended() != 0


def test_a_worker_that_never_connects_is_noticed():
    talk = Talk("broken")
    assert talk.has_ended() == 3


def test_a_worker_can_be_ended_while_it_loads():
    talk = Talk("slow")
    while b"loading slowly\n" not in talk.log:
        time.sleep(0.01)
    start = time.perf_counter()
    talk.process.close()
    assert time.perf_counter() - start < 2
    talk.has_ended(0)


def test_a_worker_can_be_ended_as_soon_as_it_is_started():
    talk = Talk()
    talk.process.close()
    assert talk.ended.get(timeout=0) is talk.process
