"""A word in the sentences it is used in: the text encoder reads a word by what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from models.document.concept import ConceptEdit, Pair

_ARTICLE = re.compile(r"(?i)\b(an?)$")


def in_context(edit: ConceptEdit, prompts: Iterable[str]) -> ConceptEdit:
    """With each pair said in every prompt that has its source as whole words, all words and the padding edited.

    “a” and “an” before the word follow the target. A pair that no prompt has stays as it is, and an edit without any
    in context is the edit itself.
    """
    texts = list(dict.fromkeys(prompts))
    said = [Pair(text, new) for pair in edit.pairs for text in texts if (new := said_otherwise(text, pair)) is not None]
    if not said or edit.kind == "debias":
        return edit
    return msgspec.structs.replace(edit, pairs=tuple(dict.fromkeys((*edit.pairs, *said))), tokens="all")


def said_otherwise(text: str, pair: Pair) -> str | None:
    """The text with the target in the place of the source, as whole words; None where the source is not in it."""
    places = list(re.finditer(rf"(?i)(?<!\w){re.escape(pair.source)}(?!\w)", text))
    if not places or not pair.source.strip():
        return None
    parts, end = [], 0
    for place in places:
        before = text[end : place.start()]
        if pair.target:
            article = "an" if pair.target[0].lower() in "aeiou" else "a"
            spaces = before[len(before.rstrip()) :]
            before = (
                _ARTICLE.sub(lambda m, a=article: a if m[1].islower() else a.capitalize(), before.rstrip()) + spaces
            )
        parts += [before, pair.target]
        end = place.end()
    return re.sub(r"\s+", " ", "".join([*parts, text[end:]])).strip()
