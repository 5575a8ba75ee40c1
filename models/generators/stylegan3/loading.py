"""From a pickle's attributes and tensors under NVIDIA's names to a network: nothing is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np
import torch
from torch import Tensor

from models.document.errors import UnlitError
from models.generators.stylegan3.config import EmbeddingConfig, StyleGAN3Config, check_config
from models.generators.stylegan3.network import Network
from models.generators.weights import check_colours, checked_weights, with_weights

# Our name of a layer's number, and NVIDIA's attribute.
_SAME = (
    *("in_channels", "out_channels", "in_sampling_rate", "out_sampling_rate", "tmp_sampling_rate", "in_cutoff"),
    *("out_cutoff", "in_half_width", "out_half_width", "up_taps", "down_taps"),
)
_RENAMED = {
    "kernel": "conv_kernel",
    "up": "up_factor",
    "down": "down_factor",
    "radial": "down_radial",
    "torgb": "is_torgb",
    "critical": "is_critically_sampled",
    "clamp": "conv_clamp",
    "half": "use_fp16",
}
_ATTRIBUTES = {name: name for name in _SAME} | _RENAMED


def config_from_attributes(attributes: Mapping[str, Any], tensors: Mapping[str, Tensor]) -> StyleGAN3Config:
    """The architecture that a pickle's attributes describe, under flat names such as `synthesis.L0_36_512.in_size`.

    Whether it is a StyleGAN-XL is seen in the tensors. Raises UnlitError when something is missing or out of bounds.
    """
    read = _Attributes(attributes)
    names = read("synthesis.layer_names")
    are_names = isinstance(names, list) and all(isinstance(name, str) for name in names)
    described = {
        "z_dim": read("z_dim"),
        "w_dim": read("w_dim"),
        "mapping_layers": read("mapping.num_layers"),
        "lr_multiplier": read("mapping.fc0.bias_gain"),
        "classes": read("c_dim"),
        "embedding": _embedding(tensors),
        "output_scale": read("synthesis.output_scale"),
        "input": {
            "channels": read("synthesis.input.channels"),
            "size": read.side("synthesis.input.size"),
            "sampling_rate": read("synthesis.input.sampling_rate"),
            "bandwidth": read("synthesis.input.bandwidth"),
        },
        "synthesis": [_layer(read, name) for name in names] if are_names else names,
    }
    try:
        config = msgspec.convert(described, StyleGAN3Config)
    except msgspec.ValidationError as error:
        raise UnlitError("This generator is not a StyleGAN3 that can be run.", details=str(error)) from error
    if config.synthesis[-1].torgb:
        check_colours(config.synthesis[-1].out_channels)
    return check_config(config)


def build_network(config: StyleGAN3Config, tensors: Mapping[str, Tensor], device: torch.device) -> Network:
    """The network with these weights, in float32. Float32 tensors on the right device are shared, not copied.

    Raises UnlitError naming the first tensor that is missing, of another shape, or not finite.
    """
    check_config(config)
    return with_weights(lambda: Network(config), tensors, device, _checked).prepare()


class _Attributes:
    """Attributes that must be there, as plain Python values."""

    def __init__(self, attributes: Mapping[str, Any]) -> None:
        self._attributes = attributes

    def __call__(self, name: str) -> Any:
        if name not in self._attributes:
            raise UnlitError(f"This generator's file is incomplete: it does not say “{name[:80]}”.")
        value = self._attributes[name]
        return value.tolist() if isinstance(value, np.ndarray | np.generic) else value

    def side(self, name: str) -> Any:
        """One number of a [width, height], or of a [left, right, top, bottom] the first two, when it is square."""
        value = self(name)
        if not isinstance(value, list) or len(value) not in (2, 4):
            return value
        half = len(value) // 2
        if value[:half] != value[half:]:
            raise UnlitError("A generator whose pictures are not square cannot be opened.")
        return value[:half] if half > 1 else value[0]


def _layer(read: _Attributes, name: str) -> dict[str, Any]:
    stem = f"synthesis.{name}"
    same = {ours: read(f"{stem}.{theirs}") for ours, theirs in _ATTRIBUTES.items()}
    sides = {side: read.side(f"{stem}.{side}") for side in ("in_size", "out_size", "padding")}
    return {"name": name, **same, **sides}


def _embedding(tensors: Mapping[str, Tensor]) -> EmbeddingConfig | None:
    """The table of a StyleGAN-XL with classes; without them the file holds the table too, and no projection."""
    table = tensors.get("mapping.embed.weight")
    if "mapping.embed_proj.weight" not in tensors or table is None or table.ndim != 2:
        return None
    return EmbeddingConfig(*table.shape)


def _checked(name: str, wanted: Tensor, tensors: Mapping[str, Tensor], device: torch.device) -> Tensor:
    values = checked_weights(name, wanted, tensors, device)
    if name.endswith("magnitude_ema") and not float(values) > 0:
        raise UnlitError(f"“{name}” must be larger than 0.")
    return values
