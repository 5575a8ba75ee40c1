"""Which generator is this, whatever file it came in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import torch
from torch import Tensor

from models.document.generator_info import Fingerprint


def fingerprint(tensors: Mapping[str, Tensor], architecture: str) -> Fingerprint:
    """SHA-256 over names, shapes and float32 values under the canonical names, in sorted order.

    Half precision widens exactly, so a file saved in half and its float32 copy are the same generator. The resampling
    filters are left out: some formats do not store them, and all have the same.
    """
    digest = hashlib.sha256(architecture.encode())
    for name in sorted(tensors):
        if name.endswith("resample_filter"):
            continue
        values = tensors[name].detach().to("cpu", torch.float32).contiguous().numpy()
        digest.update(f"\0{name}\0{values.shape}\0".encode())
        digest.update(values.astype("<f4", copy=False).tobytes())
    return Fingerprint(digest.hexdigest(), architecture)
