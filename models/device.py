"""Where the tensors live, and how to say so."""

from __future__ import annotations

import os

import psutil
import torch

from models.environment import DEVICE_VARIABLE, MEMORY_VARIABLE

# Convolutions in whole float32 on NVIDIA GPUs too: in TF32, previews and baked weights would come 1e-3 apart.
torch.backends.cudnn.allow_tf32 = False


BESIDE = 64 * 2**20  # bytes that libraries take beside a batch (measured)


def best_device() -> torch.device:
    """A CUDA GPU, else Apple's, else the processor; the processor as well where UNLIT_DEVICE says "cpu"."""
    if os.environ.get(DEVICE_VARIABLE) == "cpu":
        return torch.device("cpu")
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def device_text() -> str:
    """The device for people: "NVIDIA H200", "Apple GPU" or "CPU, 2 cores"."""
    device = best_device()
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    cores = os.cpu_count() or 1
    return "Apple GPU" if device.type == "mps" else f"CPU, {cores} core{'s' if cores > 1 else ''}"


def memory_for_batches(device: torch.device, cap_gib: float = 0) -> int:
    """Bytes that a batch may take: a third of what a GPU has free, elsewhere an eighth of what the machine has, but no
    more than two GiB (larger batches are no faster there).

    cap_gib: at most this much; 0 is what UNLIT_MEMORY says, or no cap.
    """
    cap_gib = cap_gib or _gib(os.environ.get(MEMORY_VARIABLE, ""))
    if device.type == "cuda":
        room = torch.cuda.mem_get_info(device)[0] // 3
    else:
        room = min(psutil.virtual_memory().available // 8, 2 * 2**30)
    return min(room, max(0, int(cap_gib * 2**30) - BESIDE)) if cap_gib else room


def memory_free(device: torch.device) -> int:
    """Bytes that are free where this device works."""
    return torch.cuda.mem_get_info(device)[0] if device.type == "cuda" else psutil.virtual_memory().available


def memory_used() -> int:
    """Bytes that this process holds: of the GPU's memory where it works there."""
    if best_device().type == "cuda":
        return torch.cuda.memory_reserved()
    return psutil.Process().memory_info().rss


def _gib(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:  # nothing that one could keep to
        return 0.0


def ran_out_of_memory(error: RuntimeError) -> bool:
    """Whether this is a GPU's error for that, or the bare RuntimeError of the processor and of Apple's GPUs."""
    texts = ("DefaultCPUAllocator", "out of memory")
    return isinstance(error, torch.OutOfMemoryError) or any(text in str(error) for text in texts)
