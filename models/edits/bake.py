"""A recipe as new weights: a pure function of pristine weights and recipe."""

from __future__ import annotations

from torch import Tensor

from models.document.bakeable import check_bakeable
from models.document.recipe import Recipe, check_recipe
from models.edits.concepts.applying import asked_with_words, concept_weights
from models.generators.generator import Generator


def bake(generator: Generator, recipe: Recipe) -> dict[str, Tensor]:
    """All tensors of the generator with the recipe baked in, under their canonical names.

    Tensors the recipe does not touch are the very same objects, so an empty recipe is bit-identical. Touched ones are
    float32 whatever they were stored as: rounding them to half would show. Preview and bake agree to 1e-4 of the raw
    range (float32 rounding of `gain * (A w + b)` against `(gain * A) w + gain * b`).
    Raises UnlitError when the recipe is for another generator, or has edits that weights cannot hold.
    """
    return {**generator.tensors(), **touched(generator, recipe)}


def touched(generator: Generator, recipe: Recipe) -> dict[str, Tensor]:
    """Just the tensors that the recipe touches, as bake has them."""
    columns = generator.baked(check_bakeable(check_recipe(recipe, generator.info)).changes())
    if not recipe.concepts():
        return columns
    return columns | concept_weights(asked_with_words(generator), recipe)
