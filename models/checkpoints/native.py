"""The native file: safetensors, with the architecture in its metadata. Nothing in it can execute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from models.checkpoints.checkpoint import Checkpoint
from models.checkpoints.container import Container, Report, silent
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
    metadata, tensors = _read(path, report)
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
    metadata = {"format": "pt", _METADATA: msgspec.json.encode(card).decode()}
    if checkpoint.recipe is not None:
        metadata[_RECIPE] = encode("recipe", checkpoint.recipe).decode()
    try:
        save_file({name: t.contiguous() for name, t in checkpoint.tensors.items()}, path, metadata)
    except SafetensorError as error:  # the library wraps a full disk and a read-only folder in its own error
        raise OSError(str(error)) from error


def _read(path: Path, report: Report) -> tuple[dict[str, str], dict[str, Tensor]]:
    """Metadata and tensors. The library checks every offset against the file before it maps anything.

    Copied, because mapped tensors would change, or end the process, when another program writes to the file.
    """
    try:
        with safe_open(path, "pt") as file:
            tensors, done, total = {}, 0, path.stat().st_size
            for name in file.keys():  # noqa: SIM118
                tensors[name] = file.get_tensor(name).clone()
                done += tensors[name].nbytes
                report(done, total)
            return file.metadata() or {}, tensors
    except FileNotFoundError as error:
        raise UnlitError(f"There is no file “{path.name}”.") from error
    except (SafetensorError, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnlitError(
            f"“{path.name}” is damaged: it breaks off or its header is wrong.", details=str(error)
        ) from error


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
    looks = {
        "a LoRA": any("lora" in name.lower() for name in names),
        "a Stable Diffusion checkpoint": any(name.startswith("model.diffusion_model.") for name in names),
        "a diffusion U-Net": any("attn2.to_k" in name for name in names),
        "an autoencoder (VAE)": any(name.startswith(("decoder.up.", "first_stage_model.")) for name in names),
    }
    for kind, is_it in looks.items():
        if is_it:
            raise UnlitError(f"“{path.name}” looks like {kind}; this version of Unlit opens StyleGAN2 generators.")
    if "mapping.fc0.weight" not in names:
        raise UnlitError(f"“{path.name}” holds tensors, but not those of a StyleGAN2 generator.")


NATIVE = Container("native", "safetensors", SUFFIX, read_native, write_native)
