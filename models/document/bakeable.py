"""What of a recipe weights can hold: an edit that acts only at some times or in some places cannot be baked."""

from __future__ import annotations

from msgspec.structs import replace

from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit

# What an edit may have that weights cannot, by its field, and what is left without it.
_HOLDING = "which weights cannot hold: save the picture, the recipe, or the generator with the edit"
_LIMITS = {
    "region": f"“{{name}}” acts in a part of the picture only, {_HOLDING} acting everywhere.",
    "span": f"“{{name}}” acts in a part of sampling only, {_HOLDING} acting throughout.",
    "light": f"“{{name}}” gives its light a colour, {_HOLDING} leaving its light as it is.",
}


def unbakeable(recipe: Recipe) -> tuple[UnitEdit, ...]:
    """The edits that are at work and that weights cannot hold."""
    return tuple(edit for edit in recipe.unit_edits() if limits_of(edit) and not edit.changes_nothing)


def limits_of(edit: UnitEdit) -> tuple[str, ...]:
    """Which of its fields weights cannot hold: "region", "span", "light"."""
    return tuple(field for field in _LIMITS if getattr(edit, field) is not None)


def without_limits(recipe: Recipe) -> Recipe:
    """The nearest recipe that weights can hold: its edits act throughout and everywhere, on light as it is."""
    none = dict.fromkeys(_LIMITS)
    edits = tuple(replace(edit, **none) if isinstance(edit, UnitEdit) else edit for edit in recipe.edits)
    return replace(recipe, edits=edits)


def check_bakeable(recipe: Recipe) -> Recipe:
    """The recipe itself, when weights can hold it. Raises UnlitError that names an edit and says what can be saved."""
    if edits := unbakeable(recipe):
        sentence = _LIMITS[limits_of(edits[0])[0]]
        raise UnlitError(sentence.format(name=f"{edits[0].name:.60}"))
    return recipe
