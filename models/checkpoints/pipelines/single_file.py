"""Single-file checkpoints of Stable Diffusion, as most programs open them. Read, written back, or written anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from models.checkpoints.container import Container
from models.checkpoints.pipelines.building import build_empty
from models.checkpoints.pipelines.canonical import canonical_name
from models.checkpoints.pipelines.card import METADATA, Card, card_for, read_card
from models.checkpoints.pipelines.checkpoint import PipelineCheckpoint
from models.checkpoints.pipelines.kinds import Kind, kind_of, standard_texts, texts_for
from models.checkpoints.pipelines.ldm import Place, gathered, places
from models.checkpoints.pipelines.stored import read_stored
from models.checkpoints.progress import Report, silent
from models.checkpoints.safetensors_file import write_safetensors
from models.document.errors import UnlitError

_CHANGED = "“{name}” has changed since it was opened; open it again."
_TEXT = "cond_stage_model.transformer."
_WRAPPED_TEXT = _TEXT + "text_model."


def read_single_file(path: Path, report: Report) -> PipelineCheckpoint:
    """A whole checkpoint under the first program's names. Its small files are those that Unlit wrote into it, else the
    usual ones of its kind, so nothing is asked from anywhere.

    Raises UnlitError: damaged, in part only, of another kind, a program beside the tensors.
    """
    metadata, stored = read_stored(path, report)
    kind = kind_of(stored, path.name)
    card = read_card(metadata[METADATA], path.name) if METADATA in metadata else Card(1)
    own = {file: text.encode() for file, text in card.files.items()}
    texts = standard_texts(kind) | own if own else texts_for(kind, stored, metadata, path.stem)
    made_with = card.made_with(path.name)
    name = card.name or metadata.get("modelspec.title", "")[:200] or path.stem
    empty = PipelineCheckpoint(
        texts, {}, name, card.description, card.license, card.prompt, made_with, SINGLE_FILE.name, path
    )
    where = _places(empty, _names(empty), kind)
    return replace(empty, tensors={key: _read(stored, place, path) for key, place in where.items()})


def write_single_file(checkpoint: PipelineCheckpoint, path: Path) -> None:
    """As .safetensors: all tensors of the file it came from, changed where they were, or a new file.

    Raises UnlitError for a generator that such a file has no place for, OSError.
    """
    kind = single_file_kind(checkpoint)
    if kind is None:
        raise UnlitError(
            f"“{checkpoint.name}” is no Stable Diffusion that a single file can hold; save a folder instead."
        )
    tensors = gathered(checkpoint.tensors, _places(checkpoint, checkpoint.tensors, kind))
    tensors = _kept(checkpoint, tensors) | tensors
    write_safetensors(tensors, path, {METADATA: _card(checkpoint, kind)})


def single_file_kind(checkpoint: PipelineCheckpoint) -> Kind | None:
    """What kind of single file a pipeline can be written as, going by its parts; None for none."""
    if not checkpoint.has("unet"):
        return None
    if checkpoint.has("text_encoder_2"):
        kind: Kind = "sdxl"
    else:
        kind = "sd2" if checkpoint.config("text_encoder").get("hidden_act") == "gelu" else "sd1"
    try:
        _places(checkpoint, checkpoint.tensors, kind)
    except UnlitError:
        return None
    return kind


def _places(checkpoint: PipelineCheckpoint, names: Any, kind: Kind) -> dict[str, Place]:
    return places(names, kind, checkpoint.config("unet"), checkpoint.config("vae"))


def _names(checkpoint: PipelineCheckpoint) -> list[str]:
    """The canonical names of all tensors that a pipeline of this description has."""
    found = []
    for part in checkpoint.parts:
        if part.kind == "model":
            module = build_empty(part, checkpoint.config(part.name), checkpoint.name)
            found += [f"{part.name}.{name}" for key in module.state_dict() if (name := canonical_name(part, key))]
    return found


def _read(stored: Mapping[str, Tensor], place: Place, path: Path) -> Tensor:
    key = place.key
    if key not in stored and key.startswith(_WRAPPED_TEXT):  # the earliest files leave the wrapper out
        key = key.replace(_WRAPPED_TEXT, _TEXT, 1)
    if key not in stored:
        raise UnlitError(f"“{path.name}” is incomplete: it has no “{place.key}”.")
    if not stored[key].is_floating_point():
        raise UnlitError(f"“{path.name}” is stored packed (quantised), which Unlit does not read.")
    try:
        tensor = place.read(stored[key])
    except ValueError as error:
        raise UnlitError(f"“{key}” in “{path.name}” has a wrong shape: {tuple(stored[key].shape)}.") from error
    return tensor.clone(memory_format=torch.contiguous_format) if place.part is not None else tensor.contiguous()


def _kept(checkpoint: PipelineCheckpoint, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What the file it came from holds beside the generator, and the shapes in which it holds that.

    Running averages are not kept: they are of the generator before it was edited.
    """
    source = checkpoint.source if checkpoint.container == SINGLE_FILE.name else None
    if source is None:
        return {}
    _, stored = read_stored(source, silent)
    if kind_of(stored, source.name) != single_file_kind(checkpoint):
        raise UnlitError(_CHANGED.format(name=source.name))
    return {key: tensor for key, tensor in stored.items() if not {key, _with_wrapper(key)} & tensors.keys()}


def _with_wrapper(key: str) -> str:
    return key.replace(_TEXT, _WRAPPED_TEXT, 1) if key.startswith(_TEXT) else key


def _card(checkpoint: PipelineCheckpoint, kind: Kind) -> str:
    """With the small files that differ from the usual ones, so that sampler and vocabulary come back as they were."""
    usual = standard_texts(kind)
    own = {file: data for file, data in checkpoint.texts.items() if usual.get(file) != data}
    files = {file: data.decode("utf-8", "replace") for file, data in own.items()}
    return card_for(
        checkpoint.name, checkpoint.description, checkpoint.license, checkpoint.prompt, checkpoint.recipe, files
    ).decode()


SINGLE_FILE = Container("single-file", "single-file checkpoint", ".safetensors", read_single_file, write_single_file)
