"""A word in the sentences it is used in: the text encoder reads a word by what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from models.document.concept import LONGEST_TEXT, ConceptEdit, ConceptKind, Pair

_ARTICLE = re.compile(r"(?i)\b(an?)$")


def in_context(edit: ConceptEdit, prompts: Iterable[str]) -> ConceptEdit:
    """With each pair said in every prompt that has its source as whole words, all words and the padding edited.

    “a” and “an” before it follow the target, or what comes after it. A pair that no prompt has stays as it is, one
    that becomes too long is left out, and an edit without any in context is the edit itself. What is debiased stays
    where a prompt has made a choice already: “a lit lamp” is not made an unlit one.
    """
    texts = list(dict.fromkeys(prompts))
    if edit.kind == "debias":
        said = [Pair(text, pair.source) for pair in edit.pairs for text in texts if _is_open(text, pair, edit)]
    else:
        each = ((text, said_otherwise(text, pair)) for pair in edit.pairs for text in texts)
        said = [Pair(text, new) for text, new in each if new is not None]
    said = [pair for pair in said if max(len(pair.source), len(pair.target)) <= LONGEST_TEXT]
    if not said:
        return edit
    return msgspec.structs.replace(edit, pairs=tuple(dict.fromkeys((*edit.pairs, *said))), tokens="all")


def keeping_the_rest(edit: ConceptEdit) -> ConceptEdit:
    """An edit in context with the same sentences, the word left out and the target in its place, preserved.

    Else they move with it: “a lit lamp” made to mean “an unlit lamp” takes “a lamp” along, which differs in one word,
    and “an unlit lamp” the other way, for what is linear moves opposites in opposite directions.
    """
    rest = _rest(edit)
    kept = tuple(dict.fromkeys((*edit.preserve, *rest)))
    return msgspec.structs.replace(edit, preserve=kept, preserve_tokens="all") if rest else edit


def said_otherwise(text: str, pair: Pair) -> str | None:
    """The text with the target in the place of the source, as whole words; None where the source is not in it."""
    if not pair.source.strip() or pair.source.lower() not in text.lower():
        return None
    places = list(re.finditer(rf"(?i)(?<!\w){re.escape(pair.source)}(?!\w)", text))
    if not places:
        return None
    parts, end = [], 0
    for place in places:
        before = text[end : place.start()]
        follows = pair.target or text[place.end() :].lstrip()
        article = "an" if follows[:1].lower() in tuple("aeiou") else "a"
        spaces = before[len(before.rstrip()) :]
        before = _ARTICLE.sub(lambda m, a=article: a if m[1].islower() else a.capitalize(), before.rstrip()) + spaces
        parts += [before, pair.target]
        end = place.end()
    return re.sub(r"\s+", " ", "".join([*parts, text[end:]])).strip()


def _is_open(text: str, pair: Pair, edit: ConceptEdit) -> bool:
    """Whether the text says the word, and nothing else that one of the attributes says."""
    if said_otherwise(text, Pair(pair.source)) is None:
        return False
    own = {word for share in edit.shares for word in _words(share.text)} - _words(pair.source)
    return not own & _words(text)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def out_of_context(edit: ConceptEdit) -> tuple[ConceptEdit, tuple[str, ...]]:
    """The edit before `in_context` and `keeping_the_rest`, but for its tokens, and the sentences that it was said in.

    A pair at the end that is another one said in a sentence is taken for such a sentence.
    """
    pairs, sentences, rest = list(edit.pairs), [], _rest(edit)
    while pairs and any(_says(pairs[-1], other, edit.kind) for other in pairs[:-1]):
        sentences.append(pairs.pop().source)
    kept = tuple(text for text in edit.preserve if text not in rest)
    return msgspec.structs.replace(edit, pairs=tuple(pairs), preserve=kept), tuple(reversed(sentences))


def _rest(edit: ConceptEdit) -> tuple[str, ...]:
    """The sentences of an edit in context without its words, and with the targets, but those that are edited too.

    None of what is debiased: its sentences have no targets.
    """
    if edit.kind == "debias":
        return ()
    inside = [
        pair for pair in edit.pairs if any(_says(pair, other, edit.kind) for other in edit.pairs if other != pair)
    ]
    words = [Pair(pair.source) for pair in edit.pairs if pair not in inside]
    edited = {pair.source for pair in edit.pairs}
    bare = (said_otherwise(pair.source, word) for pair in inside for word in words)
    targets = (pair.target for pair in inside if pair.target not in edited)
    return tuple(dict.fromkeys(text for text in (*bare, *targets) if text))


def _says(sentence: Pair, pair: Pair, kind: ConceptKind) -> bool:
    if kind == "debias":
        return sentence.target == pair.source and said_otherwise(sentence.source, Pair(pair.source)) is not None
    inside = pair.source.lower() in sentence.source.lower()
    return inside and said_otherwise(sentence.source, pair) == sentence.target
