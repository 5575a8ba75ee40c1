"""A pipeline at rest: a diffusers folder in memory, whatever file it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from torch import Tensor

from models.checkpoints.fingerprint import fingerprint_of_many
from models.checkpoints.pipelines.building import build_unet
from models.checkpoints.pipelines.canonical import Tensors
from models.checkpoints.pipelines.parts import Part, parts_of, pipeline_class
from models.checkpoints.pipelines.prompting import usual_prompt
from models.checkpoints.pipelines.texts import INDEX, Texts, config_in, config_path
from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.recipe import Recipe
from models.document.scene import Prompt
from models.document.units import Layer
from models.generators.diffusion.units import unit_layers

_BY_CLASS = {
    "StableDiffusionXLPipeline": "Stable Diffusion XL",
    "StableDiffusion3Pipeline": "Stable Diffusion 3",
    "FluxPipeline": "FLUX",
}
_FLUX_SIZE = 128  # of its latents; no file says it
_PATCH = 2  # latents along one side that a transformer takes together
_FAMILIES = {768: "Stable Diffusion 1", 1024: "Stable Diffusion 2"}


@dataclass(frozen=True)
class PipelineCheckpoint:
    """A text-to-image generator at rest.

    texts: its small files by their path in a diffusers folder, model_index.json, configurations and tokenizers.
    tensors: all weights as stored, under `part.tensor` ("unet.conv_in.weight"). prompt: how it is asked best, when the
    file says so. recipe: what it was made with, when it was exported from Unlit. container, source: as of Checkpoint.
    """

    texts: Texts
    tensors: Tensors
    name: str
    description: str = ""
    license: str = ""
    prompt: Prompt | None = None
    recipe: Recipe | None = None
    container: str = "diffusers"
    source: Path | None = None

    @property
    def index(self) -> dict[str, Any]:
        """Its model_index.json."""
        return config_in(self.texts, INDEX, self.name)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it is made of."""
        return parts_of(self.index, self.name)

    def has(self, part: str) -> bool:
        """Whether it has a part of this name."""
        return any(part == own.name for own in self.parts)

    def config(self, part: str) -> dict[str, Any]:
        """The description of one part. Raises UnlitError."""
        return config_in(self.texts, config_path(part), self.name)

    @property
    def family(self) -> str:
        """For people."""
        known = _BY_CLASS.get(pipeline_class(self.index, self.name))
        if known is not None:
            return known
        return _FAMILIES.get(self.config("unet").get("cross_attention_dim", 0), "Stable Diffusion")

    def info(self) -> GeneratorInfo:
        """The card, fingerprint included (reads every tensor once). Raises UnlitError for wrong descriptions."""
        drawing, vae = self.config("unet" if self.has("unet") else "transformer"), self.config("vae")
        size = _size(drawing.get("sample_size", 64 if self.has("unet") else _FLUX_SIZE), self.name)
        layers = unit_layers(build_unet(drawing, self.name), size) if self.has("unet") else ()
        scale = 2 ** (len(vae.get("block_out_channels") or [0]) - 1)
        return GeneratorInfo(
            name=self.name,
            family=self.family,
            fingerprint=fingerprint_of_many(self.tensors, _signature(self.family, layers)),
            resolution=size * scale,
            layers=layers,
            z_dim=0,
            classes=0,
            parameters=sum(tensor.numel() for tensor in self.tensors.values()),
            truncation=1.0,
            description=self.description,
            license=self.license,
            container=self.container,
            prompts=True,
            defaults=self.prompt or usual_prompt(self.family, self.config("scheduler"), drawing, self.name),
            size_step=scale if self.has("unet") else scale * _PATCH,
        )

    def edited(self, tensors: dict[str, Tensor], name: str, recipe: Recipe) -> PipelineCheckpoint:
        """With these tensors in the place of its own, each in the precision in which it is stored."""
        rounded = {key: tensor.to("cpu", self.tensors[key].dtype) for key, tensor in tensors.items()}
        return replace(self, tensors={**self.tensors, **rounded}, name=name, recipe=recipe)


def _size(value: Any, name: str) -> int:
    """Of the latents along their longer side."""
    sides = value if isinstance(value, list) else [value]
    if not sides or not all(type(side) is int and side > 0 for side in sides):
        raise UnlitError(f"The U-Net of “{name}” is described in a way that has no size.")
    return max(sides)


def _signature(family: str, layers: tuple[Layer, ...]) -> str:
    """A short text that is equal for U-Nets whose units correspond one to one; of a transformer its family."""
    named = ",".join(f"{layer.name}/{layer.units}" for layer in layers) or family
    return f"diffusion {hashlib.sha256(named.encode()).hexdigest()[:16]}"
