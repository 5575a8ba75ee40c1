"""The architecture of a generator in NVIDIA's files, from its attributes and tensors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from torch import Tensor

from models.checkpoints.safe_pickle_records import PickleError
from models.document.errors import UnlitError
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.loading import infer_config

Attributes = Mapping[str, Any]
_ACTIVATIONS = ("synthesis.b4.conv1.activation", "mapping.fc0.activation")


def stylegan2_config(attributes: Attributes, tensors: Mapping[str, Tensor]) -> StyleGAN2Config:
    """Of a StyleGAN2 as stylegan2-ada-pytorch or the code of StyleGAN3 saved it.

    Shapes say most. The rest stands in the modules' own attributes, which are what they run with; where a fork renamed
    those, in the arguments that they were made with. Raises PickleError or UnlitError for what cannot be shown.
    """
    if any(attributes.get(name, "lrelu") != "lrelu" for name in _ACTIVATIONS):
        raise PickleError("its layers use an activation that no StyleGAN2 of NVIDIA's has")
    config = msgspec.to_builtins(infer_config(tensors))
    config["conv_clamp"] = _setting(attributes, "synthesis.b4.conv1.conv_clamp", "conv_clamp", None)
    config["half_blocks"] = _half_blocks(attributes, config["channels"])
    config["lr_multiplier"] = _setting(attributes, "mapping.fc0.bias_gain", "lr_multiplier", 0.01)
    try:
        return msgspec.convert(config, StyleGAN2Config)
    except msgspec.ValidationError as error:
        raise UnlitError("The settings of this generator are not a StyleGAN2's.", details=str(error)) from error


def _half_blocks(attributes: Attributes, channels: list[int]) -> int:
    """How many of the highest resolutions run in half precision. Never the first: NVIDIA's code begins at 8."""
    flags = [attributes.get(f"synthesis.b{4 * 2**i}.use_fp16") for i in range(len(channels))]
    if any(isinstance(flag, bool) for flag in flags):
        return sum(flag is True for flag in flags)
    wanted = _setting(attributes, "synthesis.num_fp16_res", "num_fp16_res", 0)
    return min(wanted, len(channels) - 1) if type(wanted) is int else wanted


def _setting(attributes: Attributes, own: str, argument: str, otherwise: Any) -> Any:
    """A module's own attribute, else the argument of that name that the generator, or a part of it, was made with."""
    if own in attributes:
        return attributes[own]
    made_with = attributes.get("_init_kwargs") or {}
    for part in ("synthesis", "mapping"):
        nested = made_with.get(f"{part}_kwargs") if isinstance(made_with, dict) else None
        for arguments in (attributes.get(f"{part}._init_kwargs"), nested):
            if isinstance(arguments, dict) and argument in arguments:
                return arguments[argument]
    return made_with.get(argument, otherwise) if isinstance(made_with, dict) else otherwise
