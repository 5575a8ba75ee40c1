"""The bundled generators: where they are, which scenes show them best."""

from __future__ import annotations

from pathlib import Path

import msgspec

from models.document.errors import UnlitError
from models.document.scene import Scene
from resources import resource

PREFIX = "sample:"
LAMP_ROOM = PREFIX + "lamp_room"


def is_sample(path: str) -> bool:
    """Whether this is the name of a bundled generator and not a file's path."""
    return path.startswith(PREFIX)


def checkpoint_path(path: str) -> Path:
    """A file's path, or where a bundled generator lies. Raises UnlitError for one that is unknown."""
    if not is_sample(path):
        try:
            return Path(path).expanduser()
        except RuntimeError as error:
            raise UnlitError(f"There is no folder “{path}”.", details=str(error)) from error
    name = path.removeprefix(PREFIX)
    file = resource(f"samples/{name}/generator.safetensors")
    if not name.isidentifier() or not file.exists():
        raise UnlitError(f"There is no sample generator “{name}”.")
    return file


def sample_scenes(path: str) -> tuple[Scene, ...]:
    """The chosen scenes of a bundled generator, the first one for the canvas."""
    file = checkpoint_path(path).with_name("scenes.json")
    return msgspec.json.decode(file.read_bytes(), type=tuple[Scene, ...])
