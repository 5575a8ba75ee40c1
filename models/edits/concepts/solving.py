"""The closed form, in float64: B = I + sum s c c^T + sum p c c^T, and moves (c* - c) c^T B^-1 (METHODS 2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

BLOCK = 2048  # rows summed at once
ITERATIONS, COLUMNS = 8, 8


class Sums:
    """What a solve needs of all rows, however many: d x d numbers, and as many again for each group of edits."""

    def __init__(self, width: int, groups: int, device: torch.device) -> None:
        """groups: of edits that share a strength."""
        empty = {"dtype": torch.float64, "device": device}
        self._gram, self._moves = torch.eye(width, **empty), torch.zeros(groups, width, width, **empty)
        self._waiting: dict[tuple[int | None, float], list[tuple[Tensor, Tensor | None]]] = {}
        self._rows = 0

    def add(self, keys: Tensor, moves: Tensor, weight: float, group: int) -> None:
        """keys: [k, d] what is said. moves: [k, d] how far it is to go. weight: against the ridge of 1."""
        self._rows += len(keys)
        self._wait(keys, moves, weight, group)

    def hold(self, keys: Tensor, weight: float, *, edited: bool = False) -> None:
        """keys: [k, d] to stay where they are. edited: they are moved, but elsewhere than here."""
        self._rows += len(keys) if edited else 0
        self._wait(keys, None, weight, None)

    def _wait(self, keys: Tensor, moves: Tensor | None, weight: float, group: int | None) -> None:
        waiting = self._waiting.setdefault((group, weight), [])
        waiting.append((keys, moves))
        if sum(len(known) for known, _ in waiting) >= BLOCK:
            self._sum(group, weight)

    def _sum(self, group: int | None, weight: float) -> None:
        waiting = self._waiting.pop((group, weight))
        keys = torch.cat([keys for keys, _ in waiting]).to(self._gram)
        self._gram.addmm_(keys.T, keys, alpha=weight)
        if group is not None:
            moves = torch.cat([moves for _, moves in waiting if moves is not None]).to(self._gram)
            self._moves[group].addmm_(moves.T, keys, alpha=weight)

    def solved(self) -> Solved:
        """By Cholesky's factors. More rows may be added afterwards, and solved again."""
        for group, weight in list(self._waiting):
            self._sum(group, weight)
        factor = torch.linalg.cholesky(self._gram)
        moves = torch.stack([torch.cholesky_solve(moves.T, factor).T for moves in self._moves])
        return Solved(factor, moves, condition(self._gram, factor), min(self._rows, len(factor)))


@dataclass(frozen=True)
class Solved:
    """factor: of B. moves: [groups, d, d], T - I of each group at strength 1. rank: at most, of all together."""

    factor: Tensor
    moves: Tensor
    condition: float
    rank: int

    def joint(self, strengths: Sequence[float]) -> Tensor:
        """T - I, float64 [d, d]."""
        weights = torch.tensor(list(strengths), dtype=torch.float64, device=self.moves.device)
        return torch.einsum("g,gij->ij", weights, self.moves)

    def through(self, keys: Tensor) -> Tensor:
        """keys B^-1, [k, d]."""
        return torch.cholesky_solve(keys.to(self.factor).T, self.factor).T


def condition(gram: Tensor, factor: Tensor) -> float:
    """The largest eigenvalue by the smallest, by a few subspace iterations from a fixed start; to some percent.

    gram: symmetric, positive definite, float64 [d, d]. factor: its lower Cholesky factor.
    """
    drawn = torch.randn(len(gram), COLUMNS, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    large = small = drawn.to(gram)
    for _ in range(ITERATIONS):
        large = torch.linalg.qr(gram @ large).Q
        small = torch.linalg.qr(torch.cholesky_solve(small, factor)).Q
    ends = [torch.linalg.eigvalsh(each.T @ gram @ each) for each in (large, small)]
    return float(ends[0][-1] / ends[1][0])
