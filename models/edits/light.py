"""The colour of light: what an edit's units put into the picture, multiplied with a colour (METHODS 1.2)."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from torch import Tensor

from models.document.recipe import Recipe


def coloured(recipe: Recipe, draw: Callable[[Recipe], Tensor]) -> Tensor:
    """Raw [1, 3, H, W]: `off + (lit - off) * colour` for each edit of the recipe that has a colour.

    lit: the picture under the recipe. off: the same with the edit's units off. Of several edits the differences add.
    draw: a recipe to its raw picture, colours aside; asked for the recipe itself first.
    """
    lit = draw(recipe)
    picture = lit
    for edit in recipe.coloured():
        off = draw(recipe.with_edit(replace(edit, gain=0.0, shift=0.0)))
        colour = lit.new_tensor(edit.light)[:, None, None]
        picture = picture + (colour - 1) * (lit - off)
    return picture
