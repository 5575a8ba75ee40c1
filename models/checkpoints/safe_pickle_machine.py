"""Runs the opcodes of a pickle over inert values. It imports nothing and calls nothing that a pickle names.

Not Python's own unpickler: that one calls what it finds, and its memo takes whatever memory a pickle asks for. Here one
opcode makes at most one small object, long literals stay in the file, and the opcodes are counted; so memory is bounded
by a constant and time by a few seconds, whatever the file. Nothing recurses.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from models.checkpoints.container import Report, silent
from models.checkpoints.safe_pickle_operations import OPERATIONS
from models.checkpoints.safe_pickle_records import Global, Literal, PickleError, Record
from models.checkpoints.safe_pickle_stream import LONGEST_NAME, Stream

MOST_OPCODES = 1_000_000  # a StyleGAN2 with its discriminator has 40,000; with large feature networks 150,000
SHORT = 128  # longer literals stay in the file
_STEPS = 20_000

Construct = Callable[[Global, tuple[Any, ...]], Any]


class Machine:
    """Reads one pickle from a stream.

    construct: gives a value for a class or function and its arguments. load: gives one for a persistent id.
    Afterwards `globals` are the names that it met and `frames` the (position of the length, length) of its frames.
    """

    def __init__(
        self,
        stream: Stream,
        construct: Construct = Record,
        load: Callable[[Any], Any] | None = None,
        most_opcodes: int = MOST_OPCODES,
    ) -> None:
        self.stream, self.construct, self.load, self.left = stream, construct, load, most_opcodes
        self.globals: set[str] = set()
        self.frames: list[tuple[int, int]] = []
        self.stack: list[Any] = []
        self.marks: list[list[Any]] = []
        self.memo: dict[int, Any] = {}
        self.running = True

    def run(self, report: Report = silent) -> Any:
        """The value. Raises PickleError; what the report raises passes."""
        while self.left > 0:
            self._some_steps(min(_STEPS, self.left))
            self.left -= _STEPS
            if not self.running:
                if self.marks or len(self.stack) != 1:
                    raise PickleError("it is damaged")
                return self.stack.pop()
            report(0, self.stream.size)
        raise PickleError("it is made of more parts than any generator")

    def _some_steps(self, count: int) -> None:
        read, operations = self.stream.read, OPERATIONS
        try:
            for _ in range(count):
                code = read(1)
                operation = operations.get(code)
                if operation is None:
                    raise PickleError("it uses a kind of instruction that no generator needs")
                operation(self)
                if not self.running:
                    return
        except (LookupError, TypeError, ValueError, OverflowError, struct.error) as error:
            raise PickleError("it is damaged") from error

    # ------------------------------------------------------------------------------------------- for the operations
    def push(self, value: Any) -> None:
        self.stack.append(value)

    def unmark(self) -> list[Any]:
        """What lies above the last mark."""
        found, self.stack = self.stack, self.marks.pop()
        return found

    def number(self, size: int) -> int:
        return int.from_bytes(self.stream.read(size), "little")

    def literal(self, size: int, is_text: bool) -> None:
        """A text or byte string whose length takes `size` bytes. A long one is left in the file."""
        opcode = self.stream.position - 1
        length = self.number(size)
        if length >= SHORT:
            start = self.stream.position
            self.stream.skip(length)
            self.push(Literal(opcode, start, start + length, is_text))
        else:
            data = self.stream.read(length)
            self.push(data.decode("utf-8", "surrogatepass") if is_text else data)

    def old_string(self, size: int) -> None:
        """What Python 2 called a string: a text when short, for names; bytes when long, for arrays."""
        self.literal(size, is_text=False)
        if isinstance(self.stack[-1], bytes):
            self.stack[-1] = self.stack[-1].decode("latin1")

    def name(self, module: Any, name: Any) -> None:
        if type(module) is not str or type(name) is not str or len(module) + len(name) > LONGEST_NAME:
            raise PickleError("it names something that is no name")
        self.globals.add(f"{module}.{name}")
        self.push(Global(module, name))

    def call(self, of: Any, args: Any) -> None:
        if type(args) is not tuple:
            raise PickleError("it is damaged")
        if type(of) is not Global:  # the result of a call, called again: nothing is known about it
            of = Global("", "unknown")
        self.push(self.construct(of, args))
