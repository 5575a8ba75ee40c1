"""Bake, write, re-open, compare, report."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.native import write_native
from models.checkpoints.opening import build_generator, read_checkpoint
from models.document.atomic import writing
from models.document.errors import UnlitError
from models.document.export_report import ExportReport
from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.edits.bake import bake
from models.edits.preview import preview
from models.generators.stylegan2.generator import StyleGAN2Generator

# Half a step of 8-bit colour: a larger difference could be seen, so the file would not be what the preview showed.
TOLERANCE = 0.5 / 255


def export_generator(
    generator: StyleGAN2Generator, recipe: Recipe, path: Path, scenes: Sequence[Scene], source: Path | None = None
) -> ExportReport:
    """Write the edited generator as a native file that reproduces the preview. See export_steps."""
    *_, report = export_steps(generator, recipe, path, scenes, source)
    assert report is not None  # the last step
    return report


def export_steps(
    generator: StyleGAN2Generator, recipe: Recipe, path: Path, scenes: Sequence[Scene], source: Path | None = None
) -> Generator[ExportReport | None, None, None]:
    """As export_generator, yielding None between steps and the report at the end; closing it writes nothing.

    The file is written beside `path`, re-opened and compared on `scenes` before it takes the name; on any error, what
    was at `path` is untouched. source: the generator's own file, which is never overwritten.
    Raises UnlitError: another generator's recipe, the source itself, a full disk, a file that does not compare.
    """
    _refuse_source(path, source)
    edited = _edited(generator, recipe)
    yield None
    with writing(path) as temporary:
        write_native(edited, temporary)
        yield None
        reopened = build_generator(read_checkpoint(temporary), generator.device)
        _compare_tensors(edited.tensors, reopened.tensors())
        difference = 0.0
        for scene in scenes:
            yield None
            difference = max(difference, _difference(generator, reopened, recipe, scene))
        if difference > TOLERANCE:
            raise UnlitError(
                f"The written file differs from the preview by {difference:.4f}; nothing was saved.", kind="internal"
            )
        size = temporary.stat().st_size
    yield ExportReport(
        path=str(path),
        size=size,
        fingerprint=reopened.info.fingerprint,
        changed=changed_tensors(generator.tensors(), edited.tensors),
        largest_difference=difference,
        compared=len(scenes),
        changes_nothing=reopened.info.fingerprint == generator.info.fingerprint,
    )


def changed_tensors(before: Mapping[str, Tensor], after: Mapping[str, Tensor]) -> tuple[str, ...]:
    """Names of the tensors whose values differ."""
    return tuple(name for name in before if not torch.equal(before[name].float().cpu(), after[name].float().cpu()))


def _edited(generator: StyleGAN2Generator, recipe: Recipe) -> Checkpoint:
    info = generator.info
    base = Checkpoint(generator.config, generator.tensors(), info.name, info.description, info.license)
    return replace(base, tensors=bake(generator, recipe), name=f"{info.name} (edited)", recipe=recipe)


def _refuse_source(path: Path, source: Path | None) -> None:
    if path.is_dir():
        raise UnlitError(f"“{path.name}” is a folder; give the file a name.")
    if source is not None and path.exists() and source.exists() and path.samefile(source):
        raise UnlitError("This is the file the generator was opened from; choose another name so that it is kept.")


def _compare_tensors(written: Mapping[str, Tensor], read: Mapping[str, Tensor]) -> None:
    same = written.keys() == read.keys() and all(torch.equal(written[name].cpu(), read[name]) for name in written)
    if not same:
        raise UnlitError("The written file holds other numbers than were meant; nothing was saved.", kind="internal")


def _difference(generator: StyleGAN2Generator, reopened: StyleGAN2Generator, recipe: Recipe, scene: Scene) -> float:
    """The largest difference between the preview and the re-opened generator, pictures being [0, 1]."""
    shown = preview(generator, RenderRequest(scene, recipe))
    read = preview(reopened, RenderRequest(scene, Recipe(reopened.info.fingerprint)))
    return float((shown - read).abs().nan_to_num(nan=torch.inf).max())
