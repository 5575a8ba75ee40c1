"""How large a file will be, before it is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from torch import Tensor

from models.checkpoints.additions.addition import Addition
from models.checkpoints.additions.formats import ADDITIONS
from models.checkpoints.opening import OpenGenerator
from models.document.bakeable import check_bakeable
from models.document.recipe import Recipe, check_recipe
from models.edits.bake import touched
from models.edits.exporting.added import changed_by, without_shifts
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.stylegan2.generator import StyleGAN2Generator
from models.generators.stylegan3.generator import StyleGAN3Generator


def estimated_size(generator: OpenGenerator, recipe: Recipe, source: Path, to: str) -> int:
    """Bytes, to some percent, of the format `to`. source: the generator's own file or folder.

    What is written back, or is a pipeline, is as large as it was, and more by what becomes float32; the numbers of an
    addition are counted.
    Raises UnlitError for a recipe that cannot be written so.
    """
    check_bakeable(check_recipe(recipe, generator.info))
    if to in ADDITIONS and isinstance(generator, DiffusionGenerator):
        return _of_addition(generator, recipe, ADDITIONS[to])
    new, old = touched(generator, recipe), generator.tensors()
    grown = _bytes(new.values()) - _bytes(old[name] for name in new)
    is_style = isinstance(generator, StyleGAN2Generator | StyleGAN3Generator)
    kept = _bytes(old.values()) if is_style and to != generator.info.container else size_of(source)
    return kept + grown


def size_of(path: Path) -> int:
    """In bytes, of a file or of all files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _of_addition(generator: DiffusionGenerator, recipe: Recipe, addition: Addition) -> int:
    changed = changed_by(generator, without_shifts(recipe) if addition.low_rank else recipe, addition)
    return sum(each.size for each in changed.factors.values()) + _bytes(changed.tensors.values())


def _bytes(tensors: Iterable[Tensor]) -> int:
    return sum(tensor.nbytes for tensor in tensors)
