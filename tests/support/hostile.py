"""Files that mean harm, and what must come of them: one sentence, and nothing done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Container, silent
from models.checkpoints.opening import build_generator
from models.document.errors import UnlitError
from tests.support.generators import CPU
from tests.support.sentences import assert_good_sentence


class WritesAFile:
    """An object whose pickle creates a file when it is read by a reader that executes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str, str]]:
        return open, (str(self.path), "w")


def read(container: Container, path: Path) -> Checkpoint:
    return container.read(path, silent)


def sentence_of(container: Container, path: Path) -> str:
    """Why it does not open. Fails when it does, and for any other exception."""
    try:
        build_generator(read(container, path), CPU)
    except UnlitError as error:
        assert_good_sentence(error)
        return error.sentence
    raise AssertionError(f"{path.name} opened")


def opens_or_says_why(container: Container, path: Path) -> bool:
    """Whether it opens, to finite numbers; anything but UnlitError fails the test."""
    try:
        generator = build_generator(read(container, path), CPU)
    except UnlitError as error:
        assert_good_sentence(error)
        return False
    assert all(torch.isfinite(tensor).all() for tensor in generator.tensors().values())
    return True
