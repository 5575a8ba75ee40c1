"""Weights that a network may be built of: nothing in a file is trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import torch
from torch import Tensor, nn

from models.document.errors import UnlitError

M = TypeVar("M", bound=nn.Module)
Checked = Callable[[str, Tensor, Mapping[str, Tensor], torch.device], Tensor]


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


def with_weights(make: Callable[[], M], tensors: Mapping[str, Tensor], device: torch.device, checked: Checked) -> M:
    """The module that is made, in float32 on the device. Float32 tensors that are there already are shared, not copied.

    checked: gives the tensor of each name, as `checked_weights` does. Raises UnlitError as it does.
    """
    with torch.device("meta"):
        module = make()
    state = {name: checked(name, wanted, tensors, device) for name, wanted in module.state_dict().items()}
    module.load_state_dict(state, assign=True)
    return module.to(device)


def check_colours(count: int) -> None:
    """Raises UnlitError for pictures of another number of colour channels than 3."""
    if count != 3:
        raise UnlitError(f"Only generators of pictures with 3 colour channels can be opened; this one has {count}.")
