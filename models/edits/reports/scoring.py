"""How pictures are read for a report: a scorer is passed in, and here is what pictures say by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import torch
import torch.nn.functional as F
from torch import Tensor

from models.document.report import ScoredBy


@dataclass(frozen=True)
class Seen:
    """What was read of N pictures. factors: named columns [N], in the factor's spreads. held: the scorer's own."""

    factors: Mapping[str, Tensor]
    held: Any = None


class Scorer(Protocol):
    """Reads pictures. `name` is for people: what reads, and how well."""

    name: str
    by: ScoredBy

    def see(self, pictures: Tensor) -> Seen:
        """pictures: float32 [N, 3, H, W] in [0, 1]."""
        ...

    def fits(self, seen: Seen, texts: Sequence[str]) -> Tensor:
        """How well each picture shows its text, float32 [N]; higher is better, and one picture's texts compare."""
        ...

    def tells_apart(self, texts: Sequence[str]) -> bool:
        """Whether it can say which of these texts a picture shows."""
        ...


LUMA = (0.299, 0.587, 0.114)


def qualities(pictures: Tensor) -> dict[str, Tensor]:
    """What can be said of any pictures [N, 3, H, W] in [0, 1] without a network, [N] each.

    detail: mean absolute Laplacian of the brightness, which blur lowers and noise raises. contrast: standard deviation
    of the brightness. colour: mean distance of colours from grey.
    """
    luma = torch.einsum("nchw,c->nhw", pictures, torch.tensor(LUMA, device=pictures.device))
    kernel = torch.tensor([[0.0, 1, 0], [1, -4, 1], [0, 1, 0]], device=pictures.device)
    edges = F.conv2d(luma[:, None], kernel[None, None])
    grey = pictures - pictures.mean(1, keepdim=True)
    return {
        "detail": edges.abs().mean((1, 2, 3)),
        "contrast": luma.std((1, 2)),
        "colour": grey.square().sum(1).sqrt().mean((1, 2)),
    }


def distance(one: Tensor, other: Tensor) -> Tensor:
    """Root mean squared difference of pictures [N, 3, H, W], [N]."""
    return (one - other).square().mean((1, 2, 3)).sqrt()
