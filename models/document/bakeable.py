"""What of a recipe weights can hold: an edit that acts only at some times cannot be baked."""

from __future__ import annotations

from msgspec.structs import replace

from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit


def unbakeable(recipe: Recipe) -> tuple[UnitEdit, ...]:
    """The edits that are at work and that weights cannot hold."""
    return tuple(edit for edit in recipe.unit_edits() if edit.span is not None and not edit.changes_nothing)


def without_limits(recipe: Recipe) -> Recipe:
    """The nearest recipe that weights can hold: edits that act only at some times act throughout."""
    edits = tuple(replace(edit, span=None) if isinstance(edit, UnitEdit) else edit for edit in recipe.edits)
    return replace(recipe, edits=edits)


def check_bakeable(recipe: Recipe) -> Recipe:
    """The recipe itself, when weights can hold it. Raises UnlitError that names an edit and says what can be saved."""
    if edits := unbakeable(recipe):
        raise UnlitError(
            f"“{edits[0].name:.60}” acts in a part of sampling only, which weights cannot hold: save the picture, the "
            "recipe, or the generator with the edit acting throughout."
        )
    return recipe
