"""What runs on a Ray worker: a generator of its own, and what is measured on it.

Here only what Ray's own serialisation has in C travels: strings, bytes, lists, dicts, and arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module

import msgspec
import numpy as np
import torch

from models.document.generator_info import Fingerprint
from models.document.ranking import RankRequest
from models.generators.generator import Generator
from models.search.ablation import Chosen
from models.search.evidence import Evidence
from models.search.measuring import Here
from models.search.scoring import Scores, joined
from models.version import VERSION

Opener = Callable[[str, torch.device], Generator]
REQUESTS_KEPT = 64


class Opened(msgspec.Struct, frozen=True):
    """What a worker says when it is ready."""

    version: str
    fingerprint: Fingerprint


class Worker:
    """One generator on one GPU, or on one core. A request that comes here has one scene, and is msgpack."""

    def __init__(self, path: str, opener: str, gpu: bool) -> None:
        self._path, self._opener = path, opener
        self._device = torch.device("cuda" if gpu else "cpu")
        self._here = lru_cache(REQUESTS_KEPT)(self._begin)
        if not gpu:
            torch.set_num_threads(1)

    def open(self) -> bytes:
        """Opened, as msgpack. Raises UnlitError as the opener does."""
        module, _, name = self._opener.partition(":")
        opener: Opener = getattr(import_module(module), name)
        self._generator = opener(self._path, self._device)
        return msgspec.msgpack.encode(Opened(VERSION, self._generator.info.fingerprint))

    def sketch(self, request: bytes, layers: Sequence[str]) -> np.ndarray:
        """float64 [4, units of the layers]."""
        (sketch,) = self._here(request).sketches(layers)
        return sketch.numpy()

    def probed(self, request: bytes, chosen: Chosen) -> np.ndarray:
        """float64 [4, units]."""
        return torch.cat([part for _, part in self._here(request).probed(chosen)], 1).numpy()

    def ablated(self, request: bytes, chosen: Chosen) -> np.ndarray:
        """float64 [numbers of Scores, units], in the order of the chosen layers."""
        parts: dict[str, list[Scores]] = {name: [] for name in chosen}
        for batch in self._here(request).ablated(chosen):
            parts[batch.layer.name].append(batch.scores)
        return torch.stack(list(joined([scores for each in parts.values() for scores in each]))).numpy()

    def _begin(self, request: bytes) -> Here:
        asked = msgspec.msgpack.decode(request, type=RankRequest)
        return Here(self._generator, Evidence(self._generator, asked.evidence), asked)
