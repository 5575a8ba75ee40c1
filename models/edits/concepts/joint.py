"""All concept edits of a recipe, solved together, once for keys and once for values where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from weakref import WeakKeyDictionary

import torch
from msgspec.structs import replace
from torch import Tensor

from models.document.concept import ConceptEdit
from models.edits.concepts.hidden import hidden_sources, metric
from models.edits.concepts.layered import Layered
from models.edits.concepts.rows import Rows, edited_rows, preserved_rows
from models.edits.concepts.solving import Solved, Sums
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.diffusion.keeping import Kept

SideName = Literal["keys", "values"]
Groups = tuple[tuple[ConceptEdit, ...], ...]
PROJECTIONS: dict[SideName, str] = {"keys": "attn2.to_k.weight", "values": "attn2.to_v.weight"}
KEPT = 4
HELD = 1e-4  # directions that hold less of what is preserved than this, against the most, are free


@dataclass(frozen=True)
class Side:
    """A solve at strength 1. solved: of targets that are linear in the weights. layered: of the others."""

    solved: Solved
    layered: tuple[Layered, ...]


@dataclass(frozen=True)
class Joint:
    """What a recipe's concept edits do to one kind of projection, at their strengths (one a group)."""

    side: Side
    strengths: tuple[float, ...]

    @property
    def moves(self) -> Tensor:
        """T - I of the edits that are linear in the weights, float64 [d, d]."""
        return self.side.solved.joint(self.strengths)

    def deltas(self, weights: Iterable[Tensor]) -> Iterator[Tensor]:
        """W' - W of each layer's weight [outputs, d], in float64."""
        moves = self.moves
        for weight in weights:
            exact = weight.to(moves)
            delta = exact @ moves
            for each in self.side.layered:
                delta += self.strengths[each.group] * each.delta(exact)
            yield delta

    def delta(self, weight: Tensor) -> Tensor:
        """W' - W of one layer's weight [outputs, d], in float64."""
        return next(self.deltas([weight]))


_kept: WeakKeyDictionary[DiffusionGenerator, Kept[tuple[Groups, tuple[SideName, ...]], Side]] = WeakKeyDictionary()


def solved_edits(generator: DiffusionGenerator, edits: Sequence[ConceptEdit]) -> dict[SideName, Joint]:
    """Of both sides, or of those that are edited; one and the same object where both are edited alike.

    edits: in the order of `Recipe.concepts`. Kept, whatever the strengths are: a strength only scales.
    Raises UnlitError for a text that is too long.
    """
    if all(edit.sides == "both" for edit in edits):
        joint = _joint(generator, edits, ("keys", "values"))
        return {"keys": joint, "values": joint}
    found: dict[SideName, Joint] = {}
    for name in PROJECTIONS:
        if chosen := [edit for edit in edits if edit.sides in ("both", name)]:
            found[name] = _joint(generator, chosen, (name,))
    return found


def projections(generator: DiffusionGenerator, side: SideName) -> dict[str, Tensor]:
    """Canonical name -> pristine weight [outputs, d] of every layer of the side."""
    return {name: tensor for name, tensor in generator.tensors().items() if name.endswith(PROJECTIONS[side])}


def _joint(generator: DiffusionGenerator, edits: Sequence[ConceptEdit], sides: tuple[SideName, ...]) -> Joint:
    """Edits of equal strength are one group; which they are, and no strength, is what a solve depends on."""
    by_strength: dict[float, list[ConceptEdit]] = {}
    for edit in edits:
        by_strength.setdefault(edit.strength, []).append(replace(edit, strength=1.0))
    groups = tuple(tuple(group) for group in by_strength.values())
    kept = _kept.setdefault(generator, Kept(KEPT))
    return Joint(kept.get((groups, sides), lambda _: _solve(generator, groups, sides)), tuple(by_strength))


def _solve(generator: DiffusionGenerator, groups: Groups, sides: tuple[SideName, ...]) -> Side:
    if any(edit.moving_only and edit.preserve for group in groups for edit in group):
        groups = _narrowed(generator, groups, sides)
    weights = [weight for side in sides for weight in projections(generator, side).values()]
    place = generator.device if generator.device.type == "cuda" else torch.device("cpu")
    sums = Sums(weights[0].shape[1], len(groups), place)
    free = _Free(generator, groups)
    layered: list[tuple[Rows, Tensor, int, ConceptEdit]] = []
    for number, edit in _numbered(groups):
        weight = edit.scale / edit.ridge
        for rows in edited_rows(generator, edit):
            keys = free(rows.source, edit)
            if edit.technique == "tensor":
                sums.hold(keys, weight, edited=True)
                layered.append((rows, weight * keys, number, edit))
            else:
                sums.add(keys, rows.move, weight, number)
        for rows in () if edit.null_space else preserved_rows(generator, edit):
            sums.hold(rows, edit.weight_of_preserved / edit.ridge)
    solved = sums.solved()
    for done in range(max(edit.rounds for _, edit in _numbered(groups))):
        back = hidden_sources(solved.joint([1.0] * len(groups)), metric(weights))
        for number, edit in _numbered(groups):
            for rows in edited_rows(generator, edit) if edit.rounds > done and edit.technique == "replace" else ():
                found = rows.source @ back.T
                sums.add(free(found, edit), rows.source + rows.move - found, edit.scale / edit.ridge, number)
        solved = sums.solved()
    return Side(
        solved,
        tuple(Layered(rows, solved.through(keys), group, edit.kind == "debias") for rows, keys, group, edit in layered),
    )


def _numbered(groups: Groups) -> Iterator[tuple[int, ConceptEdit]]:
    return ((number, edit) for number, group in enumerate(groups) for edit in group)


class _Free:
    """Takes out of an edit's keys, where it asks for that, what lies in the space of preserved texts (AlphaEdit)."""

    def __init__(self, generator: DiffusionGenerator, groups: Groups) -> None:
        gram: Tensor | None = None
        for _, edit in _numbered(groups):
            for rows in preserved_rows(generator, edit) if edit.null_space else ():
                gram = rows.T @ rows if gram is None else gram.addmm_(rows.T, rows)
        self._basis: Tensor | None = None
        if gram is not None:
            values, vectors = torch.linalg.eigh(gram)
            self._basis = vectors[:, values > HELD * values[-1]]

    def __call__(self, keys: Tensor, edit: ConceptEdit) -> Tensor:
        """keys: [k, d]."""
        if self._basis is None or not edit.null_space:
            return keys
        return keys - (keys @ self._basis) @ self._basis.T


def _narrowed(generator: DiffusionGenerator, groups: Groups, sides: tuple[SideName, ...]) -> Groups:
    """With only those preserved texts, where an edit asks for that, that it would move more than the average."""

    def bare(edit: ConceptEdit) -> ConceptEdit:
        return replace(edit, preserve=(), moving_only=False) if edit.moving_only else edit

    def chosen(edit: ConceptEdit) -> ConceptEdit:
        if not edit.moving_only or edit.technique == "tensor":
            return replace(edit, moving_only=False)
        rows = preserved_rows(generator, edit)
        moved = torch.stack([torch.linalg.norm(each @ moves.T) / torch.linalg.norm(each) for each in rows])
        kept = [text for text, far in zip(edit.preserve, moved >= moved.mean(), strict=True) if far]
        return replace(edit, preserve=tuple(kept), moving_only=False)

    without = tuple(tuple(map(bare, group)) for group in groups)
    moves = _solve(generator, without, sides).solved.joint([1.0] * len(groups)).cpu()
    return tuple(tuple(map(chosen, group)) for group in groups)
