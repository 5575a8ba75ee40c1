"""RenderRequest: one frame. Equality means "this frame is current". Never saved."""

from __future__ import annotations

import msgspec

from models.document.recipe import Recipe
from models.document.scene import Scene


class RenderRequest(msgspec.Struct, frozen=True):
    """A picture to make: the scene under the recipe.

    draft: with fewer steps of sampling, where there are steps. small: what takes little memory, where pictures are
    decoded from latents: the latents as they are, enlarged.
    """

    scene: Scene
    recipe: Recipe
    draft: bool = False
    small: bool = False
