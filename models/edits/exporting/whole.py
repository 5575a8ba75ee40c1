"""The whole generator, edited, as a file or a folder."""

from __future__ import annotations

from collections.abc import Generator as Steps
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Container, silent
from models.checkpoints.containers import AnyCheckpoint
from models.checkpoints.opening import OpenGenerator, build_generator, read_checkpoint
from models.checkpoints.pipelines.checkpoint import PipelineCheckpoint
from models.checkpoints.pipelines.public import opened_by_diffusers
from models.document.errors import UnlitError
from models.document.export_report import ExportReport
from models.document.recipe import Recipe
from models.document.scene import Scene
from models.edits.bake import bake, touched
from models.edits.exporting.comparing import compare_tensors, compared_pictures
from models.edits.exporting.estimated import size_of
from models.generators.stylegan2.generator import StyleGAN2Generator
from models.generators.stylegan3.generator import StyleGAN3Generator
from models.generators.transformer.generator import TransformerGenerator

EDITED = " (edited)"


def whole_steps(
    generator: OpenGenerator,
    recipe: Recipe,
    path: Path,
    scenes: Sequence[Scene],
    source: Path | None,
    container: Container[Any],
) -> Steps[ExportReport | None, None, None]:
    """See models.edits.export.export_steps. A pipeline is re-opened by diffusers as well."""
    base = _base(generator, source)
    edited = _edited(base, generator, recipe, source)
    yield None
    with container.writing(path) as temporary:
        assert container.write is not None  # container_for has seen to it
        container.write(edited, temporary)
        yield None
        reopened = _reopened(generator, edited, temporary, container)
        difference = yield from compared_pictures(generator, recipe, reopened, scenes)
        size = size_of(temporary)
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


def _reopened(generator: OpenGenerator, edited: AnyCheckpoint, path: Path, container: Container[Any]) -> OpenGenerator:
    """The written file, read as data and compared, and as a generator that runs. Raises UnlitError."""
    written = container.read(path, silent)
    compare_tensors(edited.tensors, written.tensors)
    if isinstance(generator, StyleGAN2Generator | StyleGAN3Generator):
        return build_generator(written, generator.device)
    assert isinstance(written, PipelineCheckpoint)
    info, described = written.info(), replace(written, tensors={})
    del written  # it is as large as the generator, and so is what comes now
    dtype = torch.float32 if isinstance(generator, TransformerGenerator) else generator.unet.dtype
    return type(generator)(info, opened_by_diffusers(path, described, dtype), generator.device)
