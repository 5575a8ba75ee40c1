"""Presets: edits that a person keeps for other projects of the same generator, in their own data folder."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from platformdirs import user_data_path

from models.document.atomic import write_bytes
from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.generator_info import Fingerprint
from models.document.recipe import Edit, Recipe

_LARGEST = 64 * 2**20


def presets(base: Fingerprint) -> tuple[Edit, ...]:
    """All of a generator, the newest last; a preset is known by its name. Raises UnlitError for a damaged file."""
    path = _file(base)
    if not path.exists():
        return ()
    try:
        if path.stat().st_size > _LARGEST:
            raise UnlitError("The file of presets is too large to be one.", details=str(path))
        return decode("recipe", path.read_bytes(), Recipe).edits
    except OSError as error:
        raise UnlitError("The presets cannot be read.", kind="disk", details=f"{path}\n{error}") from error


def save_preset(base: Fingerprint, edit: Edit) -> None:
    """Keep an edit, instead of one of the same name. Raises UnlitError when that is not possible."""
    others = [known for known in presets(base) if known.name != edit.name]
    _write(base, [*others, edit])


def delete_preset(base: Fingerprint, name: str) -> None:
    """Away with one. Raises UnlitError when that is not possible."""
    _write(base, [known for known in presets(base) if known.name != name])


def _write(base: Fingerprint, edits: list[Edit]) -> None:
    keyed = tuple(replace(edit, key=f"preset-{number}") for number, edit in enumerate(edits))
    path = _file(base)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnlitError("The folder of presets cannot be made.", kind="disk", details=f"{path}\n{error}") from error
    write_bytes(path, encode("recipe", Recipe(base, keyed)))


def _file(base: Fingerprint) -> Path:
    """base: of an open generator, whose digest is ours."""
    return user_data_path("Unlit", appauthor=False) / "presets" / f"{base.sha256}.json"
