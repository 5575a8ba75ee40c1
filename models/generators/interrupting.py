"""Leaving a long computation in its middle: between the stages that a generator runs one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from torch import Tensor

from models.generators.generator import Generator


@contextmanager
def interruptible(generator: Generator, look_up: Callable[[], None]) -> Iterator[None]:
    """While inside, `look_up` is called before every stage, also on a way back. It may raise, to leave.

    A GPU's way back has a thread of its own, and there `look_up` is called while the caller waits.
    """

    def look(_module: object, inputs: tuple[object, ...]) -> None:
        look_up()
        if inputs and isinstance(inputs[0], Tensor) and inputs[0].requires_grad:
            inputs[0].register_hook(lambda _gradient: look_up())

    with ExitStack() as stack:
        for stage in generator.stages:
            stack.callback(stage.register_forward_pre_hook(look).remove)
        yield
