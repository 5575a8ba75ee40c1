"""The changes of a whole run of sampling: which of them are at work at each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from models.document.recipe import Change, PlacedChanges, Span
from models.document.units import UnitId
from models.generators.diffusion.hooks import LayerChange, Sigma, changed_layers, layer_changes
from models.generators.diffusion.keeping import Kept
from models.generators.diffusion.places import placed_layers
from models.generators.diffusion.units import Columns
from models.generators.generator import Changes

TimedChanges = Mapping[Span, Changes]
UNCHANGED = Change(1.0, 0.0)


class Edits:
    """The changes of a whole run: one set a row, and some that act in a part of sampling or of the picture only."""

    def __init__(
        self,
        columns: Mapping[str, Columns],
        sigma: Sigma,
        rows: Sequence[Changes],
        timed: TimedChanges | None = None,
        placed: Sequence[PlacedChanges] = (),
    ) -> None:
        """columns: by layer. sigma: a unit's standard deviation. rows: one set a row, or one for all."""
        self._columns, self._sigma, self._rows, self._timed = columns, sigma, rows, timed or {}
        self._placed = placed
        self._kept: Kept[tuple[bool, ...], dict[str, LayerChange]] = Kept(8)

    @contextmanager
    def at(self, moment: float, size: tuple[int, int]) -> Iterator[None]:
        """While inside, the U-Net runs with what is changed at this moment of sampling, from 0 to 1.

        size: rows and columns of the latents.
        """
        active = tuple(moment in span for span in self._timed)
        placed = [each for each in self._placed if each.span is None or moment in each.span]
        with (
            changed_layers(self._columns, self._kept.get(active, self._built)),
            placed_layers(self._columns, self._sigma, placed, size),
        ):
            yield

    def _built(self, active: tuple[bool, ...]) -> dict[str, LayerChange]:
        timed = [changes for changes, is_active in zip(self._timed.values(), active, strict=True) if is_active]
        return layer_changes(self._columns, self._sigma, [_joined([row, *timed]) for row in self._rows])


def _joined(sets: Sequence[Changes]) -> Changes:
    """Gains multiply, shifts add."""
    if len(sets) == 1:
        return sets[0]
    joint: dict[UnitId, Change] = {}
    for unit, change in (pair for changes in sets for pair in changes.items()):
        known = joint.get(unit, UNCHANGED)
        joint[unit] = Change(known.gain * change.gain, known.shift + change.shift)
    return joint
