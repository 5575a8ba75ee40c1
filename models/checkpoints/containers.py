"""The table of file formats, and which one a file is in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from models.checkpoints import genforce, rosinality, tensorflow
from models.checkpoints.additions.formats import addition_formats
from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Container
from models.checkpoints.identify import Kind, identify, wrong_kind
from models.checkpoints.native import NATIVE
from models.checkpoints.nvidia import NVIDIA, PTI
from models.checkpoints.pipelines.checkpoint import PipelineCheckpoint
from models.checkpoints.pipelines.folder import FOLDER
from models.checkpoints.pipelines.kinds import looks_like_single_file
from models.checkpoints.pipelines.single_file import SINGLE_FILE, single_file_kind
from models.checkpoints.pipelines.stored import names_in_zip
from models.checkpoints.safe_pickle_contents import contents, globals_named
from models.checkpoints.safetensors_file import safetensors_names
from models.checkpoints.torch_file import foreign, names_in
from models.document.errors import UnlitError
from models.document.generator_info import FileFormat

AnyCheckpoint = Checkpoint | PipelineCheckpoint

GENFORCE, ROSINALITY, TENSORFLOW = genforce.CONTAINER, rosinality.CONTAINER, tensorflow.CONTAINER
CONTAINERS: tuple[Container[Checkpoint], ...] = (NATIVE, NVIDIA, PTI, ROSINALITY, GENFORCE, TENSORFLOW)
PIPELINES: tuple[Container[PipelineCheckpoint], ...] = (FOLDER, SINGLE_FILE)
# Formats that any StyleGAN2, and any Stable Diffusion, can be written in; the others re-emit the very file they came
# from.
ANYWHERE = (NATIVE.name, ROSINALITY.name, FOLDER.name, SINGLE_FILE.name)


def container_of(path: Path) -> Container[Any]:
    """The format of a file or folder, by its content. Raises UnlitError saying what it seems to be instead."""
    kind = identify(path)
    if kind == "pipeline folder":
        return FOLDER
    if kind == "safetensors":
        return SINGLE_FILE if looks_like_single_file(safetensors_names(path)) else NATIVE
    if kind in ("pickle", "gzip"):
        return _pickled(path, kind)
    if kind == "torch zip":
        return _zipped(path)
    if kind == "torch legacy":
        return _of_tensors(path)
    raise wrong_kind(path, kind)


def container_for(path: Path, came_from: str, wanted: str = "", others: Collection[str] = ()) -> Container[Any]:
    """The format to write in: the wanted one, else by the path's ending, the format the generator came in first.

    came_from: the name of that format. others: names of formats that might have been wanted, and are no containers.
    Raises UnlitError when that cannot be written.
    """
    family: Sequence[Container[Any]] = PIPELINES if came_from in _names(PIPELINES) else CONTAINERS
    named = {container.name: container for container in family}
    if wanted and wanted not in named:
        raise UnlitError(f"There is no format “{wanted}” for it; choose one of {', '.join(sorted([*named, *others]))}.")
    own, usual = named[came_from], (FOLDER, SINGLE_FILE) if family is PIPELINES else (NATIVE, ROSINALITY)
    by_ending = [c for c in (own, *usual) if c.suffix == path.suffix.lower() and c.write is not None]
    container = named[wanted] if wanted else (by_ending or usual)[0]
    if container.write is None:
        raise UnlitError(f"{container.title} files are only read; save as .safetensors or .pt instead.")
    if container.name not in (*ANYWHERE, came_from):
        raise UnlitError(f"Only a generator that came in a {container.title} file can be written back into one.")
    return container


def formats_for(checkpoint: AnyCheckpoint) -> tuple[FileFormat, ...]:
    """What a generator can be written in, the format that it came in first, where that can be written; then additions.

    Additions are to a U-Net.
    """
    containers: Sequence[Container[Any]] = (*CONTAINERS, *PIPELINES)
    own = next(container for container in containers if container.name == checkpoint.container)
    writable = dict.fromkeys(c for c in (own, *_anywhere(checkpoint)) if c.write is not None)
    whole = tuple(FileFormat(container.name, container.title, container.suffix) for container in writable)
    has_unet = isinstance(checkpoint, PipelineCheckpoint) and checkpoint.has("unet")
    return (*whole, *addition_formats()) if has_unet else whole


def _anywhere(checkpoint: AnyCheckpoint) -> Sequence[Container[Any]]:
    if isinstance(checkpoint, PipelineCheckpoint):
        return PIPELINES if single_file_kind(checkpoint) else [FOLDER]
    return [NATIVE] if rosinality.cannot_hold(checkpoint.config) else [NATIVE, ROSINALITY]


def _names(containers: Sequence[Container[Any]]) -> list[str]:
    return [container.name for container in containers]


def _pickled(path: Path, kind: Kind) -> Container[Any]:
    found = contents(globals_named(path))
    if found == "unknown":
        raise wrong_kind(path, kind)
    return NVIDIA if found == "nvidia" else TENSORFLOW


def _zipped(path: Path) -> Container[Any]:
    """Of PyTorch's zip: a whole module, a Stable Diffusion with whatever its training left beside it, or tensors."""
    if contents(globals_named(path)) == "nvidia":
        return PTI
    return SINGLE_FILE if looks_like_single_file(names_in_zip(path)) else _of_tensors(path)


def _of_tensors(path: Path) -> Container[Any]:
    """Of a file that torch.save wrote of tensors in dictionaries."""
    names = names_in(path)
    for container, looks_like in (
        (ROSINALITY, rosinality.looks_like),
        (GENFORCE, genforce.looks_like),
        (SINGLE_FILE, looks_like_single_file),
    ):
        if looks_like(names):
            return container
    raise foreign(names, path)
