"""A recipe applied while a picture is made. Nothing is written; the weights stay pristine."""

from __future__ import annotations

from collections.abc import Iterator

from torch import Tensor

from models.document.recipe import Recipe, check_recipe
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.edits.concepts.applying import asked_with_words, meaning
from models.edits.light import coloured
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.diffusion.sampling import Step
from models.generators.generator import Generator
from models.images import picture_of


def preview(generator: Generator, request: RenderRequest) -> Tensor:
    """The scene under the recipe: float32 [1, 3, H, W] in [0, 1].

    Raises UnlitError when the recipe is for another generator or the scene is not one of its scenes.
    """
    return picture_of(preview_raw(generator, request))


def preview_raw(generator: Generator, request: RenderRequest) -> Tensor:
    """As preview, but the generator's raw output, not clamped: float32 [1, 3, H, W]."""
    return coloured(request.recipe, lambda recipe: _drawn(generator, request.scene, recipe))


def _drawn(generator: Generator, scene: Scene, recipe: Recipe) -> Tensor:
    """The same, but for the colour of light."""
    if isinstance(generator, DiffusionGenerator):
        *_, last = sampled(generator, RenderRequest(scene, recipe))
        return generator.decoder.raw(last.latents)
    recipe = check_recipe(recipe, generator.info)
    if recipe.concepts():
        asked_with_words(generator)  # which it is not
    return generator.raw([scene], recipe.changes(), placed=recipe.placed_changes())


def sampled(generator: DiffusionGenerator, request: RenderRequest) -> Iterator[Step]:
    """The same of a diffusion generator step by step; `generator.decoder` makes pictures of a step's latents.

    But for the colour of light: that is of pictures.
    """
    recipe = check_recipe(request.recipe, generator.info)
    means = meaning(generator, recipe)
    timed, placed = recipe.timed_changes(), recipe.placed_changes()
    return generator.sampling([request.scene], recipe.changes(), timed, means, placed)
