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
from models.edits.light import dark_recipes, with_colours
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
    dark, found = dark_recipes(recipe), []
    for each in (recipe, *dark):
        found.append((yield from _sampled(generator, scenes, each, 1 / (1 + len(dark)))))
    return picture_of(with_colours(recipe, found[0], found[1:]))


def _sampled(
    generator: DiffusionGenerator, scenes: Sequence[Scene], recipe: Recipe, share: float
) -> Steps[float, None, Tensor]:
    """Raw pictures, colours of light aside. share: of each picture's work that this is."""
    size, found = batch_size(generator), []
    changes = recipe.changes(), recipe.timed_changes(), meaning(generator, recipe), recipe.placed_changes()
    for start in range(0, len(scenes), size):
        some, step = scenes[start : start + size], None
        for step in generator.sampling(some, *changes):
            yield share * len(some) / step.total
        assert step is not None, "sampling has steps"
        found.append(generator.decoder.raw(step.latents).float().cpu())
    return torch.cat(found)
