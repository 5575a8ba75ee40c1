"""From the name that a document keeps to a generator that runs."""

from __future__ import annotations

import torch

from models.checkpoints.containers import AnyCheckpoint
from models.checkpoints.download import fetch
from models.checkpoints.opening import OpenGenerator, build_generator, read_checkpoint
from models.checkpoints.places import is_address
from models.checkpoints.progress import Report, silent
from models.samples.catalogue import checkpoint_path


def open_checkpoint(path: str, report: Report = silent) -> AnyCheckpoint:
    """What a file, a folder, "sample:NAME", or an address holds; what is not on this disk yet is downloaded first.

    report: how far a download is, then how far the reading; may raise to stop. Raises UnlitError with one sentence for
    what cannot be opened.
    """
    file = fetch(path, report) if is_address(path) else checkpoint_path(path)
    return read_checkpoint(file, report)


def open_generator(path: str, device: torch.device | None = None) -> OpenGenerator:
    """As open_checkpoint, as a generator that runs, on the best device unless told."""
    return build_generator(open_checkpoint(path), device)
