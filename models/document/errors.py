"""The one exception that people may see."""

from __future__ import annotations

from typing import Literal

ErrorKind = Literal["input", "memory", "disk", "engine", "internal"]


class UnlitError(Exception):
    """What happened, in one sentence that a person can act on.

    kind: "input" (a file, mask or recipe that cannot be used), "memory", "disk", "engine" (the process died or hangs)
    or "internal" (our fault). details: lines for the report, never needed to understand the sentence.
    """

    def __init__(self, sentence: str, *, kind: ErrorKind = "input", details: str = "") -> None:
        sentence = one_line(sentence)
        super().__init__(sentence)
        self.sentence = sentence
        self.kind: ErrorKind = kind
        self.details = details


def one_line(text: str) -> str:
    """The text on one line, without control characters: names in files and of files may hold anything."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
