"""Bake, write, re-open, compare, report."""

from __future__ import annotations

from collections.abc import Generator as Steps
from collections.abc import Sequence
from pathlib import Path

from models.checkpoints.additions.formats import ADDITIONS
from models.checkpoints.containers import container_for
from models.checkpoints.opening import OpenGenerator
from models.document.bakeable import check_bakeable
from models.document.errors import UnlitError
from models.document.export_report import ExportReport
from models.document.recipe import Recipe, check_recipe
from models.document.scene import Scene
from models.edits.exporting.added import added_steps
from models.edits.exporting.whole import whole_steps
from models.generators.diffusion.generator import DiffusionGenerator


def export_generator(
    generator: OpenGenerator,
    recipe: Recipe,
    path: Path,
    scenes: Sequence[Scene],
    source: Path | None = None,
    to: str = "",
    rank: int = 0,
) -> ExportReport:
    """Write the edited generator as a file that reproduces the preview. See export_steps."""
    *_, report = export_steps(generator, recipe, path, scenes, source, to, rank)
    assert report is not None  # the last step
    return report


def export_steps(
    generator: OpenGenerator,
    recipe: Recipe,
    path: Path,
    scenes: Sequence[Scene],
    source: Path | None = None,
    to: str = "",
    rank: int = 0,
) -> Steps[ExportReport | None, None, None]:
    """As export_generator, yielding None between steps and the report at the end; closing it writes nothing.

    The file is written beside `path`, re-opened and compared on `scenes` before it takes the name; on any error, what
    was at `path` is untouched. source: the generator's own file, which is never overwritten. to: the format's name,
    of a whole generator or an addition to it, or empty to go by the ending of `path` (see container_for). rank: of a
    LoRA at most; 0 for what it takes.
    Raises UnlitError: another generator's recipe, one that weights cannot hold, the source itself, a format that cannot
    hold the generator, a full disk, a file that does not compare.
    """
    check_bakeable(check_recipe(recipe, generator.info))
    if to in ADDITIONS and isinstance(generator, DiffusionGenerator):
        _refuse_source(path, source, is_folder=False)
        return added_steps(generator, recipe, path, scenes, ADDITIONS[to], rank)
    others = ADDITIONS if isinstance(generator, DiffusionGenerator) else ()
    container = container_for(path, generator.info.container, to, others)
    _refuse_source(path, source, is_folder=container.is_folder)
    return whole_steps(generator, recipe, path, scenes, source, container)


def _refuse_source(path: Path, source: Path | None, *, is_folder: bool) -> None:
    if source is not None and path.exists() and source.exists() and path.samefile(source):
        raise UnlitError("This is the file the generator was opened from; choose another name so that it is kept.")
    if path.is_dir() and not is_folder:
        raise UnlitError(f"“{path.name}” is a folder; give the file a name.")
