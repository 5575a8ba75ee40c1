"""A recipe's changes while a U-Net runs, as hooks: every row of a batch may be changed differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

import torch
from torch import Tensor, nn

from models.document.errors import UnlitError
from models.document.recipe import Change
from models.document.units import UnitId
from models.generators.diffusion.units import Columns
from models.generators.generator import Changes

Sigma = Callable[[UnitId], float]


class LayerChange(NamedTuple):
    """What happens in one layer. gains: [rows, units]. bias: [rows, outputs], added to what the module puts out."""

    gains: Tensor
    bias: Tensor | None


def check_shift(columns: Columns, change: Change) -> None:
    """Raises UnlitError for a shifted head: its many channels have no common direction to be shifted in."""
    if change.shift and columns.layer.kind.endswith("attention"):
        raise UnlitError(
            f"Units of {columns.layer.name} are attention heads: they can be turned up and down, but not shifted."
        )


def layer_changes(columns: Mapping[str, Columns], sigma: Sigma, rows: Sequence[Changes]) -> dict[str, LayerChange]:
    """Only the layers that any row changes, float32 on their modules' devices."""
    result: dict[str, LayerChange] = {}
    for name in {unit.layer for changes in rows for unit in changes}:
        gains = torch.ones(len(rows), columns[name].layer.units)
        shifts = torch.zeros_like(gains)
        for row, changes in enumerate(rows):
            for unit, change in changes.items():
                if unit.layer == name:
                    check_shift(columns[name], change)
                    gains[row, unit.index] = change.gain
                    shifts[row, unit.index] = change.shift * sigma(unit) if change.shift else 0.0
        device = columns[name].module.weight.device
        bias = columns[name].bias(shifts.to(device)) if bool(shifts.any()) else None
        result[name] = LayerChange(gains.to(device), bias)
    return result


@contextmanager
def changed_layers(columns: Mapping[str, Columns], changes: Mapping[str, LayerChange]) -> Iterator[None]:
    """While inside, these layers run changed. Rows repeat: [without, with the prompt] is twice the rows of a change."""
    with ExitStack() as stack:
        for name, change in changes.items():
            module = columns[name].module
            stack.callback(module.register_forward_pre_hook(_scaling(columns[name], change.gains)).remove)
            if change.bias is not None:
                stack.callback(module.register_forward_hook(_adding(columns[name], change.bias)).remove)
        yield


def _scaling(columns: Columns, gains: Tensor) -> Callable[[nn.Module, tuple[Tensor]], Tensor]:
    def scale(_module: nn.Module, inputs: tuple[Tensor]) -> Tensor:
        return inputs[0] * columns.channels(_for_rows(gains, inputs[0]))

    return scale


def _adding(columns: Columns, bias: Tensor) -> Callable[[nn.Module, object, Tensor], Tensor]:
    def add(_module: nn.Module, _inputs: object, output: Tensor) -> Tensor:
        wide = _for_rows(bias, output)
        return output + (wide[:, :, None, None] if isinstance(columns.module, nn.Conv2d) else wide[:, None, :])

    return add


def _for_rows(values: Tensor, batch: Tensor) -> Tensor:
    """Values [rows, n] in the batch's precision, repeated until there is one a row of it."""
    return values.to(batch.dtype).repeat(batch.shape[0] // values.shape[0], 1)
