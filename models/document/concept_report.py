"""What was measured of concept edits, before a picture is made; see models.edits.concepts.measuring."""

from __future__ import annotations

import msgspec


class ConceptReport(msgspec.Struct, frozen=True):
    """condition: of the solved matrix. change: of the weights, against their norm (an estimate of a few percent).

    gone: 1 when sources are read as their targets are, 0 when as before, below when farther off. drift: how far
    unrelated texts are moved, against how far they are from nothing. rank: of the change of each matrix, at most.
    warnings: sentences.
    """

    condition: float
    change: float
    gone: float
    drift: float
    rank: int
    warnings: tuple[str, ...]


class Fit(msgspec.Struct, frozen=True):
    """A strength found for one edit, what it does alone, and whether it is both gone and of low drift."""

    strength: float
    gone: float
    drift: float
    fits: bool
    sentence: str


class ConceptEffect(msgspec.Struct, frozen=True):
    """In what single steps of sampling predict, of edited words within sentences: about what pictures will show.

    gone: 1 when a sentence is drawn as what it is to mean, 0 when as before, -1 when farther off. drift: how far other
    sentences are moved, against all that they say. does_nothing: whether one of the warnings, which are sentences,
    says so.
    """

    gone: float
    drift: float
    warnings: tuple[str, ...]
    does_nothing: bool = False
