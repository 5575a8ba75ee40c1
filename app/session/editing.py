"""Changes of the list of edits as pure functions: order, groups of parts, bypass, what comes from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from msgspec.structs import replace

from models.document.project import Project
from models.document.recipe import Edit, Recipe, UnitEdit
from models.document.units import UnitId


def unit_edit(project: Project, key: str) -> UnitEdit:
    """The edit of units with this key. Raises KeyError or AssertionError for another."""
    edit = project.recipe.edit(key)
    assert isinstance(edit, UnitEdit), "only these have sliders"
    return edit


def fresh_keys(recipe: Recipe) -> Iterable[str]:
    """Keys that no edit of the recipe has, one after the other."""
    taken = {edit.key for edit in recipe.edits}
    return (f"edit-{n}" for n in count(len(taken) + 1) if f"edit-{n}" not in taken)


def moved(project: Project, key: str, place: int) -> Project:
    """With an edit at another place of the list, from 0; beyond its ends is at them."""
    edit = project.recipe.edit(key)
    others = [other for other in project.recipe.edits if other.key != key]
    others.insert(min(max(place, 0), len(others)), edit)
    return _with_edits(project, others)


def added(project: Project, edits: Iterable[Edit], after: str = "") -> Project:
    """With these edits under keys of their own, at the end or after the one with a key."""
    keys = fresh_keys(project.recipe)
    new = [replace(edit, key=key) for edit, key in zip(edits, keys, strict=False)]
    there = list(project.recipe.edits)
    place = next((i + 1 for i, edit in enumerate(there) if edit.key == after), len(there))
    return _with_edits(project, [*there[:place], *new, *there[place:]])


def apart(project: Project, key: str, units: Iterable[UnitId]) -> Project:
    """With these parts of an edit as edits of their own below it, which do what it does; it keeps the others.

    One that would keep none keeps the first.
    """
    edit, leaving = unit_edit(project, key), tuple(units)
    staying = tuple(unit for unit in edit.units if unit not in leaving) or leaving[:1]
    leaving = tuple(unit for unit in leaving if unit not in staying)
    project = replace(project, recipe=project.recipe.with_edit(replace(edit, units=staying)))
    new = [replace(edit, units=(unit,), name=f"{edit.name} ({n})") for n, unit in enumerate(leaving, start=2)]
    return added(project, new, after=key)


def joined(project: Project, key: str, other: str) -> Project:
    """With the parts of another edit in this one, whose slider moves them all; the other is gone."""
    first, second = unit_edit(project, key), unit_edit(project, other)
    units = tuple(dict.fromkeys((*first.units, *second.units)))
    return replace(project, recipe=project.recipe.with_edit(replace(first, units=units)).without_edit(other))


def with_enabled(project: Project, keys: Iterable[str]) -> Project:
    """With just these edits at work and all others bypassed."""
    chosen = frozenset(keys)
    return _with_edits(project, [replace(edit, enabled=edit.key in chosen) for edit in project.recipe.edits])


def _with_edits(project: Project, edits: Iterable[Edit]) -> Project:
    return replace(project, recipe=replace(project.recipe, edits=tuple(edits)))
