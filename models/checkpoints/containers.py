"""The table of file formats, and which one a file is in."""

from __future__ import annotations

from pathlib import Path

from models.checkpoints import genforce, rosinality, tensorflow
from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Container
from models.checkpoints.identify import Kind, identify, wrong_kind
from models.checkpoints.native import NATIVE
from models.checkpoints.nvidia import NVIDIA, PTI
from models.checkpoints.safe_pickle_contents import contents, globals_named
from models.checkpoints.torch_file import foreign, names_in
from models.document.errors import UnlitError
from models.document.generator_info import FileFormat

GENFORCE, ROSINALITY, TENSORFLOW = genforce.CONTAINER, rosinality.CONTAINER, tensorflow.CONTAINER
CONTAINERS: tuple[Container, ...] = (NATIVE, NVIDIA, PTI, ROSINALITY, GENFORCE, TENSORFLOW)
# Formats that any StyleGAN2 can be written in; the others re-emit the very file they came from.
ANYWHERE = (NATIVE.name, ROSINALITY.name)


def container_of(path: Path) -> Container:
    """The format of a file, by its content. Raises UnlitError saying what it seems to be instead."""
    kind = identify(path)
    if kind == "safetensors":
        return NATIVE
    if kind in ("pickle", "gzip"):
        return _pickled(path, kind)
    if kind == "torch zip":
        return PTI if contents(globals_named(path)) == "nvidia" else _of_tensors(path)
    if kind == "torch legacy":
        return _of_tensors(path)
    raise wrong_kind(path, kind)


def container_for(path: Path, came_from: str, wanted: str = "") -> Container:
    """The format to write in: the wanted one, else by the path's ending, the format the generator came in first.

    came_from: the name of that format. Raises UnlitError when that cannot be written.
    """
    named = {container.name: container for container in CONTAINERS}
    if wanted and wanted not in named:
        raise UnlitError(f"There is no format “{wanted}”; choose one of {', '.join(sorted(named))}.")
    own = named[came_from]
    by_ending = [c for c in (own, NATIVE, ROSINALITY) if c.suffix == path.suffix.lower() and c.write is not None]
    container = named[wanted] if wanted else (by_ending or [NATIVE])[0]
    if container.write is None:
        raise UnlitError(f"{container.title} files are only read; save as .safetensors or .pt instead.")
    if container.name not in (*ANYWHERE, came_from):
        raise UnlitError(f"Only a generator that came in a {container.title} file can be written back into one.")
    return container


def formats_for(checkpoint: Checkpoint) -> tuple[FileFormat, ...]:
    """What a generator can be written in: the format that it came in first, where that can be written."""
    own = next(container for container in CONTAINERS if container.name == checkpoint.container)
    anywhere = [NATIVE] if rosinality.cannot_hold(checkpoint.config) else [NATIVE, ROSINALITY]
    writable = dict.fromkeys(c for c in (own, *anywhere) if c.write is not None)
    return tuple(FileFormat(container.name, container.title, container.suffix) for container in writable)


def _pickled(path: Path, kind: Kind) -> Container:
    found = contents(globals_named(path))
    if found == "unknown":
        raise wrong_kind(path, kind)
    return NVIDIA if found == "nvidia" else TENSORFLOW


def _of_tensors(path: Path) -> Container:
    """Of a file that torch.save wrote of tensors in dictionaries."""
    names = names_in(path)
    for container, looks_like in ((ROSINALITY, rosinality.looks_like), (GENFORCE, genforce.looks_like)):
        if looks_like(names):
            return container
    raise foreign(names, path)
