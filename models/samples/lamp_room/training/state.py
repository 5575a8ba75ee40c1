"""A training's state in one safetensors file: weights, optimisers' moments, chance. Nothing in it can execute."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.optim import Optimizer

from models.document.atomic import writing

STATE_FILE = "training.safetensors"
_NUMBERS = "training"
_CHANCE, _GPU_CHANCE = "chance", "gpu_chance"


class Parts(msgspec.Struct):
    """What a training is made of; the names are prefixes in the file."""

    modules: Mapping[str, nn.Module]
    optimizers: Mapping[str, Optimizer]


def save_state(path: Path, parts: Parts, tensors: Mapping[str, Tensor], numbers: dict[str, Any]) -> None:
    """Everything that the next step depends on. numbers: small things, as JSON. Raises UnlitError (kind "disk")."""
    found = {**tensors, _CHANCE: torch.get_rng_state()}
    if torch.cuda.is_available():
        found[_GPU_CHANCE] = torch.cuda.get_rng_state()
    for name, module in parts.modules.items():
        found |= {f"{name}.{key}": value for key, value in module.state_dict().items()}
    for name, optimizer in parts.optimizers.items():
        moments = optimizer.state_dict()["state"]
        found |= {f"{name}.{i}.{key}": value for i, kept in moments.items() for key, value in kept.items()}
    stored = {name: tensor.detach().contiguous().cpu().clone() for name, tensor in found.items()}
    with writing(path) as temporary:
        save_file(stored, temporary, {_NUMBERS: msgspec.json.encode(numbers).decode()})


def load_state(path: Path, parts: Parts) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Fill the parts as they were, chance included; returns all tensors of the file, and the numbers."""
    with safe_open(path, "pt") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        numbers = msgspec.json.decode(file.metadata()[_NUMBERS])
    for name, module in parts.modules.items():
        module.load_state_dict(under(tensors, name))
    for name, optimizer in parts.optimizers.items():
        load_moments(optimizer, under(tensors, name))
    torch.set_rng_state(tensors[_CHANCE])
    if torch.cuda.is_available() and _GPU_CHANCE in tensors:
        torch.cuda.set_rng_state(tensors[_GPU_CHANCE])
    return tensors, numbers


def numbers_in(path: Path) -> dict[str, Any]:
    """The numbers of a saved training, without its tensors."""
    with safe_open(path, "pt") as file:
        return msgspec.json.decode(file.metadata()[_NUMBERS])


def load_moments(optimizer: Optimizer, tensors: Mapping[str, Tensor]) -> None:
    """tensors: "3.exp_avg" and so on, by the parameter's number. Learning rates stay the optimiser's own."""
    moments: dict[int, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        number, key = name.split(".")
        moments.setdefault(int(number), {})[key] = tensor
    optimizer.load_state_dict({**optimizer.state_dict(), "state": moments})


def under(tensors: Mapping[str, Tensor], name: str) -> dict[str, Tensor]:
    """The tensors whose names begin with `name` and a point, without them."""
    return {key.removeprefix(f"{name}."): tensor for key, tensor in tensors.items() if key.startswith(f"{name}.")}
