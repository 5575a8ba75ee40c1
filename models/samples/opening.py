"""From the name that a document keeps to a generator that runs."""

from __future__ import annotations

import torch

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.opening import build_generator, read_checkpoint
from models.generators.stylegan2.generator import StyleGAN2Generator
from models.samples.catalogue import checkpoint_path


def open_checkpoint(path: str) -> Checkpoint:
    """What a file, or "sample:NAME", holds. Raises UnlitError with one sentence for what cannot be opened."""
    return read_checkpoint(checkpoint_path(path))


def open_generator(path: str, device: torch.device | None = None) -> StyleGAN2Generator:
    """The generator in a file, or "sample:NAME". Raises UnlitError with one sentence for what cannot be opened."""
    return build_generator(open_checkpoint(path), device)
