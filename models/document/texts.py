"""Files of text that people write: lists of words, of pairs, of prompts."""

from __future__ import annotations

from pathlib import Path

from models.document.errors import UnlitError


def read_text(path: Path, what: str, largest: int) -> str:
    """A text file of at most so many bytes. what: it is to be, such as "a list of words". Raises UnlitError."""
    try:
        if path.stat().st_size > largest:
            raise UnlitError(f"“{path.name}” is too large for {what}.")
        data = path.read_bytes()
    except OSError as error:
        raise UnlitError(f"“{path.name}” cannot be read.", details=str(error)) from error
    return text_of(data, path.name)


def text_of(data: bytes, name: str) -> str:
    """What a file holds, with or without a byte order mark. name: of the file, for sentences. Raises UnlitError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnlitError(f"“{name}” is not text in UTF-8; save it in UTF-8.", details=str(error)) from error
