"""Diffusers folders: a model_index.json and a folder for every part. Read as data, and written as diffusers does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from models.checkpoints.container import Container
from models.checkpoints.pipelines.canonical import canonical_tensors, part_of
from models.checkpoints.pipelines.card import Card, card_for, read_card
from models.checkpoints.pipelines.checkpoint import PipelineCheckpoint
from models.checkpoints.pipelines.needed import is_text, weights_of
from models.checkpoints.pipelines.parts import BESIDE, Part, parts_of
from models.checkpoints.pipelines.texts import CARD, INDEX, Texts, config_in, config_path, read_text
from models.checkpoints.pipelines.vocabulary import vocabulary_in
from models.checkpoints.pipelines.weights import read_weights
from models.checkpoints.progress import Report
from models.checkpoints.safetensors_file import write_safetensors
from models.document.errors import UnlitError

_COPIED = (".json", ".txt", ".safetensors", ".bin")


def read_folder(path: Path, report: Report) -> PipelineCheckpoint:
    """A pipeline as diffusers' `save_pretrained` writes it, in any of its variants.

    Nothing in the folder runs: classes are chosen by name from a list, and of each part only JSON and tensors are read.
    Raises UnlitError: not such a folder, incomplete, damaged, a part or a pipeline that Unlit does not open.
    """
    name = _name_of(path.resolve())
    texts = {INDEX: read_text(path / INDEX, INDEX)}
    parts = parts_of(config_in(texts, INDEX, name), name)
    for part in parts:
        texts |= _texts_of(path, part, name)
        _check_described(texts, part, name)
    card = read_card(read_text(path / CARD, CARD), name) if (path / CARD).is_file() else Card(1)
    tensors = _tensors_of(path, [part for part in parts if part.kind == "model"], name, report)
    return PipelineCheckpoint(
        texts,
        tensors,
        card.name or name,
        card.description,
        card.license,
        card.prompt,
        card.made_with(name),
        FOLDER.name,
        path,
    )


def write_folder(checkpoint: PipelineCheckpoint, path: Path) -> None:
    """Into the empty folder `path`, not atomic by itself (see writing_folder). Raises OSError.

    Parts beside the generator, a safety checker, are copied from the folder it came from.
    """
    beside = _copied_beside(checkpoint, path)
    for file, data in _texts_with_vocabulary(checkpoint).items():
        target = path / file
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
    (path / INDEX).write_bytes(_index_without(checkpoint, beside))
    for part in checkpoint.parts:
        if part.kind == "model":
            stem = "model" if part.title == "text encoder" else "diffusion_pytorch_model"  # transformers', diffusers'
            file = path / part.name / f"{stem}.safetensors"
            write_safetensors(part_of(checkpoint.tensors, part.name), file, {})
    card = card_for(
        checkpoint.name, checkpoint.description, checkpoint.license, checkpoint.prompt, checkpoint.recipe, {}
    )
    (path / CARD).write_bytes(card)


def _name_of(path: Path) -> str:
    """The folder's own, or, in the cache that programs share, the repository's: there folders have a version's name."""
    shared = path.parent.name == "snapshots" and path.parents[1].name.startswith("models--")
    return path.parents[1].name.split("--")[-1] if shared else path.name


def _texts_of(path: Path, part: Part, name: str) -> dict[str, bytes]:
    """The small files of a part, without the lists of where the pieces of its weights are."""
    folder = path / part.name
    if not folder.is_dir():
        raise UnlitError(f"“{name}” is incomplete: it has no folder “{part.name}”.")
    files = [file for file in _files_in(folder) if is_text(file.name)]
    return {f"{part.name}/{file.name}": read_text(file, f"{part.name}/{file.name}") for file in files}


def _check_described(texts: Texts, part: Part, name: str) -> None:
    """Before gigabytes are read. The library makes a tokenizer without a vocabulary, too, and it knows no words."""
    if part.kind != "tokenizer":
        config_in(texts, config_path(part.name), name)
    elif f"{part.name}/tokenizer.json" not in texts:
        for file in ("vocab.json", "merges.txt") if part.reads_pairs else ("tokenizer.json",):
            if f"{part.name}/{file}" not in texts:
                raise UnlitError(f"“{name}” is incomplete: it has no “{part.name}/{file}”.")


def _tensors_of(path: Path, parts: list[Part], name: str, report: Report) -> dict[str, Any]:
    chosen = {part: weights_of(part, [file.name for file in _files_in(path / part.name)], name) for part in parts}
    sizes = {part: sum((path / part.name / file).stat().st_size for file in files) for part, files in chosen.items()}
    tensors, done, total = {}, 0, sum(sizes.values())
    for part, files in chosen.items():

        def further(read: int, _: int, before: int = done) -> None:
            report(before + read, total)

        tensors |= canonical_tensors(part, read_weights(path / part.name, files, further), name)
        done += sizes[part]
    return tensors


def _files_in(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.iterdir()) if file.is_file())


def _texts_with_vocabulary(checkpoint: PipelineCheckpoint) -> dict[str, bytes]:
    """transformers 5 keeps a tokenizer in one file, where other programs look for two."""
    texts = dict(checkpoint.texts)
    for part in checkpoint.parts:
        whole = texts.get(f"{part.name}/tokenizer.json")
        if part.kind == "tokenizer" and whole is not None:
            texts = {f"{part.name}/{file}": data for file, data in vocabulary_in(whole).items()} | texts
    return texts


def _copied_beside(checkpoint: PipelineCheckpoint, path: Path) -> set[str]:
    """Copy what lies beside the generator in the folder it came from; which of it there was."""
    source = checkpoint.source if checkpoint.container == FOLDER.name else None
    listed = [name for name in BESIDE if checkpoint.index.get(name, [None])[0] is not None]
    found = {name for name in listed if source is not None and (source / name).is_dir()}
    for name in found:
        assert source is not None
        (path / name).mkdir()
        for file in _files_in(source / name):
            if file.suffix in _COPIED:
                shutil.copyfile(file, path / name / file.name)
    return found


def _index_without(checkpoint: PipelineCheckpoint, beside: set[str]) -> bytes:
    """The model_index.json, less the parts that could not be copied."""
    index = {
        key: [None, None] if key in BESIDE and key not in beside else value for key, value in checkpoint.index.items()
    }
    if "requires_safety_checker" in index and "safety_checker" not in beside:
        index["requires_safety_checker"] = False
    return msgspec.json.format(msgspec.json.encode(index), indent=2)


FOLDER = Container("diffusers", "diffusers folder", "", read_folder, write_folder)
