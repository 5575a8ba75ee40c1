"""Concept edits at work: as other embeddings while a picture is made, and as new weights."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from torch import Tensor

from models.document.errors import UnlitError
from models.document.recipe import Recipe
from models.edits.concepts.joint import PROJECTIONS, projections, solved_edits
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.diffusion.keeping import Kept
from models.generators.diffusion.text import Meaning

KEPT = 4
_UNET = "unet."
_kept: WeakKeyDictionary[DiffusionGenerator, Kept[Recipe, Meaning]] = WeakKeyDictionary()


def meaning(generator: DiffusionGenerator, recipe: Recipe) -> Meaning | None:
    """What the recipe makes words mean, for `DiffusionGenerator.raw` and `sampling`; None where it says nothing.

    One map of embeddings for all layers where that is exact (METHODS 2.4); edits of keys or values alone, and targets
    that every layer has its own of, stand in as weights. Kept by the recipe's concept edits.
    Raises UnlitError for a text that is too long.
    """
    concepts = recipe.concepts()
    if not concepts:
        return None
    kept = _kept.setdefault(generator, Kept(KEPT))
    return kept.get(Recipe(recipe.base, concepts), lambda bare: _meaning(generator, bare))


def concept_weights(generator: DiffusionGenerator, recipe: Recipe) -> dict[str, Tensor]:
    """New float32 values on the processor, by canonical names, of every `attn2.to_k` and `to_v` that changes."""
    concepts = recipe.concepts()
    found: dict[str, Tensor] = {}
    for side, joint in solved_edits(generator, concepts).items() if concepts else ():
        weights = projections(generator, side)
        for (name, weight), delta in zip(weights.items(), joint.deltas(weights.values()), strict=True):
            found[name] = (weight.to(delta) + delta).float().cpu()
    return found


def asked_with_words(generator: Any) -> DiffusionGenerator:
    """The generator itself, where concept edits can be applied to it. Raises UnlitError for others."""
    if isinstance(generator, DiffusionGenerator):
        return generator
    raise UnlitError(
        f"What words mean can be changed in generators with cross-attention, as Stable Diffusion 1, 2 and XL have it; "
        f"{generator.info.family} has none."
    )


def _meaning(generator: DiffusionGenerator, recipe: Recipe) -> Meaning:
    sides = solved_edits(generator, recipe.concepts())
    joints = [sides.get(name) for name in PROJECTIONS]
    first = joints[0]
    if first is not None and first is joints[1] and not first.side.layered:
        return Meaning(first.moves.float().to(generator.device))
    new = concept_weights(generator, recipe)
    weights = {name.removeprefix(_UNET): generator.unet.get_parameter(name.removeprefix(_UNET)) for name in new}
    return Meaning(None, {name: new[_UNET + name].to(old.device, old.dtype) for name, old in weights.items()})
