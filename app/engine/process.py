"""One worker process as the studio holds it: started, spoken to, watched, ended. No Qt; all waiting is on threads."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from types import MappingProxyType

import msgspec
import numpy as np

from app.engine.frames import StudioFrames
from app.engine.handover import LARGEST_MESSAGE, Handover, new_address
from app.engine.protocol.message import Message
from app.engine.protocol.packing import pack, unpack_to_studio
from app.engine.protocol.to_engine import Quit, Release
from app.engine.protocol.to_studio import Ready, Rendered, Rendering, Thumbnail, ToStudio

ROOT = Path(__file__).resolve().parents[2]
# -P: a torch.py in the folder the studio was started from is not what the worker means by torch.
COMMAND = (sys.executable, "-P", "-m", "app.engine.worker")
# Seconds that a worker has to end by itself.
PATIENCE = 1.0


class WorkerProcess:
    """Starts at once. What is sent before the worker can hear waits; after its end it goes nowhere."""

    def __init__(
        self,
        arrived: Callable[[WorkerProcess, ToStudio, np.ndarray | None], None],
        gone: Callable[[WorkerProcess], None],
        log: deque[bytes],
        command: Sequence[str] = COMMAND,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """arrived: called with every message, and its picture when it has one. gone: called once, as the last thing;
        nothing of the process is left then. Both are called on a thread. log: gets the lines that the worker prints.
        environment: variables beside those of this process.
        """
        self._arrived = arrived
        self._gone = gone
        self._log = log
        self._command = command
        self._environment = environment
        self._outbox: SimpleQueue[bytes | None] = SimpleQueue()
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._killed = False
        self._helpers: list[Thread] = []
        self._life = Thread(target=self._live, name="engine", daemon=True)
        self._life.start()

    def send(self, message: Message) -> None:
        """Never waits."""
        self._outbox.put(pack(message))

    def kill(self) -> None:
        """End the process whatever it does. Does not wait: `gone` follows."""
        with self._lock:
            self._killed = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """Let the worker end, make it end otherwise, and wait for that: two seconds at the very most."""
        self.send(Quit())
        if self._ready:  # before that it does nothing that would be worth waiting for
            self._life.join(PATIENCE)
        self.kill()
        self._life.join(PATIENCE)

    def _live(self) -> None:
        """The whole life of the process, on its own thread."""
        frames: StudioFrames | None = None
        connection: Connection | None = None
        try:
            frames = StudioFrames()
            connection = self._meet(frames)
            self._help(self._write, connection)
            self._read(connection, frames)
        except (EOFError, OSError, msgspec.MsgspecError) as error:
            self._log.append(f"The engine is gone: {error or 'the connection closed'}\n".encode())
        finally:
            self._end()
            if connection is not None:
                connection.close()
            if frames is not None:
                frames.close()
            self._gone(self)

    def _meet(self, frames: StudioFrames) -> Connection:
        """Start the process and wait until it has connected. Raises EOFError or OSError when it never does."""
        address, authkey = new_address(), secrets.token_bytes(32)
        handover = Handover(address, authkey, frames.name, frames.blocks, frames.block_size)
        with Listener(address, authkey=authkey) as listener:
            process = self._start()
            self._help(self._watch, process, address)
            assert process.stdin is not None
            with process.stdin:
                process.stdin.write(msgspec.msgpack.encode(handover))
            while True:
                try:
                    return listener.accept()
                except (AuthenticationError, EOFError, OSError) as error:
                    if process.poll() is not None:
                        raise EOFError("it ended before it could be spoken to") from error

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        with self._lock:
            if self._killed:
                raise EOFError("it was ended before it started")
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={**os.environ, **self._environment, "PYTHONPATH": path},
                creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,
            )
            return self._process

    def _watch(self, process: subprocess.Popen[bytes], address: str) -> None:
        """Keep what the worker prints. At its end knock at our own door: nothing else wakes a waiting `accept`."""
        assert process.stdout is not None
        with process.stdout as output:
            for line in iter(lambda: output.readline(4096), b""):
                self._log.append(line)
        process.wait()
        with suppress(OSError):  # the door is closed when it had connected
            Client(address).close()

    def _write(self, connection: Connection) -> None:
        with suppress(OSError):  # the reading thread learns of it as well
            while (data := self._outbox.get()) is not None:
                connection.send_bytes(data)

    def _read(self, connection: Connection, frames: StudioFrames) -> None:
        """Raises EOFError or OSError at the end of the connection, MsgspecError for anything but the protocol."""
        while True:
            message = unpack_to_studio(connection.recv_bytes(LARGEST_MESSAGE))
            picture = None
            if isinstance(message, Ready):
                self._ready = True
                frames.forget_name()
            elif isinstance(message, Rendered | Rendering | Thumbnail):
                picture = frames.copy(message.frame)
                if message.frame.index >= 0:
                    self.send(Release(message.frame.index))
            self._arrived(self, message, picture)

    def _help(self, work: Callable[..., None], *arguments: object) -> None:
        thread = Thread(target=work, args=arguments, name=f"engine{work.__name__}", daemon=True)
        self._helpers.append(thread)
        thread.start()

    def _end(self) -> None:
        """Nothing stays: no process, no zombie, no thread."""
        if self._process is not None:
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._outbox.put(None)
        for thread in self._helpers:
            thread.join(PATIENCE)
