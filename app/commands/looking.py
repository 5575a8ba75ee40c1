"""What is in a generator, and what it draws."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.scenes import takes_scenes
from app.headless.options import FileArgument, SameOption
from app.headless.scenes import Asked


@takes_scenes("seed", "psi", "noise", "class_index", "prompt", "negative", "steps", "guidance", "scheduler", "size")
def inspect(
    file: FileArgument,
    unit: Annotated[
        str | None, typer.Option("--unit", help="b32.conv1/265: look at this unit over many scenes instead.")
    ] = None,
    scenes: Annotated[
        int, typer.Option("--scenes", help="Over how many seeds, from 0; 0 takes what suits.", min=0, max=100_000)
    ] = 0,
    to: Annotated[
        Path | None, typer.Option("--out", help="A folder for the unit's pictures, its values and all as JSON.")
    ] = None,
    *,
    asked: Asked,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """What is in this file: its card, its layers and units. With --unit: what is that unit looking for?

    Of a unit: its values over many seeds, the scenes that activate it most with the place where it acts outlined, its
    effect at several shifts (or gains), and the units whose values correlate most with its own.
    """
    if unit is None:
        from app.headless.inspect import inspect as run

        run(file, as_json=as_json)
        return
    from app.headless.inspect_unit import inspect_unit

    inspect_unit(file, unit, asked, scenes, to, as_json=as_json)


@takes_scenes()
def render(
    file: FileArgument,
    to: Annotated[Path, typer.Option("--out", help="X.png: a picture. X.npy: float32 [N,3,H,W], raw, unclamped.")],
    *,
    asked: Asked,
    recipe: Annotated[Path | None, typer.Option("--recipe", help="Edits to apply.")] = None,
    same_architecture: SameOption = False,
) -> None:
    """Make a picture, or the raw output, of a scene, with a recipe if one is given."""
    from app.headless.render import render as run

    run(file, asked, recipe, to, same_architecture=same_architecture)


@takes_scenes("prompt", "seed", "negative", "steps", "guidance", "scheduler", "size")
def words(
    file: FileArgument,
    to: Annotated[Path, typer.Option("--out", help="The folder to write to.")],
    *,
    asked: Asked,
) -> None:
    """Where in the picture does each word of the prompt look? Writes a picture and a mask for each word."""
    from app.headless.words import words as run

    run(file, asked, to)
