"""Which Stable Diffusion a single file holds, by its tensors, and the small files that such a file lacks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from torch import Tensor

from models.checkpoints.pipelines.ldm import UNET, VAE
from models.checkpoints.pipelines.texts import INDEX
from models.checkpoints.pipelines.vocabulary import clip_vocabulary
from models.document.errors import UnlitError
from resources import resource

Kind = Literal["sd1", "sd2", "sdxl"]
_FOLDERS: dict[Kind, str] = {"sd1": "pipelines/sd15", "sd2": "pipelines/sd21", "sdxl": "pipelines/sdxl"}
_FIRST = UNET + "input_blocks.0.0.weight"
_INPUTS = {
    9: "fills holes in given pictures",
    8: "changes given pictures",
    5: "follows given pictures",
    7: "enlarges given pictures",
}
# Of this tensor ComfyUI tells by its spread what a Stable Diffusion 2 was trained to predict; nothing else says it.
_TELLING, _SPREAD = UNET + "output_blocks.11.1.transformer_blocks.0.norm1.bias", 0.09
_LCM = re.compile(r"lcm", re.IGNORECASE)
_FAST = re.compile(r"turbo|lightning|hyper", re.IGNORECASE)


def looks_like_single_file(names: set[str]) -> bool:
    """Whether tensors of these names are a checkpoint of Stable Diffusion, whole or in part."""
    return any(name.startswith(UNET) and ".transformer_blocks." in name for name in names)


def kind_of(tensors: Mapping[str, Tensor], name: str) -> Kind:
    """Raises UnlitError for a relative that Unlit does not open, and for a file without its text encoder or VAE."""
    inputs = tensors[_FIRST].shape[1] if _FIRST in tensors and tensors[_FIRST].ndim == 4 else 4
    if inputs in _INPUTS:
        raise UnlitError(f"“{name}” {_INPUTS[inputs]}; Unlit opens generators that make pictures from words alone.")
    second = _has(tensors, "conditioner.embedders.1.")
    if _has(tensors, "conditioner.embedders.0.model.") and not second:
        raise UnlitError(
            f"“{name}” refines given pictures; Unlit opens generators that make pictures from words alone."
        )
    kind: Kind | None = (
        "sdxl" if second else "sd2" if _has(tensors, "cond_stage_model.model.") else
        "sd1" if _has(tensors, "cond_stage_model.transformer.") else None
    )  # fmt: skip
    if kind is None:
        raise UnlitError(f"“{name}” holds a U-Net without its text encoder; Unlit opens whole checkpoints.")
    if not _has(tensors, VAE):
        raise UnlitError(f"“{name}” holds no autoencoder (VAE); Unlit opens whole checkpoints.")
    return kind


def texts_for(kind: Kind, tensors: Mapping[str, Tensor], metadata: Mapping[str, str], name: str) -> dict[str, bytes]:
    """The small files of a diffusers folder for such a checkpoint."""
    texts = standard_texts(kind)
    if kind == "sd2" and not _predicts_velocity(tensors, metadata):
        _change(texts, "scheduler/scheduler_config.json", prediction_type="epsilon")
        _change(texts, "unet/config.json", sample_size=64, upcast_attention=False)
    if kind == "sdxl" and "v_pred" in tensors:
        zero = {"rescale_betas_zero_snr": True, "timestep_spacing": "trailing"} if "ztsnr" in tensors else {}
        _change(texts, "scheduler/scheduler_config.json", prediction_type="v_prediction", **zero)
    if _LCM.search(name):
        _change(texts, INDEX, scheduler=["diffusers", "LCMScheduler"])
        _change(texts, "scheduler/scheduler_config.json", _class_name="LCMScheduler")
    elif _FAST.search(name):
        _change(texts, INDEX, scheduler=["diffusers", "EulerDiscreteScheduler"])
        trailing = {"_class_name": "EulerDiscreteScheduler", "timestep_spacing": "trailing"}
        _change(texts, "scheduler/scheduler_config.json", **trailing)
    return texts


def standard_texts(kind: Kind) -> dict[str, bytes]:
    """The small files of the Stable Diffusion that everybody has, tokenizers included."""
    folder = resource(_FOLDERS[kind])
    texts = {_inside(file, folder): file.read_bytes() for file in sorted(folder.rglob("*.json"))}
    tokenizers = {path.partition("/")[0] for path in texts if path.startswith("tokenizer")}
    vocabulary = {f"{part}/{file}": data for part in tokenizers for file, data in clip_vocabulary().items()}
    return texts | vocabulary


def _predicts_velocity(tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
    said = metadata.get("modelspec.prediction_type", "")
    if said:
        return said.startswith("v")
    return _TELLING not in tensors or float(tensors[_TELLING].float().std(correction=0)) > _SPREAD


def _change(texts: dict[str, bytes], path: str, **values: Any) -> None:
    texts[path] = json.dumps({**json.loads(texts[path]), **values}, indent=2).encode()


def _has(tensors: Mapping[str, Tensor], prefix: str) -> bool:
    return any(name.startswith(prefix) for name in tensors)


def _inside(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()
