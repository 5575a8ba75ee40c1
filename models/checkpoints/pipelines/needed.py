"""Which files of a diffusers folder a pipeline needs. No torch: a download knows it, too."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from models.checkpoints.pipelines.parts import Part, parts_of
from models.checkpoints.pipelines.texts import CARD, INDEX
from models.document.errors import UnlitError

_STEMS = ("diffusion_pytorch_model", "model", "pytorch_model")
_VARIANTS = ("", ".fp16", ".bf16")
_SUFFIXES = (".safetensors", ".bin")


def weight_files(names: Collection[str], *, half: bool = False) -> tuple[str, ...]:
    """Of the files in a folder those that hold the weights: the best form there is; none when there are none.

    Safetensors before pickles; full precision before half, or the other way round. Raises UnlitError when pieces of a
    divided file are missing.
    """
    variants = (*_VARIANTS[1:], _VARIANTS[0]) if half else _VARIANTS
    for suffix in _SUFFIXES:
        for stem in (stem + variant for variant in variants for stem in _STEMS):
            if stem + suffix in names:
                return (stem + suffix,)
            if pieces := _pieces(names, stem, suffix):
                return pieces
    return ()


def weights_of(part: Part, names: Collection[str], name: str, *, half: bool = False) -> tuple[str, ...]:
    """As weight_files. name: of the pipeline. Raises UnlitError when there are none."""
    chosen = weight_files(names, half=half)
    if not chosen:
        raise UnlitError(f"“{name}” is incomplete: there are no weights in its folder “{part.name}”.")
    return chosen


def is_text(file: str) -> bool:
    """Whether a file of a part is one of its small ones; the list of where the pieces of its weights are is not."""
    return file.endswith((".json", ".txt")) and ".index." not in file and "/" not in file


def files_needed(index: dict[str, Any], names: Collection[str], name: str) -> list[str]:
    """Of all files of a repository, by their paths, those of the pipeline: half precision where there is a choice.

    index: its model_index.json. Raises UnlitError when a part is not there, or not one that Unlit opens.
    """
    chosen = [file for file in (INDEX, CARD) if file in names]
    for part in parts_of(index, name):
        own = [file.removeprefix(f"{part.name}/") for file in names if file.startswith(f"{part.name}/")]
        weights = weights_of(part, own, name, half=True) if part.kind == "model" else ()
        chosen += [f"{part.name}/{file}" for file in (*filter(is_text, own), *weights)]
    return chosen


def _pieces(names: Collection[str], stem: str, suffix: str) -> tuple[str, ...]:
    form = re.compile(re.escape(stem) + r"-(\d{5})-of-(\d{5})" + re.escape(suffix))
    found = sorted(match.string for name in names if (match := form.fullmatch(name)))
    if found and len(found) != int(found[0].removesuffix(suffix)[-5:]):
        raise UnlitError(f"“{stem}{suffix}” is incomplete: only {len(found)} of its pieces are there.")
    return tuple(found)
