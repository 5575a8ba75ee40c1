"""Leaving a long computation in its middle: between the stages that a generator runs one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread

from torch import Tensor

from models.generators.generator import Generator


def _nothing() -> None:
    """Nobody wants anything meanwhile."""


def _apart(work: Callable[[], None]) -> None:
    """Done by another thread, to its end: in this one a batched way back forbids the random numbers of noise."""
    thread = Thread(target=work)
    thread.start()
    thread.join()


@contextmanager
def interruptible(
    generator: Generator, look_up: Callable[[], None], meanwhile: Callable[[], None] = _nothing
) -> Iterator[None]:
    """While inside, `look_up` is called before every stage, also on a way back. It may raise, to leave.

    meanwhile: called before it where the generator may make other pictures now; on a way back in another thread.
    A GPU's way back has a thread of its own, and there both are called while the caller waits.
    """

    def look(_module: object, inputs: tuple[object, ...]) -> None:
        if generator.reentrant:
            meanwhile()
        look_up()
        if inputs and isinstance(inputs[0], Tensor) and inputs[0].requires_grad:
            inputs[0].register_hook(look_back)

    def look_back(_gradient: Tensor) -> None:
        if generator.reentrant:
            _apart(meanwhile)
        look_up()

    with ExitStack() as stack:
        for stage in generator.stages:
            stack.callback(stage.register_forward_pre_hook(look).remove)
        yield
