"""What becomes of a recipe: a file, or a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.scenes import takes_scenes
from app.headless.options import FileArgument, ReaderChoice, SameOption
from app.headless.scenes import Asked
from models.document.report import Balancing


def export(
    file: FileArgument,
    recipe: Annotated[Path, typer.Option("--recipe", help="Edits to bake in.")],
    to: Annotated[Path, typer.Option("--out", help="The edited generator.")],
    container: Annotated[
        str,
        typer.Option(
            "--to",
            help="native, rosinality, or the format FILE came in (nvidia, pti, genforce); for Stable Diffusion "
            "diffusers or single-file, or only what changes: lora (A1111, ComfyUI), lora-peft (diffusers), uce.",
        ),
    ] = "",
    without_limits: Annotated[
        bool,
        typer.Option(
            "--without-limits",
            help="Let edits of a part of sampling or of the picture (edit --from, --until, --region) act in all, and "
            "leave light as it is (--light).",
        ),
    ] = False,
    rank: Annotated[
        int, typer.Option("--rank", help="Of a LoRA at most; 0 takes what it needs.", min=0, max=100_000)
    ] = 0,
    same_architecture: SameOption = False,
) -> None:
    """Write the edited generator, re-open it and compare it with the preview.

    Without --to, the ending of --out chooses: the format that FILE came in where it has that ending, .safetensors for
    Unlit's own, .pt for rosinality's. Of Stable Diffusion, a name without an ending is a folder.
    """
    from app.headless.export import export as run

    run(file, recipe, to, container=container, rank=rank, unlimited=without_limits, same_architecture=same_architecture)


@takes_scenes("steps", "guidance", "scheduler", "size")
def report(
    file: FileArgument,
    recipe: Annotated[Path, typer.Option("--recipe", help="What to report on.")],
    to: Annotated[Path, typer.Option("--out", help="The folder to write to.")],
    prompts: Annotated[
        Path | None,
        typer.Option(
            "--prompts", help="A text file, a prompt a line; [edited], [paraphrases], [neighbours], [unrelated]."
        ),
    ] = None,
    meant: Annotated[
        list[str] | None,
        typer.Option("--meant", metavar="FROM=TO", help="What the recipe is to do, where it edits units. Repeatable."),
    ] = None,
    seeds: Annotated[int, typer.Option("--seeds", help="Pictures of each prompt.", min=2, max=1000)] = 4,
    most: Annotated[int, typer.Option("--most", help="Prompts of each part at most.", min=1, max=1000)] = 8,
    scorer: Annotated[
        ReaderChoice, typer.Option("--read-with", help="The sample's probe network, CLIP, or the pictures alone.")
    ] = ReaderChoice.AUTO,
    clip: Annotated[str, typer.Option("--clip", help="CLIP: a folder, or its name on the hub; not downloaded.")] = "",
    balance: Annotated[
        bool, typer.Option("--balance", help="First find shares of debias edits that show attributes equally often.")
    ] = False,
    wanted: Annotated[
        str, typer.Option("--wanted", metavar="P,P", help="Or so often, in their order, as in 0.3,0.7.")
    ] = "",
    tolerance: Annotated[
        float, typer.Option("--tolerance", help="How near that is near enough.", min=0.01, max=0.5)
    ] = 0.1,
    *,
    asked: Asked,
    same_architecture: SameOption = False,
) -> None:
    """What does a recipe do? Pictures with and without it, measured: does it do what is meant, and what else moves?

    Writes report.md, report.json and sheets of pictures before and after; with --balance also the recipe.json found.
    """
    from app.headless.report import report as run
    from app.headless.report import wanted_of

    run(
        file,
        recipe,
        to,
        prompts,
        asked,
        meant or [],
        seeds=seeds,
        most=most,
        scorer=scorer.value,
        clip=clip,
        balancing=Balancing(wanted_of(wanted), tolerance) if balance or wanted else None,
        same_architecture=same_architecture,
    )
