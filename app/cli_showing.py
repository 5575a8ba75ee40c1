"""The commands `unlit sweep` and `unlit sheet`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.headless.options import (
    ClassOption,
    FileArgument,
    GuidanceOption,
    NegativeOption,
    NoiseChoice,
    NoiseOption,
    PromptOption,
    PsiOption,
    SameOption,
    SchedulerOption,
    SeedOption,
    SizeOption,
    StepsOption,
)
from app.headless.scenes import Asked
from models.document.sweep import LONGEST

commands = typer.Typer()
RecipeOption = Annotated[Path, typer.Option("--recipe", help="The edits.")]


@commands.command()
def sweep(
    file: FileArgument,
    recipe: RecipeOption,
    to: Annotated[Path, typer.Option("--out", help="X.gif or X.mp4.")],
    edit: Annotated[str, typer.Option("--edit", help="Its name; may be left out where there is but one.")] = "",
    start: Annotated[float, typer.Option("--from", help="The gain at the beginning.", min=-100.0, max=100.0)] = 0.0,
    end: Annotated[float, typer.Option("--to", help="The gain at the end.", min=-100.0, max=100.0)] = 1.0,
    seconds: Annotated[float, typer.Option("--seconds", help="How long it is.", min=0.1, max=LONGEST)] = 2.0,
    back: Annotated[bool, typer.Option("--back", help="There and back again in that time.")] = False,
    seed: SeedOption = None,
    psi: PsiOption = None,
    noise: NoiseOption = None,
    class_index: ClassOption = None,
    prompt: PromptOption = None,
    negative: NegativeOption = None,
    steps: StepsOption = None,
    guidance: GuidanceOption = None,
    scheduler: SchedulerOption = None,
    size: SizeOption = None,
    same_architecture: SameOption = False,
) -> None:
    """An edit's slider as an animation; several scenes side by side."""
    from app.headless.show import Going
    from app.headless.show import sweep as run

    asked = _asked(seed, psi, noise, class_index, prompt, negative, steps, guidance, scheduler, size)
    run(file, asked, recipe, edit, Going(start, end, seconds, back), to, same_architecture=same_architecture)


@commands.command()
def sheet(
    file: FileArgument,
    recipe: RecipeOption,
    to: Annotated[Path, typer.Option("--out", help="X.png, with the recipe inside.")],
    seed: SeedOption = None,
    psi: PsiOption = None,
    noise: NoiseOption = None,
    class_index: ClassOption = None,
    prompt: PromptOption = None,
    negative: NegativeOption = None,
    steps: StepsOption = None,
    guidance: GuidanceOption = None,
    scheduler: SchedulerOption = None,
    size: SizeOption = None,
    same_architecture: SameOption = False,
) -> None:
    """Scenes as generated, and under each row the same scenes with the edits, as one picture."""
    from app.headless.show import sheet as run

    asked = _asked(seed, psi, noise, class_index, prompt, negative, steps, guidance, scheduler, size)
    run(file, asked, recipe, to, same_architecture=same_architecture)


def _asked(
    seed: list[int] | None,
    psi: float | None,
    noise: NoiseChoice | None,
    class_index: int | None,
    prompt: str | None,
    negative: str | None,
    steps: int | None,
    guidance: float | None,
    scheduler: str | None,
    size: str | None,
) -> Asked:
    return Asked(
        tuple(seed or ()),
        psi,
        noise.value if noise else None,
        class_index,
        prompt=prompt,
        negative=negative,
        steps=steps,
        guidance=guidance,
        scheduler=scheduler,
        size=size,
    )
