"""What was written, as everybody opens it: by diffusers' own loaders, from this disk alone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import torch

from models.checkpoints.pipelines.checkpoint import PipelineCheckpoint
from models.checkpoints.pipelines.parts import BESIDE, pipeline_class
from models.checkpoints.pipelines.texts import INDEX
from models.document.errors import UnlitError


def opened_by_diffusers(path: Path, checkpoint: PipelineCheckpoint, dtype: torch.dtype) -> Any:
    """The pipeline in a folder (`from_pretrained`) or a single file (`from_single_file`), judges of pictures left out.

    checkpoint: the same as Unlit reads it; a single file's small files are its. dtype: of all weights.
    Raises UnlitError when diffusers does not open it.
    """
    import diffusers

    made = getattr(diffusers, pipeline_class(checkpoint.index, checkpoint.name))
    alone: dict[str, Any] = {"dtype": dtype, "local_files_only": True}
    with opening_quietly():
        if path.is_dir():
            beside = {name: None for name in BESIDE if name in checkpoint.index}
            pipeline = made.from_pretrained(path, **alone, **beside)
        else:
            with _described(checkpoint) as folder:
                pipeline = made.from_single_file(str(path), config=str(folder), **alone)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


@contextmanager
def opening_quietly() -> Iterator[None]:
    """While diffusers opens what Unlit wrote: no bars, no advice. Raises UnlitError for whatever it stumbles over."""
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    loggings = (diffusers_logging, transformers_logging)
    levels = [logging.get_verbosity() for logging in loggings]
    for logging in loggings:
        logging.set_verbosity_error()
        logging.disable_progress_bar()
    try:
        yield
    except Exception as error:  # of whatever kind a library's reader has
        sentence = "The written file does not open in diffusers, as other programs open it; nothing was saved."
        raise UnlitError(sentence, kind="internal", details=repr(error)) from error
    finally:
        for logging, level in zip(loggings, levels, strict=True):
            logging.set_verbosity(level)
            logging.enable_progress_bar()


@contextmanager
def _described(checkpoint: PipelineCheckpoint) -> Iterator[Path]:
    """A folder of the small files alone."""
    index = {key: [None, None] if key in BESIDE else value for key, value in checkpoint.index.items()}
    with tempfile.TemporaryDirectory(prefix="unlit-") as folder:
        for file, data in {**checkpoint.texts, INDEX: msgspec.json.encode(index)}.items():
            target = Path(folder) / file
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
        yield Path(folder)
