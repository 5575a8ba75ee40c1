"""Pictures through shared memory."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from multiprocessing.shared_memory import SharedMemory

import numpy as np
import pytest

from app.engine.frames import StudioFrames, WorkerFrames, from_message, in_message
from app.engine.process import ROOT

BLOCK = 4 * 4 * 3


@pytest.fixture
def studio():
    with closing(StudioFrames(blocks=2, block_size=BLOCK)) as frames:
        yield frames


@pytest.fixture
def worker(studio):
    with closing(WorkerFrames(studio.name, studio.blocks, studio.block_size)) as frames:
        yield frames


def picture(value, height=4, width=4):
    return np.arange(value, value + height * width * 3, dtype=np.uint8).reshape(height, width, 3)


def test_pictures_arrive_as_they_were(studio, worker):
    for value, height, width in ((1, 4, 4), (2, 2, 3)):
        frame = worker.put(picture(value, height, width))
        assert frame.index >= 0
        assert frame.data == b""
        np.testing.assert_array_equal(studio.copy(frame), picture(value, height, width))


def test_any_memory_layout_is_taken(studio, worker):
    mirrored = picture(1)[:, ::-1]
    np.testing.assert_array_equal(studio.copy(worker.put(mirrored)), mirrored)
    np.testing.assert_array_equal(from_message(in_message(mirrored)), mirrored)


def test_a_copy_is_independent_of_the_memory(studio, worker):
    frame = worker.put(picture(1))
    copy = studio.copy(frame)
    worker.release(frame.index)
    assert worker.put(picture(9)).index == frame.index
    np.testing.assert_array_equal(copy, picture(1))
    copy[:] = 0


def test_without_a_free_block_pictures_travel_in_the_message(studio, worker):
    held = [worker.put(picture(value)) for value in range(3)]
    assert sorted(frame.index for frame in held) == [-1, 0, 1]
    for value, frame in enumerate(held):
        np.testing.assert_array_equal(studio.copy(frame), picture(value))
    worker.release(held[0].index)
    assert worker.put(picture(5)).index == held[0].index


def test_a_picture_larger_than_a_block_travels_in_the_message(studio, worker):
    frame = worker.put(picture(7, 5, 4))
    assert frame.index == -1
    copy = studio.copy(frame)
    np.testing.assert_array_equal(copy, picture(7, 5, 4))
    copy[:] = 0


def test_the_memory_outlives_its_name(studio, worker):
    studio.forget_name()
    np.testing.assert_array_equal(studio.copy(worker.put(picture(3))), picture(3))
    if sys.platform != "win32":
        with pytest.raises(FileNotFoundError):
            SharedMemory(studio.name)


def run(code):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, env=environment)


def test_a_worker_that_ends_does_not_take_the_memory_with_it(studio):
    done = run(f"from app.engine.frames import WorkerFrames; WorkerFrames({studio.name!r}, 2, {BLOCK})")
    assert (done.returncode, done.stderr) == (0, "")
    WorkerFrames(studio.name, 2, BLOCK).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself forgets memory that nobody has open")
def test_nothing_stays_behind_a_killed_studio():
    killed = run(
        "import os; from app.engine.frames import StudioFrames;"
        "print(StudioFrames().name, flush=True); os.kill(os.getpid(), 9)"
    )
    assert killed.returncode == -9
    # The tracker holds standard error open until it has cleaned up, so it has by now.
    with pytest.raises(FileNotFoundError):
        SharedMemory(killed.stdout.strip())
