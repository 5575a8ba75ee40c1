"""A diffusers pipeline's parts: their tensors under canonical names, and where and how precisely they run."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from models.device import memory_free

ROOM = 2 * 2**30  # what drawing and searching take beside the weights, at least
TEXT_PARTS = ("text_encoder", "text_encoder_2")
PARTS = ("unet", "vae", *TEXT_PARTS)


def component_tensors(pipeline: Any) -> dict[str, Tensor]:
    """All weights as they are, not copied, under `unet.<diffusers' name>`, `vae...`, `text_encoder...` and so on."""
    return {
        f"{part}.{name}": tensor for part, module in _parts(pipeline) for name, tensor in module.state_dict().items()
    }


def place(pipeline: Any, device: torch.device) -> None:
    """Ready to run there: float32 on the processor, else as stored, or in half precision where memory asks for it.

    A VAE that overflows in half precision is in single wherever it is.

    Text encoders run on the processor whatever the device: a text is read once and kept, it then reads the same on
    every device, and SDXL's two would take 1.6 GB from the GPU. Tensors that `component_tensors` gave before stay as
    and where they were.
    """
    halved = device.type != "cpu" and _drawing_bytes(pipeline) + ROOM > memory_free(device)
    for part, module in _parts(pipeline):
        place_of_part = torch.device("cpu") if part in TEXT_PARTS else device
        if place_of_part.type == "cpu" or (part == "vae" and module.config.force_upcast):
            module.float()
        elif halved:
            module.half()
        module.to(place_of_part).eval().requires_grad_(False)


def lent_pipeline(pipeline: Any, own: Collection[str]) -> Any:
    """Another pipeline of the same parts but for its U-Net, which is a module of its own around the same numbers.

    own: names within the U-Net of the tensors that are copied, to be written over.
    """
    unet = pipeline.unet
    tensors = {**dict(unet.named_parameters()), **dict(unet.named_buffers())}
    shared = {id(tensor): tensor for name, tensor in tensors.items() if name not in own}
    return type(pipeline)(**{**pipeline.components, "unet": copy.deepcopy(unet, shared)}, **_options(pipeline))


def _options(pipeline: Any) -> dict[str, Any]:
    """What the constructor wants beside its parts."""
    wanted = ("requires_safety_checker", "force_zeros_for_empty_prompt")
    return {name: pipeline.config[name] for name in wanted if name in pipeline.config}


def _drawing_bytes(pipeline: Any) -> int:
    """What the parts that draw take as stored."""
    modules = (module for part, module in _parts(pipeline) if part not in TEXT_PARTS)
    return sum(tensor.nbytes for module in modules for tensor in module.state_dict().values())


def _parts(pipeline: Any) -> Iterator[tuple[str, Any]]:
    for part in PARTS:
        module = getattr(pipeline, part, None)
        if isinstance(module, nn.Module):
            yield part, module
