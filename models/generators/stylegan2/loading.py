"""From tensors under NVIDIA's names to a network: nothing is trusted, nothing is guessed twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import msgspec
import torch
from torch import Tensor

from models.document.errors import UnlitError
from models.generators.stylegan2.config import StyleGAN2Config, check_config
from models.generators.stylegan2.layers import fir_filter
from models.generators.stylegan2.network import Network
from models.generators.weights import check_colours, checked_weights, with_weights

_CONV1 = re.compile(r"synthesis\.b(\d{1,5})\.conv1\.weight")


def infer_config(tensors: Mapping[str, Tensor]) -> StyleGAN2Config:
    """The architecture that these tensors have (METHODS 1.7). What tensors do not tell gets the usual values.

    Raises UnlitError when they are not a StyleGAN2's.
    """
    widths = {int(m[1]): t.shape[0] for name, t in tensors.items() if (m := _CONV1.fullmatch(name)) and t.ndim == 4}
    first = tensors.get("mapping.fc0.weight")
    if first is None or first.ndim != 2 or not widths or sorted(widths) != [4 * 2**i for i in range(len(widths))]:
        raise UnlitError("These tensors are not a StyleGAN2 under NVIDIA's names.")
    colours = tensors.get(f"synthesis.b{max(widths)}.torgb.weight")
    if colours is not None and colours.ndim == 4:
        check_colours(colours.shape[0])
    embed = tensors.get("mapping.embed.weight")
    embedded = embed.shape[0] if embed is not None and embed.ndim == 2 else 0
    architecture: Literal["skip", "resnet", "orig"] = "orig"
    if "synthesis.b4.torgb.weight" in tensors:
        architecture = "skip"
    elif "synthesis.b8.skip.weight" in tensors:
        architecture = "resnet"
    config = StyleGAN2Config(
        z_dim=first.shape[1] - embedded,
        w_dim=first.shape[0],
        channels=tuple(widths[r] for r in sorted(widths)),
        mapping_layers=sum(re.fullmatch(r"mapping\.fc\d+\.weight", name) is not None for name in tensors),
        architecture=architecture,
        classes=embed.shape[1] if embed is not None and embed.ndim == 2 else 0,
        noise="synthesis.b4.conv1.noise_const" in tensors,
    )
    try:
        return msgspec.convert(msgspec.to_builtins(config), StyleGAN2Config)
    except msgspec.ValidationError as error:
        raise UnlitError("These tensors are not a StyleGAN2 that can be run.", details=str(error)) from error


def build_network(config: StyleGAN2Config, tensors: Mapping[str, Tensor], device: torch.device) -> Network:
    """The network with these weights, in float32. Float32 tensors on the right device are shared, not copied.

    Raises UnlitError naming the first tensor that is missing, of another shape, or not finite.
    """
    check_config(config)
    return with_weights(lambda: Network(config), tensors, device, _checked).prepare()


def _checked(name: str, wanted: Tensor, tensors: Mapping[str, Tensor], device: torch.device) -> Tensor:
    if name not in tensors and name.endswith("resample_filter"):
        return fir_filter().to(device)
    return checked_weights(name, wanted, tensors, device)
