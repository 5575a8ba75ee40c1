"""A recipe as a LoRA: its change is of low rank already (METHODS 2.4), so that the file holds it exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor

from models.checkpoints.safetensors_file import read_safetensors, write_safetensors
from models.document.bakeable import check_bakeable
from models.document.errors import UnlitError
from models.document.formats import encode
from models.document.recipe import Recipe, check_recipe
from models.document.scene import Scene
from models.edits.bake import touched
from models.edits.concepts.applying import meaning
from models.edits.concepts.joint import Joint, projections, solved_edits
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.diffusion.text import Meaning
from models.images import picture_of

Keys = Literal["kohya", "peft", "uce"]
RECIPE = "unlit_recipe"
MOST_RANK, ALPHA = 128, 1.0
_ZERO = 1e-10  # of the largest singular value: what the rounding of a solve leaves
_UNET, _WEIGHT = "unet.", ".weight"


@dataclass(frozen=True)
class Factors:
    """up @ down is the change of one module's weight.

    up: [outputs, rank]. down: [rank, inputs], of a convolution [rank, inputs, h, w].
    residual: norm of what is missing, against that of the whole change.
    """

    up: Tensor
    down: Tensor
    residual: float

    def delta(self) -> Tensor:
        """The weight's change, in its shape."""
        return (self.up @ self.down.flatten(1)).reshape(-1, *self.down.shape[1:])


@dataclass(frozen=True)
class LoraReport:
    """rank: the largest. residual: the largest. left_out: sentences about what such a file cannot hold."""

    modules: int
    rank: int
    residual: float
    left_out: tuple[str, ...]


def lora_factors(generator: DiffusionGenerator, recipe: Recipe, most: int = MOST_RANK) -> dict[str, Factors]:
    """Module of the U-Net -> float32 factors on the processor, of concept edits and unit edits.

    most: concept edits of higher rank (through the padding) are cut to it, the best that rank can do. Unit edits are
    never cut: a unit is one column, of a convolution nine. Shifts are biases, and are not in it.
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
    return {module: factors for module, factors in found.items() if factors.up.shape[1]}


def lora_tensors(factors: Mapping[str, Factors], keys: Keys) -> dict[str, Tensor]:
    """In the names of kohya's programs and A1111, or in those of diffusers and PEFT.

    kohya's scale is alpha / rank, and alpha is 1 everywhere: diffusers loses the alphas of some modules among others.
    """
    tensors: dict[str, Tensor] = {}
    for module, each in factors.items():
        up = each.up[:, :, None, None] if each.down.ndim == 4 else each.up
        if keys == "kohya":
            name = "lora_unet_" + module.replace(".", "_")
            scaled = {f"{name}.lora_up.weight": up * each.up.shape[1], f"{name}.alpha": torch.tensor(ALPHA)}
            tensors |= {**scaled, f"{name}.lora_down.weight": each.down}
        else:
            tensors |= {f"unet.{module}.lora_B.weight": up, f"unet.{module}.lora_A.weight": each.down}
    return tensors


def write_lora(
    generator: DiffusionGenerator, recipe: Recipe, path: Path, keys: Keys, most: int = MOST_RANK
) -> LoraReport:
    """As a safetensors file with the recipe inside, not atomic by itself.

    keys: "uce" is whole new weights under the U-Net's own names, as UCE's program writes them.
    Raises UnlitError: another generator's recipe, or one that changes nothing such a file can hold. Raises OSError.
    """
    metadata = {RECIPE: encode("recipe", recipe).decode()}
    if keys == "uce":
        new = touched(generator, recipe)
        _refuse_nothing(new)
        write_safetensors({name.removeprefix(_UNET): tensor for name, tensor in new.items()}, path, metadata)
        return LoraReport(len(new), 0, 0.0, ())
    factors = lora_factors(generator, recipe, most)
    _refuse_nothing(factors)
    ranks = [each.up.shape[1] for each in factors.values()]
    if keys == "kohya":
        dimension = {"ss_network_dim": str(max(ranks)), "ss_network_alpha": str(ALPHA)}
        metadata |= {"ss_network_module": "networks.lora", **dimension}
    write_safetensors(lora_tensors(factors, keys), path, metadata)
    shifted = sum(bool(change.shift) for change in recipe.changes().values())
    left = (f"A LoRA has no biases: the shifts of {shifted} units are not in this file.",) if shifted else ()
    return LoraReport(len(factors), max(ranks), max(each.residual for each in factors.values()), left)


def read_weights_with(generator: DiffusionGenerator, path: Path) -> dict[str, Tensor]:
    """What such a file makes of the U-Net: new float32 weights by their names in it. Raises UnlitError."""
    _, tensors = read_safetensors(path)
    weights = {name.removeprefix(_UNET): t for name, t in generator.tensors().items() if name.startswith(_UNET)}
    new: dict[str, Tensor] = {}
    for name, weight in weights.items():
        kohya, peft = "lora_unet_" + _module(name).replace(".", "_"), f"unet.{_module(name)}"
        alpha = tensors.get(f"{kohya}.alpha")
        for up, down in ((f"{kohya}.lora_up", f"{kohya}.lora_down"), (f"{peft}.lora_B", f"{peft}.lora_A")):
            if name.endswith(_WEIGHT) and up + _WEIGHT in tensors:
                factors = Factors(tensors[up + _WEIGHT].flatten(1), tensors[down + _WEIGHT], 0.0)
                scale = 1.0 if alpha is None else float(alpha) / factors.up.shape[1]
                new[name] = weight.float().cpu() + scale * factors.delta()
        if name in tensors:
            new[name] = tensors[name]
    return new


def difference_of(generator: DiffusionGenerator, recipe: Recipe, path: Path, scene: Scene) -> float:
    """The largest difference of pictures in [0, 1] between the preview and the generator with this file."""
    new = {name: tensor.to(generator.device) for name, tensor in read_weights_with(generator, path).items()}
    shown = picture_of(generator.raw([scene], recipe.changes(), meaning(generator, recipe)))
    return float((shown - picture_of(generator.raw([scene], None, Meaning(None, new)))).abs().max())


def _module(name: str) -> str:
    return name.removeprefix(_UNET).removesuffix(_WEIGHT)


def _refuse_nothing(found: Mapping[str, object]) -> None:
    if not found:
        raise UnlitError("This recipe changes nothing that such a file can hold.")


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
        if up.shape[1] <= most:
            return Factors(up.float(), down.float(), 0.0)
    left, values, right = torch.linalg.svd(up, full_matrices=False)  # the rows below are orthonormal
    rank = min(most, int((values > _ZERO * values[0]).sum()))
    residual = float(values[rank:].norm() / values.norm())
    return Factors((left[:, :rank] * values[:rank]).float(), (right[:rank] @ down).float(), residual)


def _of_columns(delta: Tensor) -> Factors:
    """One row a column (and tap) that changes, with a single 1 in it; all outputs where that is fewer."""
    flat = delta.flatten(1)
    changed = flat.any(0).nonzero()[:, 0]
    if len(changed) > len(flat):
        return Factors(torch.eye(len(flat)), delta, 0.0)
    down = torch.zeros(len(changed), flat.shape[1])
    down[torch.arange(len(changed)), changed] = 1.0
    return Factors(flat[:, changed], down.reshape(-1, *delta.shape[1:]), 0.0)
