"""Recipe: what is changed in a generator. No pixels, no seeds, no device, no interface state."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Annotated, NamedTuple

import msgspec

from models.document.concept import ConceptEdit
from models.document.errors import UnlitError
from models.document.generator_info import Fingerprint, GeneratorInfo
from models.document.region import Region
from models.document.units import UnitId

Gain = Annotated[float, msgspec.Meta(ge=-100.0, le=100.0)]
Shift = Annotated[float, msgspec.Meta(ge=-1000.0, le=1000.0)]
Level = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
LARGEST_REGION = 16 * 2**20  # bytes of its PNG: that of any painted mask is far smaller


class Span(msgspec.Struct, frozen=True, order=True):
    """A part of sampling: 0 is its beginning, nothing but noise, and 1 its end, the finished picture.

    Fractions of the steps mean the same with any number of them. A step is in a part that holds its beginning: `start`
    is in it and `end` is not, so that parts can follow one another. Raises ValueError when it is empty.
    """

    start: Annotated[float, msgspec.Meta(ge=0.0, le=1.0)] = 0.0
    end: Annotated[float, msgspec.Meta(ge=0.0, le=1.0)] = 1.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.start < self.end <= 1.0:
            raise ValueError(f"from {self.start} to {self.end} is no part of sampling")

    def __contains__(self, moment: float) -> bool:
        return self.start <= moment < self.end


class UnitEdit(msgspec.Struct, frozen=True, tag="unit", tag_field="edit"):
    """A change of some units together: `value -> gain * value + shift * sigma`.

    gain: 0 is off, 1 as generated, 2 double. shift: in standard deviations of each unit over the generator's pictures
    (Wu et al. 2021, StyleSpace). key: names the edit within its recipe. enabled: bypassed when False. span: the part of
    sampling in which it acts; None is all of it. region: where in the picture it acts, at the picture's size; None is
    everywhere. light: the colour that what its units put into the picture is multiplied with, red, green and blue;
    None leaves it as it is.
    """

    key: str
    name: str
    units: tuple[UnitId, ...]
    gain: Gain = 1.0
    shift: Shift = 0.0
    enabled: bool = True
    span: Span | None = None
    region: Region | None = None
    light: tuple[Level, Level, Level] | None = None

    @property
    def changes_nothing(self) -> bool:
        """True when pictures are the same with and without this edit."""
        return not self.enabled or not self.units or (self.gain == 1.0 and self.shift == 0.0 and self.light is None)


Edit = UnitEdit | ConceptEdit


class Change(NamedTuple):
    """What happens to one unit after all edits: `value -> gain * value + shift * sigma`."""

    gain: float
    shift: float


class PlacedChanges(NamedTuple):
    """What happens in a part of the picture. span: only in that part of sampling; None is all of it."""

    region: Region
    span: Span | None
    changes: Mapping[UnitId, Change]


class Recipe(msgspec.Struct, frozen=True):
    """Edits over the generator `base`. The order of edits is for people; it does not matter to the result."""

    base: Fingerprint
    edits: tuple[Edit, ...] = ()

    def unit_edits(self) -> tuple[UnitEdit, ...]:
        """Those that change units, whether enabled or not."""
        return tuple(edit for edit in self.edits if isinstance(edit, UnitEdit))

    def concept_edits(self) -> tuple[ConceptEdit, ...]:
        """Those that change words, whether enabled or not."""
        return tuple(edit for edit in self.edits if isinstance(edit, ConceptEdit))

    def concepts(self) -> tuple[ConceptEdit, ...]:
        """The concept edits to solve together: enabled ones with words, in an order of their own.

        Keys and names are left out, so that equal edits are equal however they are named and ordered; none at all where
        every strength is 0.
        """
        enabled = [edit for edit in self.concept_edits() if edit.enabled and edit.pairs]
        if all(edit.changes_nothing for edit in enabled):
            return ()
        bare = [msgspec.structs.replace(edit, key="", name="", pairs=tuple(sorted(edit.pairs))) for edit in enabled]
        return tuple(sorted(bare, key=msgspec.json.encode))

    def changes(self) -> dict[UnitId, Change]:
        """The joint change of every unit that is changed throughout and everywhere: gains multiply, shifts add.

        Sorted products and exact sums are the same, to the last bit, however the edits were ordered.
        """
        return _joint(edit for edit in self.unit_edits() if edit.span is None and edit.region is None)

    def timed_changes(self) -> dict[Span, dict[UnitId, Change]]:
        """The same of edits that act in a part of sampling. Where parts overlap, these changes join as edits do."""
        edits = [edit for edit in self.unit_edits() if edit.region is None]
        spans = sorted({edit.span for edit in edits if edit.span is not None})
        found = {span: _joint(edit for edit in edits if edit.span == span) for span in spans}
        return {span: changes for span, changes in found.items() if changes}

    def placed_changes(self) -> tuple[PlacedChanges, ...]:
        """The same of edits that act in a region, joined where region and part of sampling are the same."""
        edits = [edit for edit in self.unit_edits() if edit.region is not None]
        limits = sorted({(edit.region, edit.span) for edit in edits}, key=msgspec.json.encode)
        found = [
            PlacedChanges(region, span, _joint(edit for edit in edits if (edit.region, edit.span) == (region, span)))
            for region, span in limits
            if region is not None
        ]
        return tuple(placed for placed in found if placed.changes)

    def coloured(self) -> tuple[UnitEdit, ...]:
        """The edits at work that give their light a colour, in an order of their own: that of the list is no matter."""
        edits = [edit for edit in self.unit_edits() if edit.light is not None and not edit.changes_nothing]
        return tuple(sorted(edits, key=lambda edit: msgspec.json.encode(_nameless(edit))))

    def edit(self, key: str) -> Edit:
        """The edit with this key. Raises KeyError."""
        return next(edit for edit in self.edits if edit.key == key)

    def with_edit(self, edit: Edit) -> Recipe:
        """With the edit put in place of the one that has its key, or added at the end."""
        keys = [known.key for known in self.edits]
        if edit.key not in keys:
            return msgspec.structs.replace(self, edits=(*self.edits, edit))
        return msgspec.structs.replace(self, edits=tuple(edit if e.key == edit.key else e for e in self.edits))

    def without_edit(self, key: str) -> Recipe:
        """Without the edit that has this key."""
        return msgspec.structs.replace(self, edits=tuple(edit for edit in self.edits if edit.key != key))


def _nameless(edit: UnitEdit) -> UnitEdit:
    return msgspec.structs.replace(edit, key="", name="")


def _joint(edits: Iterable[UnitEdit]) -> dict[UnitId, Change]:
    gains: dict[UnitId, list[float]] = {}
    shifts: dict[UnitId, list[float]] = {}
    for edit in edits:
        if edit.changes_nothing:
            continue
        for unit in set(edit.units):
            gains.setdefault(unit, []).append(edit.gain)
            shifts.setdefault(unit, []).append(edit.shift)
    joint = {unit: Change(math.prod(sorted(gains[unit])), math.fsum(shifts[unit])) for unit in sorted(gains)}
    return {unit: change for unit, change in joint.items() if change != Change(1.0, 0.0)}


def check_recipe(recipe: Recipe, info: GeneratorInfo, *, same_architecture: bool = False) -> Recipe:
    """The recipe itself, when it may be applied to this generator.

    same_architecture: apply a recipe made for another generator of the same architecture, on request.
    Raises UnlitError when it was made for another generator, names units this one does not have, changes words or a
    part of sampling where there are none, or has a region that is too large.
    """
    made_for, here = recipe.base, info.fingerprint
    if made_for.architecture != here.architecture:
        raise UnlitError("This recipe was made for a generator of another architecture and cannot be used here.")
    if made_for.sha256 != here.sha256 and not same_architecture:
        raise UnlitError(
            f"This recipe was made for another generator ({made_for}) than this one ({here}); "
            "it can be tried all the same on request, since the architecture is the same."
        )
    keys = [edit.key for edit in recipe.edits]
    if len(set(keys)) != len(keys):
        raise UnlitError("This recipe is damaged: two of its edits have the same key.")
    if recipe.concept_edits() and not info.prompts:
        raise UnlitError("This recipe changes what words mean, and this generator is not asked with words.")
    if any(edit.span for edit in recipe.unit_edits()) and not info.prompts:
        raise UnlitError("This recipe changes a part of sampling, and this generator makes its pictures in one step.")
    if any(edit.region and len(edit.region.png) > LARGEST_REGION for edit in recipe.unit_edits()):
        raise UnlitError("This recipe has a region that is too large to be one that was painted.")
    widths = {layer.name: layer.units for layer in info.layers}
    for unit in (unit for edit in recipe.unit_edits() for unit in edit.units):
        if not 0 <= unit.index < widths.get(unit.layer, 0):
            raise UnlitError(f"This recipe changes {str(unit)[:60]}, a unit that this generator does not have.")
    return recipe
