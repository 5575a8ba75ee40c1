"""What the engine is given to work with: the functions of models, or stand-ins for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from models.document.export_report import ExportReport
from models.document.ranking import Ranking, RankRequest
from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.document.units import UnitId


class Progress(Protocol):
    """How far a search has come."""

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int: ...

    def ranking(self) -> Ranking:
        """All units reached so far, strongest first."""
        ...


@dataclass(frozen=True)
class Models:
    """The functions, each as in its module of models; pictures are uint8 [H, W, 3].

    The generator is Any: the engine passes it on and knows only its `info`. free: give back memory after an error.
    """

    open_generator: Callable[[str], Any]
    preview: Callable[[Any, RenderRequest], np.ndarray]
    rank: Callable[[Any, RankRequest], Iterator[Progress]]
    ablated_picture: Callable[[Any, Scene, UnitId], np.ndarray]
    export_generator: Callable[[Any, Recipe, Path, tuple[Scene, ...], Path | None], ExportReport]
    device_text: Callable[[], str]
    free: Callable[[], None]
