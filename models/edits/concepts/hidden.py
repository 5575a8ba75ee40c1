"""What still leads to an erased concept: the embedding that the edited layers read as the pristine ones read it.

In closed form, as Gong et al. 2024 (RECE) find it; here for one T of all layers: min |W T x - W c|^2 + ridge |x|^2.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

RIDGE = 0.001  # against the mean eigenvalue of the metric


def metric(weights: Sequence[Tensor]) -> Tensor:
    """Sum of W^T W over layers, float64 [d, d], of trace d: how far apart all layers see two embeddings."""
    total = torch.zeros(weights[0].shape[1], weights[0].shape[1])
    for weight in weights:
        single = weight.float().cpu()
        total.addmm_(single.T, single)
    return total.double() * (len(total) / total.trace())


def hidden_sources(moves: Tensor, metric: Tensor) -> Tensor:
    """The map from an erased embedding c to the x that is now read as c was, float64 [d, d] on the processor."""
    new = moves.cpu() + torch.eye(len(moves), dtype=torch.float64)
    seen = new.T @ metric
    ridge = RIDGE * torch.eye(len(moves), dtype=torch.float64)
    return torch.linalg.solve(seen @ new + ridge, seen)
