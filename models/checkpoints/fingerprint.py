"""Which generator is this, whatever file it came in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import torch
from torch import Tensor

from models.document.generator_info import Fingerprint

_CHUNK = 2**24  # numbers widened at once


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


def fingerprint_of_many(tensors: Mapping[str, Tensor], architecture: str) -> Fingerprint:
    """The same idea for gigabytes: a digest of the tensors' own digests, which all processor cores work out together.

    Of float32 values too, so it is the same for half precision and its float32 copy.
    """
    names = sorted(tensors)
    digest = hashlib.sha256(architecture.encode())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, own in zip(names, pool.map(lambda name: _digest(tensors[name]), names), strict=True):
            digest.update(f"\0{name}\0{tuple(tensors[name].shape)}\0".encode() + own)
    return Fingerprint(digest.hexdigest(), architecture)


def _digest(tensor: Tensor) -> bytes:
    digest = hashlib.sha256()
    for part in tensor.detach().flatten().split(_CHUNK):
        values = part.to("cpu", torch.float32).contiguous().numpy()
        digest.update(values.astype("<f4", copy=False).data)
    return digest.digest()
