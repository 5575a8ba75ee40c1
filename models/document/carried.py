"""The recipe that a file carries: a recipe's own file, a picture, or tensors whose header holds one."""

from __future__ import annotations

from pathlib import Path

import msgspec

from models.document.errors import UnlitError
from models.document.formats import decode
from models.document.pictures import read_recipe_from_png
from models.document.recipe import Recipe

RECIPE, CARD = "unlit_recipe", "unlit"  # in the header of a file of safetensors; whole generators have a card there
LARGEST_HEADER, LARGEST_RECIPE = 100_000_000, 64 * 2**20


class _Header(msgspec.Struct):
    metadata: dict[str, str] = msgspec.field(name="__metadata__", default_factory=dict)


def carried_recipe(path: Path) -> Recipe:
    """Raises UnlitError: a file that carries none, is missing, or cannot be read."""
    head = _first_bytes(path, 9)
    if head.startswith(b"\x89PNG"):
        return read_recipe_from_png(path)
    if head[8:] == b"{":
        return recipe_in_header(path)
    if path.stat().st_size > LARGEST_RECIPE:
        raise UnlitError(f"“{path.name}” is too large to be an Unlit recipe.")
    return decode("recipe", path.read_bytes(), Recipe)


def recipe_in_header(path: Path) -> Recipe:
    """Of a LoRA, or of other tensors, that Unlit wrote. Raises UnlitError where there is none."""
    metadata = _metadata(path)
    if RECIPE not in metadata:
        raise UnlitError(f"“{path.name}” carries no recipe.")
    return decode("recipe", metadata[RECIPE], Recipe)


def is_addition(path: Path) -> bool:
    """Whether a file of safetensors is one that Unlit wrote, and no whole generator. Raises UnlitError."""
    metadata = _metadata(path)
    return RECIPE in metadata and CARD not in metadata


def _metadata(path: Path) -> dict[str, str]:
    """The texts in the header of a file of safetensors, whose tensors are not looked at."""
    size = int.from_bytes(_first_bytes(path, 8), "little")
    try:
        if size > LARGEST_HEADER:
            raise UnlitError(f"“{path.name}” is damaged: its header is too large.")
        with path.open("rb") as file:
            file.seek(8)
            return msgspec.json.decode(file.read(size), type=_Header).metadata
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise UnlitError(f"“{path.name}” is damaged: its header cannot be read.", details=str(error)) from error


def _first_bytes(path: Path, count: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(count)
    except FileNotFoundError as error:
        raise UnlitError(f"There is no file “{path.name}”.") from error
    except OSError as error:
        raise UnlitError(f"“{path.name}” cannot be read: {error.strerror or error}.", kind="disk") from error
