"""Exceptions as values. No torch here: its errors are known by name and text."""

from __future__ import annotations

import traceback

from app.engine.protocol.to_engine import Job, Render
from app.engine.protocol.to_studio import Failed
from models.document.errors import UnlitError

_MEMORY_TEXTS = ("DefaultCPUAllocator", "out of memory")


def failure(message: Job | Render, error: Exception) -> Failed:
    """The answer to a message whose handling raised this."""
    slot = message.slot if isinstance(message, Render) else None
    job = None if isinstance(message, Render) else message.job
    if isinstance(error, UnlitError):
        return Failed(message.epoch, error.kind, error.sentence, error.details, job, slot)
    details = "".join(traceback.format_exception(error))
    if is_out_of_memory(error):
        where = "The graphics card" if "CUDA" in str(error) or "MPS" in str(error) else "The computer"
        advice = "" if where == "The graphics card" else " Close other programs and try again."
        sentence = f"{where} ran out of memory; your work is kept.{advice}"
        return Failed(message.epoch, "memory", sentence, details, job, slot)
    return Failed(
        message.epoch, "internal", "Something went wrong in the engine; your work is kept.", details, job, slot
    )


def is_out_of_memory(error: Exception) -> bool:
    """Whether memory ran out: Python's, a GPU's (torch.OutOfMemoryError), or the processor's (a bare RuntimeError)."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    return isinstance(error, RuntimeError) and any(text in str(error) for text in _MEMORY_TEXTS)
