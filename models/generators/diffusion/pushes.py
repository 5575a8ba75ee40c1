"""How strongly every unit pushes on a probe: the gradient of a gain that is 1 (METHODS 1.6)."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor

from models.device import ran_out_of_memory
from models.generators.diffusion.hooks import LayerChange, changed_layers
from models.generators.diffusion.points import Points
from models.generators.diffusion.units import Columns

# Numbers that one look keeps for the way back, to those in the inputs of the layers with units (counted: 5.4 and 4.6).
KEPT_TO_INPUTS = 5.5


def graph_bytes(columns: Mapping[str, Columns], passes: int, itemsize: int) -> int:
    """About what a row's look at the latents keeps for the way back. columns: all. passes: 2 when guided."""
    inputs = sum(each.layer.resolution**2 * each.module.weight.shape[1] for each in columns.values())
    return int(KEPT_TO_INPUTS * inputs * passes * itemsize)


def pushes(unet: Any, points: Points, probes: Tensor, columns: Mapping[str, Columns], rows: int) -> dict[str, Tensor]:
    """See Generator.pushes. columns: of the layers that are asked for. rows: of one graph; 0 when memory is too small.

    Every unit of these layers is multiplied by a gain of 1. Ablating it is a change of that gain by -1, so minus the
    gain's gradient is the change to first order: of a hidden unit j, `-sum over tokens of h_j * (grad @ W2)_j`, with
    the prompt and without it. Half precision that overflows is done again in single, and what does not fit in memory
    with its activations forgotten and computed again.
    """
    found = _fitting(unet, points, probes, columns, rows)
    if all(bool(values.isfinite().all()) for values in found.values()):
        return found
    with _in_single(unet):
        return _fitting(unet, points, probes, columns, rows // 2)


def _fitting(unet: Any, points: Points, probes: Tensor, columns: Mapping[str, Columns], rows: int) -> dict[str, Tensor]:
    """With less memory when it does not fit. The exception is left behind first: it holds the tensors."""
    try:
        if rows:
            return _pushes(unet, points, probes, columns, min(rows, len(probes)))
    except RuntimeError as error:
        if not ran_out_of_memory(error):
            raise
    gc.collect()
    torch.cuda.empty_cache()
    with _forgetting(unet):
        return _pushes(unet, points, probes, columns, 1)


def _pushes(unet: Any, points: Points, probes: Tensor, columns: Mapping[str, Columns], rows: int) -> dict[str, Tensor]:
    total = {name: _zeros(len(probes), layer) for name, layer in columns.items()}
    for point in range(len(points.timesteps)):
        gains = {name: _ones(rows, layer) for name, layer in columns.items()}
        # The gradients too are taken inside: forgotten activations are made again by running with the same hooks.
        with torch.enable_grad(), changed_layers(columns, {n: LayerChange(g, None) for n, g in gains.items()}):
            value = points.value(unet, point, rows)
            looking = probes[:, point].flatten(1).any(1).nonzero()[:, 0]  # the others have no slope here
            for some in looking.split(rows):
                _add_gradients(total, some, value, probes[some, point], gains)
    return {name: values.cpu() for name, values in total.items()}


def _zeros(probes: int, layer: Columns) -> Tensor:
    return torch.zeros(probes, layer.layer.units, device=layer.module.weight.device)


def _ones(rows: int, layer: Columns) -> Tensor:
    return torch.ones(rows, layer.layer.units, device=layer.module.weight.device, requires_grad=True)


def _add_gradients(
    total: dict[str, Tensor], numbers: Tensor, value: Tensor, probes: Tensor, gains: Mapping[str, Tensor]
) -> None:
    """One graph serves all probes: its rows are alike, and each goes with another probe. numbers: of these probes."""
    padded = torch.zeros_like(value)
    padded[: len(probes)] = probes
    gradients = torch.autograd.grad(value, list(gains.values()), padded, retain_graph=True)
    for name, gradient in zip(gains, gradients, strict=True):
        total[name][numbers.to(gradient.device)] -= gradient[: len(probes)]


@contextmanager
def _forgetting(unet: Any) -> Iterator[None]:
    unet.enable_gradient_checkpointing()
    try:
        yield
    finally:
        unet.disable_gradient_checkpointing()


@contextmanager
def _in_single(unet: Any) -> Iterator[None]:
    """The U-Net in float32 for a while: its half-precision numbers survive the way there and back."""
    precision = unet.dtype
    unet.float()
    try:
        yield
    finally:
        unet.to(precision)
