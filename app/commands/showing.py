"""A recipe as pictures: an edit's slider as an animation, scenes before and after."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.scenes import takes_scenes
from app.headless.options import FileArgument, SameOption
from app.headless.scenes import Asked
from models.document.sweep import LONGEST

RecipeOption = Annotated[Path, typer.Option("--recipe", help="The edits.")]


@takes_scenes("seed", "psi", "noise", "class_index", "prompt", "negative", "steps", "guidance", "scheduler", "size")
def sweep(
    file: FileArgument,
    recipe: RecipeOption,
    to: Annotated[Path, typer.Option("--out", help="X.gif or X.mp4.")],
    edit: Annotated[str, typer.Option("--edit", help="Its name; may be left out where there is but one.")] = "",
    start: Annotated[float, typer.Option("--from", help="The gain at the beginning.", min=-100.0, max=100.0)] = 0.0,
    end: Annotated[float, typer.Option("--to", help="The gain at the end.", min=-100.0, max=100.0)] = 1.0,
    seconds: Annotated[float, typer.Option("--seconds", help="How long it is.", min=0.1, max=LONGEST)] = 2.0,
    back: Annotated[bool, typer.Option("--back", help="There and back again in that time.")] = False,
    *,
    asked: Asked,
    same_architecture: SameOption = False,
) -> None:
    """An edit's slider as an animation; several scenes side by side."""
    from app.headless.show import Going
    from app.headless.show import sweep as run

    run(file, asked, recipe, edit, Going(start, end, seconds, back), to, same_architecture=same_architecture)


@takes_scenes("seed", "psi", "noise", "class_index", "prompt", "negative", "steps", "guidance", "scheduler", "size")
def sheet(
    file: FileArgument,
    recipe: RecipeOption,
    to: Annotated[Path, typer.Option("--out", help="X.png, with the recipe inside.")],
    *,
    asked: Asked,
    same_architecture: SameOption = False,
) -> None:
    """Scenes as generated, and under each row the same scenes with the edits, as one picture."""
    from app.headless.show import sheet as run

    run(file, asked, recipe, to, same_architecture=same_architecture)
