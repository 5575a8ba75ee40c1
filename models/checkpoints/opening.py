"""From a path to a generator that runs."""

from __future__ import annotations

from pathlib import Path

import torch

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.identify import identify, wrong_kind
from models.checkpoints.native import read_native
from models.device import best_device
from models.generators.stylegan2.generator import StyleGAN2Generator


def read_checkpoint(path: Path) -> Checkpoint:
    """What a file holds, as data; nothing in it executes. Raises UnlitError with one sentence for what cannot be."""
    kind = identify(path)
    if kind != "safetensors":
        raise wrong_kind(path, kind)
    return read_native(path)


def build_generator(checkpoint: Checkpoint, device: torch.device | None = None) -> StyleGAN2Generator:
    """The checkpoint as a generator, on the best device unless told. Raises UnlitError when its tensors do not fit."""
    return StyleGAN2Generator(checkpoint.info(), checkpoint.config, checkpoint.tensors, device or best_device())
