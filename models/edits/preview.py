"""A recipe applied while a picture is made. Nothing is written; the weights stay pristine."""

from __future__ import annotations

from torch import Tensor

from models.document.recipe import check_recipe
from models.document.render import RenderRequest
from models.edits.concepts.applying import asked_with_words, meaning
from models.generators.generator import Generator
from models.images import picture_of


def preview(generator: Generator, request: RenderRequest) -> Tensor:
    """The scene under the recipe: float32 [1, 3, R, R] in [0, 1].

    Raises UnlitError when the recipe is for another generator or the scene is not one of its scenes.
    """
    return picture_of(preview_raw(generator, request))


def preview_raw(generator: Generator, request: RenderRequest) -> Tensor:
    """As preview, but the generator's raw output, not clamped: float32 [1, 3, R, R]."""
    recipe = check_recipe(request.recipe, generator.info)
    if not recipe.concepts():
        return generator.raw([request.scene], recipe.changes())
    asked = asked_with_words(generator)
    return asked.raw([request.scene], recipe.changes(), meaning(asked, recipe))
