"""Pictures through shared memory: the studio creates it, the worker writes, the studio copies out and gives back.

The memory belongs to one worker and its name is forgotten as soon as that worker has it open, so nothing is left
behind when either process is killed. A picture is uint8 [H, W, 3].
"""

from __future__ import annotations

import sys
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory

import numpy as np

from app.engine.protocol.message import Frame

BLOCKS = 8
BLOCK_SIZE = 3 * 1024 * 1024


def in_message(picture: np.ndarray) -> Frame:
    """A picture that travels inside the message."""
    height, width, _ = picture.shape
    return Frame(height, width, data=picture.tobytes())


def from_message(frame: Frame) -> np.ndarray:
    """The picture of `in_message`; it can be written to."""
    return np.frombuffer(bytearray(frame.data), np.uint8).reshape(frame.height, frame.width, 3)


class StudioFrames:
    """The studio's side: owns the memory and copies pictures out of it."""

    def __init__(self, blocks: int = BLOCKS, block_size: int = BLOCK_SIZE) -> None:
        self.blocks = blocks
        self.block_size = block_size
        self._memory = SharedMemory(create=True, size=blocks * block_size)
        self._named = True

    @property
    def name(self) -> str:
        """What the worker opens the memory by."""
        return self._memory.name

    def copy(self, frame: Frame) -> np.ndarray:
        """The picture, independent of the memory. Release the block afterwards when it has one (index >= 0)."""
        if frame.index < 0:
            return from_message(frame)
        return _view(self._memory, frame, self.block_size).copy()

    def forget_name(self) -> None:
        """The memory now lives for as long as a process has it open, and no longer: call when the worker has."""
        if self._named:
            self._named = False
            self._memory.unlink()

    def close(self) -> None:
        """Let go of the memory."""
        self.forget_name()
        self._memory.close()


class WorkerFrames:
    """The worker's side: hands out free blocks."""

    def __init__(self, name: str, blocks: int, block_size: int) -> None:
        """Raises FileNotFoundError when the studio has gone."""
        self._memory = _attach(name)
        self._block_size = block_size
        self._free = list(range(blocks))

    def put(self, picture: np.ndarray) -> Frame:
        """A picture for the studio: in a block, or in the message when it fits none or none is free."""
        if picture.nbytes > self._block_size or not self._free:
            return in_message(picture)
        height, width, _ = picture.shape
        frame = Frame(height, width, index=self._free.pop())
        np.copyto(_view(self._memory, frame, self._block_size), picture)
        return frame

    def release(self, index: int) -> None:
        """The studio has copied the picture in this block."""
        self._free.append(index)

    def close(self) -> None:
        """Let go of the memory; the end of the process does it as well."""
        self._memory.close()


def _view(memory: SharedMemory, frame: Frame, block_size: int) -> np.ndarray:
    """The block as a picture. The memory cannot be closed while a view of it lives."""
    shape = (frame.height, frame.width, 3)
    return np.ndarray(shape, np.uint8, buffer=memory.buf, offset=frame.index * block_size)


def _attach(name: str) -> SharedMemory:
    """Open memory that another process owns.

    Before Python 3.13 opening counts as owning, and our end would take the memory from the studio (bpo-38119).
    """
    if sys.version_info >= (3, 13):
        return SharedMemory(name, track=False)
    memory = SharedMemory(name)
    if sys.platform != "win32":
        resource_tracker.unregister(f"/{memory.name}", "shared_memory")
    return memory
