"""Sentences in which an edit is to be seen at work, and others that it is to leave as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from models.document.concept import ConceptEdit, Pair
from models.edits.concepts.contexts import said_otherwise
from models.edits.concepts.probes import PROBES, unrelated
from models.generators.diffusion.generator import DiffusionGenerator

FEW = 4  # of each: every one costs a few looks of the U-Net
MOST_PAIRS = 64  # whose sentences are looked for, of thousands
PHOTO = "a photo of {}"
PARTS_OF_A_WORD = 1.5  # on average; of a word that a tokenizer spells out there are more

T = TypeVar("T")


def telling_sentences(
    generator: DiffusionGenerator, edits: Sequence[ConceptEdit], prompts: Sequence[str]
) -> tuple[Pair, ...]:
    """Sentences that have an edited word, and what they are to mean: an encoder reads a word by those before it.

    Of these prompts and the generator's usual one those that have the word, else a photo of it; sentences that are
    pairs themselves. None for "debias", whose words have no single meaning.
    """
    usual = (generator.info.defaults.text,) if generator.info.defaults is not None else ()
    photo = _knows(generator, PHOTO.replace("{}", ""))
    found: dict[Pair, None] = {}
    pairs = [pair for edit in edits if edit.kind != "debias" for pair in edit.meant()]
    for pair in _few(pairs, MOST_PAIRS):
        said = [Pair(text, new) for text in (*usual, *prompts) if (new := said_otherwise(text, pair)) is not None]
        if not said and photo and len(pair.source.split()) < 3:
            said = [Pair(*(PHOTO.replace("{}", word).strip() for word in (pair.source, pair.target)))]
        found |= dict.fromkeys(said or [pair])
    return tuple(_few([pair for pair in found if pair.source != pair.target]))


def staying_sentences(
    generator: DiffusionGenerator, edits: tuple[ConceptEdit, ...], telling: Sequence[Pair]
) -> tuple[str, ...]:
    """Texts that share no word with the edits; of a generator that has no words for most such, what means the target.

    A generator of few words has seen them in sentences of one kind only: what it makes of others tells nothing.
    """
    known = [probe for probe in PROBES if _knows(generator, probe)]
    targets = tuple(dict.fromkeys(pair.target for pair in telling if pair.target.strip()))
    if 2 * len(known) > len(PROBES) or not targets:
        return tuple(_few(unrelated(edits, known or PROBES)))
    return targets


def _few(things: Sequence[T], most: int = FEW) -> Sequence[T]:
    """From all over the list."""
    return things[:: max(1, -(-len(things) // most))]


def _knows(generator: DiffusionGenerator, text: str) -> bool:
    (read,) = generator.read([text])
    return read.last <= PARTS_OF_A_WORD * len(text.split())
