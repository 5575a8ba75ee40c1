"""What commands read from files: recipes, latents. Everything raises UnlitError with one sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

import numpy as np

from models.document.atomic import write_bytes
from models.document.carried import carried_recipe
from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.ranking import Ranking, RankRequest
from models.document.recipe import Recipe
from models.document.scene import Latent
from models.document.texts import text_of

_LARGEST_DOCUMENT = 64 * 2**20


def read_recipe(path: Path) -> Recipe:
    """A recipe from its JSON file, or from a picture or a LoRA that carries it."""
    return carried_recipe(path)


def write_recipe(recipe: Recipe, path: Path) -> None:
    """As JSON, atomically."""
    write_bytes(path, encode("recipe", recipe))


def read_lines(path: Path) -> list[str]:
    """The lines of a text file that are not empty."""
    text = text_of(_bytes(path), path.name)
    return [line.strip() for line in text.splitlines() if line.strip()]


def read_ranking(path: Path) -> Ranking:
    """A ranking from its JSON file."""
    return decode("ranking", _bytes(path), Ranking)


def read_search(path: Path) -> RankRequest:
    """A search from its JSON file, or the one that a ranking came of."""
    data = _bytes(path)
    try:
        return decode("search", data, RankRequest)
    except UnlitError as error:
        if "Unlit ranking" not in error.sentence:
            raise
    return decode("ranking", data, Ranking).request


def check_ranking_name(path: Path) -> None:
    """Raises UnlitError for a name by which `write_ranking` could not know what to write."""
    if path.suffix.lower() not in (".csv", ".json"):
        raise UnlitError(f"“{path.name}” should end in .csv (a table) or .json (everything).")


def write_ranking(ranking: Ranking, path: Path) -> None:
    """As .csv (a table) or .json (everything, readable by Unlit), by the name's ending."""
    check_ranking_name(path)
    is_table = path.suffix.lower() == ".csv"
    write_bytes(path, ranking.to_csv().encode() if is_table else encode("ranking", ranking))


def read_latents(path: Path, kind: Literal["z", "w"]) -> list[Latent]:
    """The latents in a .npy file, or under the name `z` or `w` in a .npz as projectors write it.

    z: [z_dim] or [N, z_dim]. w: [w_dim], [num_ws, w_dim] or [N, num_ws, w_dim].
    """
    array = _array(path, kind)
    single = 1 if kind == "z" else 2
    rows = array if array.ndim > single else array[None]
    if array.ndim > single + 1 or array.size == 0 or len(rows) > 4096:
        raise UnlitError(f"“{path.name}” has the shape {array.shape}, which is not that of a {kind}.")
    return [Latent.from_array(kind, row[0] if kind == "w" and row.shape[0] == 1 else row) for row in rows]


def _array(path: Path, kind: str) -> np.ndarray:
    try:
        loaded = np.load(path, allow_pickle=False)
        if isinstance(loaded, np.ndarray):
            return loaded
        with loaded:
            return loaded[kind]
    except FileNotFoundError as error:
        raise UnlitError(f"There is no file “{path.name}”.") from error
    except (OSError, ValueError, KeyError, EOFError, MemoryError, zipfile.BadZipFile) as error:
        raise UnlitError(f"“{path.name}” holds no array {kind} that can be read.", details=str(error)) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_DOCUMENT:
            raise UnlitError(f"“{path.name}” is too large to be an Unlit document.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnlitError(f"There is no file “{path.name}”.") from error
    except OSError as error:
        raise UnlitError(f"“{path.name}” cannot be read: {error.strerror or error}.", kind="disk") from error
