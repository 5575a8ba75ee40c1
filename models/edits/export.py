"""Bake, write, re-open, compare, report."""

from __future__ import annotations

from collections.abc import Generator as Steps
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.checkpoints.checkpoint import FILTERS, Checkpoint
from models.checkpoints.container import Container, silent
from models.checkpoints.containers import AnyCheckpoint, container_for
from models.checkpoints.opening import OpenGenerator, build_generator, read_checkpoint
from models.document.bakeable import check_bakeable
from models.document.errors import UnlitError
from models.document.export_report import ExportReport
from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.document.scene import Scene
from models.edits.bake import bake, touched
from models.edits.preview import preview
from models.generators.stylegan2.generator import StyleGAN2Generator
from models.generators.stylegan3.generator import StyleGAN3Generator

# Half a step of 8-bit colour: a larger difference could be seen, so the file would not be what the preview showed.
TOLERANCE = 0.5 / 255
EDITED = " (edited)"


def export_generator(
    generator: OpenGenerator,
    recipe: Recipe,
    path: Path,
    scenes: Sequence[Scene],
    source: Path | None = None,
    to: str = "",
) -> ExportReport:
    """Write the edited generator as a file that reproduces the preview. See export_steps."""
    *_, report = export_steps(generator, recipe, path, scenes, source, to)
    assert report is not None  # the last step
    return report


def export_steps(
    generator: OpenGenerator,
    recipe: Recipe,
    path: Path,
    scenes: Sequence[Scene],
    source: Path | None = None,
    to: str = "",
) -> Steps[ExportReport | None, None, None]:
    """As export_generator, yielding None between steps and the report at the end; closing it writes nothing.

    The file is written beside `path`, re-opened and compared on `scenes` before it takes the name; on any error, what
    was at `path` is untouched. source: the generator's own file, which is never overwritten. to: the format's name,
    or empty to go by the ending of `path` (see container_for).
    Raises UnlitError: another generator's recipe, one that weights cannot hold, the source itself, a format that cannot
    hold the generator, a full disk, a file that does not compare.
    """
    check_bakeable(recipe)
    container = container_for(path, generator.info.container, to)
    _refuse_source(path, source, container)
    base = _base(generator, source)
    edited = _edited(base, generator, recipe, source)
    yield None
    with container.writing(path) as temporary:
        assert container.write is not None  # container_for has seen to it
        container.write(edited, temporary)
        yield None
        written = container.read(temporary, silent)
        _compare_tensors(edited.tensors, written.tensors)
        reopened = build_generator(written, generator.device)
        difference = 0.0
        for scene in scenes:
            yield None
            difference = max(difference, _difference(generator, reopened, recipe, scene))
        if difference > TOLERANCE:
            raise UnlitError(
                f"The written file differs from the preview by {difference:.4f}; nothing was saved.", kind="internal"
            )
        size = _size(temporary)
    changed = changed_tensors(base.tensors, edited.tensors)
    yield ExportReport(
        path=str(path),
        container=container.name,
        size=size,
        fingerprint=reopened.info.fingerprint,
        changed=changed,
        largest_difference=difference,
        compared=len(scenes),
        changes_nothing=not changed,
    )


def changed_tensors(before: Mapping[str, Tensor], after: Mapping[str, Tensor]) -> tuple[str, ...]:
    """Names of the tensors whose values differ."""
    return tuple(name for name in before if not torch.equal(before[name].float().cpu(), after[name].float().cpu()))


def _base(generator: OpenGenerator, source: Path | None) -> AnyCheckpoint:
    """The generator at rest, unedited. A pipeline's is read again: it is more than the tensors that draw."""
    info = generator.info
    if isinstance(generator, StyleGAN2Generator | StyleGAN3Generator):
        base = Checkpoint(generator.config, generator.tensors(), info.name, info.description, info.license)
        return replace(base, container=info.container, source=source)
    if source is None:
        raise UnlitError("This generator's own files are not known; open it again, then save it.")
    base = read_checkpoint(source)
    if base.info().fingerprint != info.fingerprint:
        raise UnlitError("The generator's own files have changed since it was opened; open it again, then save it.")
    return base


def _edited(base: AnyCheckpoint, generator: OpenGenerator, recipe: Recipe, source: Path | None) -> AnyCheckpoint:
    name = base.name if base.name.endswith(EDITED) else base.name + EDITED
    if isinstance(base, Checkpoint):
        return replace(base, tensors=bake(generator, recipe), name=name, recipe=recipe)
    return base.edited(touched(generator, recipe), name, recipe)


def _refuse_source(path: Path, source: Path | None, container: Container[Any]) -> None:
    if source is not None and path.exists() and source.exists() and path.samefile(source):
        raise UnlitError("This is the file the generator was opened from; choose another name so that it is kept.")
    if path.is_dir() and not container.is_folder:
        raise UnlitError(f"“{path.name}” is a folder; give the file a name.")


def _size(path: Path) -> int:
    """In bytes, of a file or of all files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _compare_tensors(written: Mapping[str, Tensor], read: Mapping[str, Tensor]) -> None:
    """Equal to the last bit, or, where the format keeps a number in half or shifted by one, but for its rounding.

    Filters follow from the architecture, and some formats leave them out.
    """
    for name, meant in written.items():
        if name.endswith(FILTERS):
            continue
        found = read.get(name)
        if found is None or found.shape != meant.shape or not _close(meant.cpu(), found.cpu()):
            sentence = f"The written file holds other numbers in “{name}” than were meant; nothing was saved."
            raise UnlitError(sentence, kind="internal")


def _close(meant: Tensor, found: Tensor) -> bool:
    if torch.equal(meant, found):
        return True
    rounding = max(torch.finfo(meant.dtype).eps, torch.finfo(found.dtype).eps)
    allowed = 2 * rounding * max(1.0, float(meant.abs().max()))
    return bool((meant.double() - found.double()).abs().max() <= allowed)


def _difference(generator: OpenGenerator, reopened: OpenGenerator, recipe: Recipe, scene: Scene) -> float:
    """The largest difference between the preview and the re-opened generator, pictures being [0, 1]."""
    shown = preview(generator, RenderRequest(scene, recipe))
    read = preview(reopened, RenderRequest(scene, Recipe(reopened.info.fingerprint)))
    return float((shown - read).abs().nan_to_num(nan=torch.inf).max())
