"""A recipe's change of a U-Net as factors: it is of low rank already (METHODS 2.4), so that they hold it exactly."""

from __future__ import annotations

import torch
from torch import Tensor

from models.checkpoints.additions.factors import Factors
from models.document.bakeable import check_bakeable
from models.document.recipe import Recipe, check_recipe
from models.edits.concepts.joint import Joint, projections, solved_edits
from models.generators.diffusion.generator import DiffusionGenerator

LARGE, MISSED = 128, 1e-3  # a rank above the first is cut to what misses less than the second of the change
_ZERO = 1e-10  # of the largest singular value: what the rounding of a solve leaves
_UNET, _WEIGHT = "unet.", ".weight"


def recipe_factors(generator: DiffusionGenerator, recipe: Recipe, most: int = 0) -> dict[str, Factors]:
    """Module of the U-Net -> float32 factors on the processor, of concept edits and unit edits.

    most: what concept edits of higher rank (through the padding) are cut to, the best that rank can do; 0 cuts only
    what is LARGE, and as far as nothing is missed by it that could be seen. Unit edits are never cut: a unit is one
    column, of a convolution nine. Shifts are biases, and are not in it.
    Raises UnlitError when the recipe is for another generator, or has edits that weights cannot hold.
    """
    check_bakeable(check_recipe(recipe, generator.info))
    found: dict[str, Factors] = {}
    concepts = recipe.concepts()
    for side, joint in solved_edits(generator, concepts).items() if concepts else ():
        reduced = _reduced(joint)
        for name, weight in projections(generator, side).items():
            found[_module(name)] = _of_layer(joint, reduced, weight, most)
    pristine = generator.tensors()
    for name, new in generator.baked(recipe.changes()).items():
        if name.endswith(_WEIGHT):
            found[_module(name)] = _of_columns(new - pristine[name].float().cpu())
    return {module: factors for module, factors in found.items() if factors.rank}


def _module(name: str) -> str:
    return name.removeprefix(_UNET).removesuffix(_WEIGHT)


def _reduced(joint: Joint) -> tuple[Tensor, Tensor] | None:
    """T - I as [d, r] [r, d] of its true rank, the rows orthonormal; None where layers have targets of their own."""
    if joint.side.layered:
        return None
    left, values, right = torch.linalg.svd(joint.moves.cpu(), full_matrices=False)
    rank = min(joint.side.solved.rank, int((values > _ZERO * values[0]).sum()))
    return left[:, :rank] * values[:rank], right[:rank]


def _of_layer(joint: Joint, reduced: tuple[Tensor, Tensor] | None, weight: Tensor, most: int) -> Factors:
    if reduced is None:
        up = joint.delta(weight).cpu()
        down = torch.eye(up.shape[1], dtype=torch.float64)
    else:
        up, down = weight.double().cpu() @ reduced[0], reduced[1]
        if up.shape[1] <= (most or LARGE):
            return Factors(up.float(), down.float(), up.shape[1])
    left, values, right = torch.linalg.svd(up, full_matrices=False)  # the rows below are orthonormal
    exact = int((values > _ZERO * values[0]).sum())
    rank = min(exact, most or _enough(values))
    residual = float(values[rank:exact].norm() / values.norm())
    return Factors((left[:, :rank] * values[:rank]).float(), (right[:rank] @ down).float(), exact, residual)


def _enough(values: Tensor) -> int:
    """The least rank that misses less than MISSED, but not below LARGE. values: falling."""
    missing = values.square().flip(0).cumsum(0).flip(0).sqrt() / values.norm()
    return max(LARGE, int((missing > MISSED).sum()))


def _of_columns(delta: Tensor) -> Factors:
    """One row a column (and tap) that changes, with a single 1 in it; all outputs where that is fewer."""
    flat = delta.flatten(1)
    changed = flat.any(0).nonzero()[:, 0]
    if len(changed) > len(flat):
        return Factors(torch.eye(len(flat)), delta, len(flat))
    down = torch.zeros(len(changed), flat.shape[1])
    down[torch.arange(len(changed)), changed] = 1.0
    return Factors(flat[:, changed], down.reshape(-1, *delta.shape[1:]), len(changed))
