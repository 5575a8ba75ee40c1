"""Weights that a network may be built of: nothing in a file is trusted."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from models.document.errors import UnlitError


def checked_weights(name: str, wanted: Tensor, tensors: Mapping[str, Tensor], device: torch.device) -> Tensor:
    """The tensor of this name in float32 on the device, shared and not copied where it is so already.

    Raises UnlitError when it is missing, of another shape than `wanted`, or not of finite floating-point numbers.
    """
    if name not in tensors:
        raise UnlitError(f"This generator's file is incomplete: it has no “{name}”.")
    found = tensors[name]
    if found.shape != wanted.shape:
        raise UnlitError(f"“{name}” has the shape {tuple(found.shape)}; {tuple(wanted.shape)} was expected.")
    values = found.to(device, torch.float32)
    if not found.is_floating_point() or not bool(torch.isfinite(values).all()):
        raise UnlitError(f"“{name}” does not hold finite floating-point numbers.")
    return values


def check_colours(count: int) -> None:
    """Raises UnlitError for pictures of another number of colour channels than 3."""
    if count != 3:
        raise UnlitError(f"Only generators of pictures with 3 colour channels can be opened; this one has {count}.")
