"""What a recipe changes, alone: a file that other programs add to the generator that they have."""

from __future__ import annotations

from collections.abc import Generator as Steps
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from models.checkpoints.additions.addition import Addition, Changed
from models.checkpoints.additions.factors import Factors
from models.checkpoints.pipelines.public import opening_quietly
from models.checkpoints.safetensors_file import write_safetensors
from models.document.atomic import writing
from models.document.carried import RECIPE
from models.document.errors import UnlitError
from models.document.export_report import ExportReport
from models.document.formats import encode
from models.document.recipe import Recipe, UnitEdit
from models.document.scene import Scene
from models.edits.bake import touched
from models.edits.exporting.comparing import TOLERANCE, compared_pictures
from models.edits.low_rank import recipe_factors
from models.generators.diffusion.generator import DiffusionGenerator

_UNET = "unet."


def added_steps(
    generator: DiffusionGenerator, recipe: Recipe, path: Path, scenes: Sequence[Scene], addition: Addition, rank: int
) -> Steps[ExportReport | None, None, None]:
    """See models.edits.export.export_steps. The file is loaded as other programs load it, by diffusers.

    What the format cannot hold is left out, and said; pictures are compared with a preview without it. Where a LoRA is
    cut to less than the whole change, how far its pictures are off is only told.
    """
    held = without_shifts(recipe) if addition.low_rank else recipe
    yield None
    changed = changed_by(generator, held, addition, rank)
    cut = any(each.residual for each in changed.factors.values())
    yield None
    with writing(path) as temporary:
        metadata = {RECIPE: encode("recipe", recipe).decode(), **addition.metadata(changed)}
        write_safetensors(addition.tensors(changed), temporary, metadata)
        yield None
        reopened = _reopened(generator, addition, changed, temporary)
        difference = yield from compared_pictures(generator, held, reopened, scenes, 1.0 if cut else TOLERANCE)
        size = temporary.stat().st_size
    yield ExportReport(
        path=str(path),
        container=addition.name,
        size=size,
        fingerprint=generator.info.fingerprint,
        changed=tuple(changed.factors or changed.tensors),
        largest_difference=difference,
        compared=len(scenes),
        changes_nothing=False,
        notes=(*_left_out(recipe, held), *_sizes(changed.factors)),
    )


def without_shifts(recipe: Recipe) -> Recipe:
    """A shift adds to a bias, and a LoRA has none."""
    edits = tuple(replace(edit, shift=0.0) if isinstance(edit, UnitEdit) else edit for edit in recipe.edits)
    return replace(recipe, edits=edits)


def changed_by(generator: DiffusionGenerator, recipe: Recipe, addition: Addition, rank: int = 0) -> Changed:
    """What the addition's file is to hold. Raises UnlitError where that is nothing."""
    if addition.low_rank:
        changed = Changed(recipe_factors(generator, recipe, rank), {})
    else:
        changed = Changed({}, {n.removeprefix(_UNET): t for n, t in touched(generator, recipe).items()})
    if not changed.factors and not changed.tensors:
        raise UnlitError("This recipe changes nothing that such a file can hold.")
    return changed


def _reopened(generator: DiffusionGenerator, addition: Addition, changed: Changed, path: Path) -> DiffusionGenerator:
    with opening_quietly():
        return generator.with_additions(lambda pipeline: addition.load(pipeline, path), changed.tensors)


def _left_out(recipe: Recipe, held: Recipe) -> Iterator[str]:
    shifted = [unit for unit, change in recipe.changes().items() if change.shift]
    if shifted and recipe != held:
        told = "shift of 1 unit is" if len(shifted) == 1 else f"shifts of {len(shifted)} units are"
        yield f"A LoRA has no biases: the {told} not in this file."


def _sizes(factors: Mapping[str, Factors]) -> Iterator[str]:
    """Where the change is of high rank: what was kept of it."""
    cut = [each for each in factors.values() if each.residual]
    if cut:
        rank, exact = (max(getattr(each, name) for each in cut) for name in ("rank", "exact"))
        missing = max(each.residual for each in cut)
        sizes = [sum(getattr(each, name) for each in factors.values()) / 1e6 for name in ("size", "exact_size")]
        yield (
            f"The change is of rank {exact}; this file holds rank {rank} of it and misses {missing:.1%}: "
            f"{sizes[0]:.1f} MB instead of {sizes[1]:.1f} MB."
        )
