"""The bundled generators: where they are, which scenes show them best."""

from __future__ import annotations

from pathlib import Path

import msgspec

from models.checkpoints.places import is_address, place_of
from models.document.errors import UnlitError
from models.document.scene import Scene
from models.document.units import NamedUnit
from resources import resource

PREFIX = "sample:"
LAMP_ROOM = PREFIX + "lamp_room"
LAMP_ROOM_WORDS = PREFIX + "lamp_room_words"
UNITS_FILE = "units.json"  # written by models.samples.lamp_room.naming
_GENERATORS = ("generator.safetensors", "generator")  # a file, or a diffusers folder


def is_sample(path: str) -> bool:
    """Whether this is the name of a bundled generator and not a file's path."""
    return path.startswith(PREFIX)


def checkpoint_path(path: str) -> Path:
    """A file's or folder's path, or where a bundled or a downloaded generator lies; nothing is downloaded here.

    Raises UnlitError for a bundled one that is unknown, and for an address whose file is not on this disk.
    """
    if is_address(path):
        return _downloaded(path)
    if not is_sample(path):
        try:
            return Path(path).expanduser()
        except RuntimeError as error:
            raise UnlitError(f"There is no folder “{path}”.", details=str(error)) from error
    name = path.removeprefix(PREFIX)
    files = [resource(f"samples/{name}/{file}") for file in _GENERATORS] if name.isidentifier() else []
    for file in files:
        if file.exists():
            return file
    raise UnlitError(f"There is no sample generator “{name}”.")


def _downloaded(address: str) -> Path:
    from models.checkpoints.download import kept_file  # what speaks to servers is loaded only where it is needed

    file = kept_file(address)
    if file is None:
        raise UnlitError(f"“{place_of(address).name}” is not on this disk any more; open it again.")
    return file


def sample_scenes(path: str) -> tuple[Scene, ...]:
    """The chosen scenes of a bundled generator, the first one for the canvas."""
    file = checkpoint_path(path).with_name("scenes.json")
    return msgspec.json.decode(file.read_bytes(), type=tuple[Scene, ...])


def known_units(path: str) -> tuple[NamedUnit, ...]:
    """The units of a bundled generator whose part in its pictures is known; none of any other generator."""
    file = checkpoint_path(path).with_name(UNITS_FILE) if is_sample(path) else None
    if file is None or not file.exists():
        return ()
    return msgspec.json.decode(file.read_bytes(), type=tuple[NamedUnit, ...])
