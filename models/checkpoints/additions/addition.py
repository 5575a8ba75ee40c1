"""What every format of additions answers: a recipe's change under its names, and how the public program loads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor

from models.checkpoints.additions.factors import Factors


@dataclass(frozen=True)
class Changed:
    """What a recipe changes in a U-Net, under its own names.

    factors: module -> its weight's change. tensors: name -> new float32 values, biases too.
    """

    factors: Mapping[str, Factors]
    tensors: Mapping[str, Tensor]


@dataclass(frozen=True)
class Addition:
    """One file format, always safetensors. name: for the command line. title: for people.

    low_rank: it holds factors of weights, and no biases; else new values of whatever changes.
    tensors, metadata: of the file. load: the public program's own loader, into a diffusers pipeline that is changed.
    """

    name: str
    title: str
    low_rank: bool
    tensors: Callable[[Changed], dict[str, Tensor]]
    metadata: Callable[[Changed], dict[str, str]]
    load: Callable[[Any, Path], None]
    suffix: str = ".safetensors"
