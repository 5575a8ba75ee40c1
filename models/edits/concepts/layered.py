"""Targets that every layer has its own of: the paper-era program's. They are linear in W but for a number a layer."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from models.edits.concepts.rows import Rows


@dataclass(frozen=True)
class Layered:
    """One pair under technique "tensor". through: [k, d], its weighted keys times B^-1. group: whose strength it has.

    debias: unit directions are added, else the source's direction is taken out of the target.
    """

    rows: Rows
    through: Tensor
    group: int
    debias: bool

    def delta(self, weight: Tensor) -> Tensor:
        """W' - W at strength 1. weight: float64 [outputs, d]."""
        source, others = (rows.to(weight) @ weight.T for rows in (self.rows.source, self.rows.others))
        new = _debiased(source, others, self.rows.mixture[1:]) if self.debias else _without(source, others[0])
        return (new - source).T @ self.through.to(weight)


def _without(source: Tensor, target: Tensor) -> Tensor:
    """v* = Wg - <u, Wg> u, u = Wc / |Wc|, norms over the whole slice."""
    unit = source / source.norm()
    return target - (unit * target).sum() * unit


def _debiased(source: Tensor, attributes: Tensor, shares: Tensor) -> Tensor:
    """v* = Wc + sum a |v*| u, one after the other as the program does it, u = W attr / |W attr|."""
    new = source
    for attribute, share in zip(attributes, shares.tolist(), strict=True):
        new = new + share * torch.linalg.norm(new) * attribute / attribute.norm()
    return new
