"""The native file: safetensors, with the architecture in its metadata. Nothing in it can execute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Container, Report, silent
from models.checkpoints.safetensors_file import read_safetensors, write_safetensors
from models.checkpoints.torch_file import foreign
from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.recipe import Recipe
from models.generators.stylegan2.config import StyleGAN2Config
from models.generators.stylegan2.loading import infer_config
from models.generators.stylegan3.config import StyleGAN3Config

FORMAT = 1
SUFFIX = ".safetensors"
_METADATA = "unlit"
_RECIPE = "unlit_recipe"
_ARCHITECTURES = {"stylegan2": StyleGAN2Config, "stylegan3": StyleGAN3Config}


class _Card(msgspec.Struct):
    """What stands in the metadata under "unlit"."""

    format: int
    architecture: str
    config: msgspec.Raw
    name: str = ""
    description: str = ""
    license: str = ""


def read_native(path: Path, report: Report = silent) -> Checkpoint:
    """A generator in a safetensors file, under NVIDIA's names; with no metadata, as a StyleGAN2 its tensors describe.

    Raises UnlitError: damaged, not a generator, made with a newer version.
    """
    metadata, tensors = read_safetensors(path, report)
    if _METADATA not in metadata:
        _refuse_others(path, set(tensors))
        return Checkpoint(infer_config(tensors), tensors, path.stem)
    card, config = _card(metadata[_METADATA], path)
    recipe = _recipe(metadata[_RECIPE], path) if _RECIPE in metadata else None
    return Checkpoint(config, tensors, card.name or path.stem, card.description, card.license, recipe)


def write_native(checkpoint: Checkpoint, path: Path) -> None:
    """Write the file as it is to be read back. Not atomic by itself: see models.edits.export. Raises OSError."""
    card: dict[str, Any] = {
        "format": FORMAT,
        "architecture": next(name for name, type_ in _ARCHITECTURES.items() if isinstance(checkpoint.config, type_)),
        "config": checkpoint.config,
        "name": checkpoint.name,
        "description": checkpoint.description,
        "license": checkpoint.license,
    }
    metadata = {_METADATA: msgspec.json.encode(card).decode()}
    if checkpoint.recipe is not None:
        metadata[_RECIPE] = encode("recipe", checkpoint.recipe).decode()
    write_safetensors(checkpoint.tensors, path, metadata)


def _card(text: str, path: Path) -> tuple[_Card, StyleGAN2Config | StyleGAN3Config]:
    try:
        card = msgspec.json.decode(text, type=_Card)
        if card.format > FORMAT:
            raise UnlitError(f"“{path.name}” was made with a newer version of Unlit; update Unlit to open it.")
        if card.architecture not in _ARCHITECTURES:
            raise UnlitError(f"“{path.name}” holds a generator of an unknown kind: {card.architecture[:40]}.")
        return card, msgspec.json.decode(card.config, type=_ARCHITECTURES[card.architecture])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnlitError(f"“{path.name}” is damaged: its description cannot be read.", details=str(error)) from error


def _recipe(text: str, path: Path) -> Recipe:
    try:
        return decode("recipe", text, Recipe)
    except UnlitError as error:
        raise UnlitError(f"“{path.name}” carries a recipe that cannot be read: {error.sentence}") from error


def _refuse_others(path: Path, names: set[str]) -> None:
    """Say what a safetensors file seems to be when it is no StyleGAN2."""
    if "mapping.fc0.weight" not in names:
        raise foreign(names, path)


NATIVE = Container("native", "safetensors", SUFFIX, read_native, write_native)
