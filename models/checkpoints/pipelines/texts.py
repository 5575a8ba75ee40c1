"""The small files of a pipeline: JSON that may claim anything, looked at before it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from models.document.errors import UnlitError

INDEX = "model_index.json"
CARD = "unlit.json"
LARGEST = 32 * 2**20
Texts = Mapping[str, bytes]  # by their path in the folder, with "/"
# How often a part is repeated, or how large a table grows that is made before any tensor is looked at.
_COUNTED = {
    "layers_per_block": 100,
    "transformer_layers_per_block": 100,
    "reverse_transformer_layers_per_block": 100,
    "num_hidden_layers": 1000,
    "num_layers": 1000,
    "num_single_layers": 1000,
    "pos_embed_max_size": 1024,
    "sample_size": 4096,
    "max_position_embeddings": 100_000,
}
_MOST = 10**7
_LONGEST = 64
_TABLES = ("trained_betas",)


def read_text(path: Path, told: str) -> bytes:
    """A small file. told: its name in the sentence. Raises UnlitError when it is missing, unreadable or too large."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnlitError(f"“{told}” is too large to be a description of a generator.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnlitError(f"“{told}” is missing.") from error
    except OSError as error:
        raise UnlitError(f"“{told}” cannot be read: {error.strerror or error}.", kind="disk") from error


def config_path(part: str) -> str:
    """Where the description of a part lies."""
    return f"{part}/{'scheduler_config' if part == 'scheduler' else 'config'}.json"


def config_in(texts: Texts, path: str, name: str) -> dict[str, Any]:
    """A JSON object of the pipeline `name`. Raises UnlitError: missing, damaged, or it claims what none can have."""
    if path not in texts:
        raise UnlitError(f"“{name}” is incomplete: it has no “{path}”.")
    try:
        config = msgspec.json.decode(texts[path], type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise UnlitError(f"“{path}” in “{name}” is damaged: it is no JSON object.", details=str(error)) from error
    for key, value in config.items():
        if not _believable(key, value):
            raise UnlitError(f"“{path}” in “{name}” is damaged: its “{key:.60}” is beyond what any generator has.")
    return config


def _believable(key: str, value: Any) -> bool:
    if isinstance(value, list):
        return key in _TABLES or (len(value) <= _LONGEST and all(_believable(key, item) for item in value))
    if isinstance(value, int | float):
        return abs(value) <= _COUNTED.get(key, _MOST)
    return True
