"""From a path to a generator that runs."""

from __future__ import annotations

from pathlib import Path

import torch
from msgspec.structs import replace

from models.checkpoints.containers import AnyCheckpoint, container_of, formats_for
from models.checkpoints.pipelines.building import build_pipeline
from models.checkpoints.pipelines.checkpoint import PipelineCheckpoint
from models.checkpoints.progress import Report, silent
from models.device import best_device
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.stylegan2.generator import StyleGAN2Generator
from models.generators.stylegan3.config import StyleGAN3Config
from models.generators.stylegan3.generator import StyleGAN3Generator
from models.generators.transformer.generator import TransformerGenerator

OpenGenerator = StyleGAN2Generator | StyleGAN3Generator | DiffusionGenerator | TransformerGenerator


def read_checkpoint(path: Path, report: Report = silent) -> AnyCheckpoint:
    """What a file or a diffusers folder holds, as data; nothing in it executes.

    Raises UnlitError with one sentence for what cannot be.
    """
    return container_of(path).read(path, report)


def build_generator(checkpoint: AnyCheckpoint, device: torch.device | None = None) -> OpenGenerator:
    """The checkpoint as a generator, on the best device unless told. Raises UnlitError when its tensors do not fit."""
    place = device or best_device()
    info = replace(checkpoint.info(), saves=formats_for(checkpoint))
    if isinstance(checkpoint, PipelineCheckpoint):
        made = DiffusionGenerator if checkpoint.has("unet") else TransformerGenerator
        return made(info, build_pipeline(checkpoint), place)
    if isinstance(checkpoint.config, StyleGAN3Config):
        return StyleGAN3Generator(info, checkpoint.config, checkpoint.tensors, place)
    return StyleGAN2Generator(info, checkpoint.config, checkpoint.tensors, place)
