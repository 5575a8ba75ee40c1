"""A prompt that no encoder reads whole is refused: pipelines would cut it, and say so in a log at most."""

from __future__ import annotations

from typing import Any

from models.document.errors import UnlitError


def check_length(text: str, tokenizer: Any, limit: int) -> None:
    """limit: how many tokens are read, with those that begin and end every text. Raises UnlitError."""
    markers = len(tokenizer("").input_ids)
    tokens = len(tokenizer(text, verbose=False).input_ids)
    if tokens > limit:
        raise UnlitError(
            f"This prompt is too long: the generator reads {limit - markers} tokens (words or parts of words), "
            f"and this one has {tokens - markers}."
        )
