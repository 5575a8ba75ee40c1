"""From a path to a generator that runs."""

from __future__ import annotations

from pathlib import Path

import torch
from msgspec.structs import replace

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.containers import container_of, formats_for
from models.checkpoints.progress import Report, silent
from models.device import best_device
from models.generators.stylegan2.generator import StyleGAN2Generator
from models.generators.stylegan3.config import StyleGAN3Config
from models.generators.stylegan3.generator import StyleGAN3Generator

OpenGenerator = StyleGAN2Generator | StyleGAN3Generator


def read_checkpoint(path: Path, report: Report = silent) -> Checkpoint:
    """What a file holds, as data; nothing in it executes. Raises UnlitError with one sentence for what cannot be."""
    return container_of(path).read(path, report)


def build_generator(checkpoint: Checkpoint, device: torch.device | None = None) -> OpenGenerator:
    """The checkpoint as a generator, on the best device unless told. Raises UnlitError when its tensors do not fit."""
    config, place = checkpoint.config, device or best_device()
    info = replace(checkpoint.info(), saves=formats_for(checkpoint))
    if isinstance(config, StyleGAN3Config):
        return StyleGAN3Generator(info, config, checkpoint.tensors, place)
    return StyleGAN2Generator(info, config, checkpoint.tensors, place)
