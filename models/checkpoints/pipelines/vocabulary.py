"""CLIP's byte-pair vocabulary: one list of merges for every checkpoint, from which the rest follows."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import Any

import msgspec

from resources import resource

START, END = "<|startoftext|>", "<|endoftext|>"
_FILE = "pipelines/clip_merges.txt.gz"
_HEADER = "#version: 0.2"


@cache
def clip_vocabulary() -> dict[str, bytes]:
    """`vocab.json` and `merges.txt` as OpenAI published them with CLIP, for all of Stable Diffusion."""
    merges = gzip.decompress(resource(_FILE).read_bytes())
    pairs = merges.decode().splitlines()[1:]
    letters = _letters()
    tokens = [
        *letters,
        *(letter + "</w>" for letter in letters),
        *(pair.replace(" ", "") for pair in pairs),
        START,
        END,
    ]
    return {"vocab.json": _as_json({token: number for number, token in enumerate(tokens)}), "merges.txt": merges}


class _Pairs(msgspec.Struct):
    vocab: dict[str, int]
    merges: list[str | tuple[str, str]]


class _Added(msgspec.Struct):
    content: str
    id: int


class _Tokenizer(msgspec.Struct):
    model: _Pairs
    added_tokens: list[_Added] = []


def vocabulary_in(tokenizer: bytes) -> dict[str, bytes]:
    """`vocab.json` and `merges.txt` out of a tokenizer.json: transformers 5 saves only that, other programs want these.

    Empty when it is damaged or of another kind than byte pairs.
    """
    try:
        found = msgspec.json.decode(tokenizer, type=_Tokenizer)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return {}
    vocabulary = {**found.model.vocab, **{token.content: token.id for token in found.added_tokens}}
    lines = [_HEADER, *(merge if isinstance(merge, str) else " ".join(merge) for merge in found.model.merges)]
    return {"vocab.json": _as_json(vocabulary), "merges.txt": ("\n".join(lines) + "\n").encode()}


def _letters() -> list[str]:
    """A visible character for each byte: those that are visible are themselves and come first, as in GPT-2."""
    visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [chr(byte) for byte in visible] + [chr(256 + number) for number in range(256 - len(visible))]


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
