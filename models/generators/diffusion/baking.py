"""Changes as new weights: a unit is a column, and a shift of it a bias (METHODS 2.1)."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor

from models.generators.diffusion.hooks import Sigma, check_shift
from models.generators.diffusion.units import Columns, column_sums
from models.generators.generator import Changes, Tensors


def baked_columns(
    columns: Mapping[str, Columns], sigma: Sigma, tensors: Tensors, changes: Changes
) -> dict[str, Tensor]:
    """New float32 values of the tensors that change: `column * gain`, `bias + shift * sigma * column`.

    tensors: pristine, under `unet.<module>.weight` and `.bias`. The shift's column is the pristine one: it is added to
    the value after the gain. Raises UnlitError for a shifted attention head.
    """
    new: dict[str, Tensor] = {}
    for unit, change in changes.items():
        layer, name = columns[unit.layer], f"unet.{unit.layer}"
        check_shift(layer, change)
        weight, bias = f"{name}.weight", f"{name}.bias"
        if change.gain != 1.0:
            new.setdefault(weight, _copy(tensors[weight]))
            new[weight][:, unit.index * layer.slice : (unit.index + 1) * layer.slice] *= change.gain
        if change.shift:
            column = column_sums(tensors[weight].cpu()[:, unit.index, None])[:, 0]
            new.setdefault(bias, _copy(tensors[bias])).add_(column, alpha=change.shift * sigma(unit))
    return new


def _copy(tensor: Tensor) -> Tensor:
    return tensor.detach().cpu().float().clone()
