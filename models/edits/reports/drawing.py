"""Many pictures under a recipe, in batches that fit, and how far they are."""

from __future__ import annotations

from collections.abc import Generator as Steps
from collections.abc import Sequence

import torch
from torch import Tensor

from models.device import memory_for_batches
from models.document.recipe import Recipe
from models.document.scene import Scene
from models.edits.concepts.applying import meaning
from models.generators.diffusion.generator import DiffusionGenerator
from models.images import picture_of

LARGEST_BATCH = 16


def batch_size(generator: DiffusionGenerator) -> int:
    """How many pictures are drawn at once."""
    return max(1, min(LARGEST_BATCH, memory_for_batches(generator.device) // generator.bytes_per_picture))


def drawn(generator: DiffusionGenerator, scenes: Sequence[Scene], recipe: Recipe) -> Steps[float, None, Tensor]:
    """Returns pictures float32 [N, 3, H, W] in [0, 1] of scenes that are `alike`, on the processor.

    Yields after every step of sampling how many pictures' worth of work was done since the last time. Raises UnlitError
    for a text that is too long.
    """
    size, found = batch_size(generator), []
    means, changes = meaning(generator, recipe), recipe.changes()
    for start in range(0, len(scenes), size):
        some, step = scenes[start : start + size], None
        for step in generator.sampling(some, changes, meaning=means):
            yield len(some) / step.total
        assert step is not None, "sampling has steps"
        found.append(picture_of(generator.decoder.raw(step.latents)).float().cpu())
    return torch.cat(found)
