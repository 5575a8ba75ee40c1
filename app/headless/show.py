"""`unlit sweep` and `unlit sheet`: a recipe's pictures for others to see."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.engine.protocol.to_engine import MakeSheet, MakeSweep
from app.headless.files import read_recipe
from app.headless.runner import Runner
from app.headless.scenes import Asked
from app.headless.terminal import follow_drawing, say
from models.document.animation import check_animation_name
from models.document.errors import UnlitError
from models.document.recipe import Recipe, UnitEdit
from models.document.sweep import SweepRequest


@dataclass(frozen=True)
class Going:
    """start, end: gains. seconds: of the whole animation. back: there and back again."""

    start: float
    end: float
    seconds: float
    back: bool


def sweep(
    file: str, asked: Asked, recipe_file: Path, edit: str, going: Going, to: Path, *, same_architecture: bool
) -> None:
    """Write an edit's slider as an animation, .gif or .mp4; several scenes side by side."""
    check_animation_name(to)
    asked.check()
    runner = Runner(file)
    recipe = runner.recipe(read_recipe(recipe_file), same_architecture=same_architecture)
    scenes, key = asked.scenes(runner.info), edit_of(recipe, edit).key
    request = SweepRequest(recipe, key, scenes, going.start, going.end, going.seconds, going.back)
    follow_drawing(runner.show(MakeSweep(1, 1, request, str(to))))
    say(f"Wrote {to}")


def sheet(file: str, asked: Asked, recipe_file: Path, to: Path, *, same_architecture: bool) -> None:
    """Write scenes as generated, and under each row the same scenes under the recipe, as one PNG."""
    if to.suffix.lower() != ".png":
        raise UnlitError(f"“{to.name}” should end in .png.")
    asked.check()
    runner = Runner(file)
    recipe = runner.recipe(read_recipe(recipe_file), same_architecture=same_architecture)
    follow_drawing(runner.show(MakeSheet(1, 1, recipe, asked.scenes(runner.info), str(to))))
    say(f"Wrote {to}")


def edit_of(recipe: Recipe, name: str) -> UnitEdit:
    """The edit of units with this name or key; the only one for an empty name. Raises UnlitError."""
    edits = recipe.unit_edits()
    found = [edit for edit in edits if not name or name in (edit.name, edit.key)]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"“{edit.name[:40]}”" for edit in edits[:10]) or "none"
    raise UnlitError(f"Say which edit of units to sweep (--edit); the recipe has {there}.")
