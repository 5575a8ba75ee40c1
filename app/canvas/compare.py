"""How the picture before is shown beside the one with edits: which part of the view shows which. Pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

SPLIT = 0.5
_SMALLEST, _LARGEST = 0.02, 0.98
_GRIP = 7.0


class Compare(Enum):
    """What is seen: the picture with edits, the one before, one left of a line and the other right of it, or both."""

    AFTER = auto()
    BEFORE = auto()
    SPLIT = auto()
    SIDE_BY_SIDE = auto()


@dataclass(frozen=True)
class Pane:
    """A part of the view from `left` to `right` (view pixels), the picture's place in it moved by `shift`.

    before: it shows the picture without edits.
    """

    left: float
    right: float
    shift: float = 0.0
    before: bool = False


def panes_of(*, compare: Compare, width: float, split: float) -> tuple[Pane, ...]:
    """The panes of a view of that width, from left to right. split: where the line is, as a part of the width."""
    if compare is Compare.SPLIT:
        return Pane(0.0, split * width, before=True), Pane(split * width, width)
    if compare is Compare.SIDE_BY_SIDE:
        return Pane(0.0, width / 2, before=True), Pane(width / 2, width, shift=width / 2)
    return (Pane(0.0, width, before=compare is Compare.BEFORE),)


def pane_at(*, panes: tuple[Pane, ...], x: float) -> Pane:
    """The pane at a place of the view, or the nearest."""
    return next((pane for pane in panes if x < pane.right), panes[-1])


def bounded_split(split: float) -> float:
    """A line that can still be seen and taken hold of."""
    return min(max(split, _SMALLEST), _LARGEST)


def on_line(*, x: float, width: float, split: float) -> bool:
    """Whether a place of the view is near enough to the line to take hold of it."""
    return abs(x - split * width) <= _GRIP
