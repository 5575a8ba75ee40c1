"""Fixed texts that have nothing to do with an edit: how far it moves them is its drift."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.document.concept import ConceptEdit

PROBES = (
    "a photo of a dog", "a cat on a sofa", "a red car in the street", "a portrait of an old man", "a young woman",
    "mountains at sunset", "a sandy beach", "a bowl of fruit", "a wooden chair", "a glass of water", "a football match",
    "an oil painting of flowers", "a pencil drawing of a horse", "a city at night", "a forest in fog", "a white house",
    "an airplane in the sky", "a plate of food", "a child with a balloon", "a blue bird", "an astronaut on the moon",
    "a castle on a hill", "a stack of books", "a computer on a desk", "snow on the roof", "a train at the station",
    "a wedding", "a crowd of people", "a bedroom with a bed", "a kitchen", "abstract shapes", "a cartoon of a bear",
)  # fmt: skip


def unrelated(edits: tuple[ConceptEdit, ...], probes: Iterable[str] = PROBES) -> tuple[str, ...]:
    """The probes that share no word of three letters or more with what is edited: words of a source or a target alone.

    At least one is always left.
    """
    edited = {word for edit in edits for pair in edit.pairs for word in words_of(pair.source) ^ words_of(pair.target)}
    return tuple(probe for probe in probes if not words_of(probe) & edited) or PROBES[:1]


def words_of(text: str) -> set[str]:
    """Those of three letters or more, in lower case."""
    return set(re.findall(r"\w{3,}", text.lower())) - {"the", "with", "and"}
