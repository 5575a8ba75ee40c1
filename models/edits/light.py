"""The colour of light: what an edit's units put into the picture, multiplied with a colour (METHODS 1.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from torch import Tensor

from models.document.recipe import Recipe


def coloured(recipe: Recipe, draw: Callable[[Recipe], Tensor]) -> Tensor:
    """Raw [N, 3, H, W] with the colours of the recipe. draw: a recipe to raw pictures, colours aside; asked for the
    recipe itself first.
    """
    return with_colours(recipe, draw(recipe), [draw(dark) for dark in dark_recipes(recipe)])


def dark_recipes(recipe: Recipe) -> tuple[Recipe, ...]:
    """The recipe with the units of one edit off, for each edit that gives its light a colour."""
    return tuple(recipe.with_edit(replace(edit, gain=0.0, shift=0.0)) for edit in recipe.coloured())


def with_colours(recipe: Recipe, lit: Tensor, dark: Sequence[Tensor]) -> Tensor:
    """`off + (lit - off) * colour` for each edit that has a colour; of several edits the differences add.

    lit: raw pictures [N, 3, H, W] under the recipe. dark: the same under each of `dark_recipes`.
    """
    picture = lit
    for edit, off in zip(recipe.coloured(), dark, strict=True):
        picture = picture + (lit.new_tensor(edit.light)[:, None, None] - 1) * (lit - off)
    return picture
