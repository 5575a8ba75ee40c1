"""The table of additions: LoRAs in the names of two families of programs, and weights as UCE's program writes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.checkpoints.additions.addition import Addition, Changed
from models.checkpoints.safetensors_file import read_safetensors
from models.document.generator_info import FileFormat

ALPHA = 1.0


def kohya_tensors(changed: Changed) -> dict[str, Tensor]:
    """In the names of kohya's programs, which A1111, Forge and ComfyUI load too.

    Their scale is alpha / rank, and alpha is 1 everywhere: diffusers loses the alphas of some modules among others.
    """
    tensors: dict[str, Tensor] = {}
    for module, each in changed.factors.items():
        name = "lora_unet_" + module.replace(".", "_")
        tensors[f"{name}.lora_up.weight"] = _up(each.up * each.rank, each.down)
        tensors[f"{name}.lora_down.weight"] = each.down
        tensors[f"{name}.alpha"] = torch.tensor(ALPHA)
    return tensors


def kohya_metadata(changed: Changed) -> dict[str, str]:
    """What kohya's programs ask of a file."""
    rank = max(each.rank for each in changed.factors.values())
    return {
        "ss_network_module": "networks.lora",
        "ss_network_dim": str(rank),
        "ss_network_alpha": str(ALPHA),
    }


def peft_tensors(changed: Changed) -> dict[str, Tensor]:
    """In the names of diffusers and PEFT, whose scale is 1 where nothing else is said."""
    tensors: dict[str, Tensor] = {}
    for module, each in changed.factors.items():
        tensors[f"unet.{module}.lora_A.weight"] = each.down
        tensors[f"unet.{module}.lora_B.weight"] = _up(each.up, each.down)
    return tensors


def _up(up: Tensor, down: Tensor) -> Tensor:
    """A convolution's upper half is one of a single pixel."""
    return up[:, :, None, None] if down.ndim == 4 else up


def _load_lora(pipeline: Any, path: Path) -> None:
    pipeline.load_lora_weights(str(path.parent), weight_name=path.name, local_files_only=True)


def _load_weights(pipeline: Any, path: Path) -> None:
    """As UCE's program does it. Raises RuntimeError for tensors that the U-Net does not have."""
    _, tensors = read_safetensors(path)
    _, unknown = pipeline.unet.load_state_dict(tensors, strict=False)
    if unknown:
        raise RuntimeError(f"The U-Net has no {unknown[0]}.")


def _whole_tensors(changed: Changed) -> dict[str, Tensor]:
    """Under the U-Net's own names."""
    return dict(changed.tensors)


def _nothing(_: Changed) -> dict[str, str]:
    return {}


LORA = Addition("lora", "LoRA for A1111 and ComfyUI", True, kohya_tensors, kohya_metadata, _load_lora)
LORA_PEFT = Addition("lora-peft", "LoRA for diffusers", True, peft_tensors, _nothing, _load_lora)
UCE = Addition("uce", "changed weights alone, as UCE’s program", False, _whole_tensors, _nothing, _load_weights)
ADDITIONS = {addition.name: addition for addition in (LORA, LORA_PEFT, UCE)}


def addition_formats() -> tuple[FileFormat, ...]:
    """For a generator's card."""
    return tuple(FileFormat(each.name, each.title, each.suffix) for each in ADDITIONS.values())
