"""Documents of older formats, made like today's. Works on plain JSON values, before they become structs."""

from __future__ import annotations

from typing import Any


def migrated(kind: str, format_: int, content: Any) -> Any:
    """The content of a document as its newest format has it. Raises LookupError or TypeError for a damaged one.

    Scenes before format 2, and so rankings before 3 and projects before 5, knew no way between two; they read as
    they are.
    """
    if kind == "ranking" and format_ < 2:
        return _ranking_2(content)
    if kind == "recipe" and format_ < 2:
        return _recipe_2(content)
    if kind == "project" and format_ < 2:
        content = {**content, "rankings": [_ranking_2(ranking) for ranking in content.get("rankings", ())]}
    if kind == "project" and format_ < 3:
        return {**content, "recipe": _recipe_2(content["recipe"])}
    return content


def _recipe_2(recipe: Any) -> Any:
    """Format 1 knew edits of units only, and did not say so."""
    return {**recipe, "edits": [{**edit, "edit": "unit"} for edit in recipe.get("edits", ())]}


def _ranking_2(ranking: Any) -> Any:
    """Format 1 had the evidence in the ranking and only knew the exhaustive search."""
    kept = {name: value for name, value in ranking.items() if name not in ("evidence", "method")}
    return {**kept, "request": {"evidence": ranking["evidence"], "method": "exhaustive"}}
