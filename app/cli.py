"""`unlit`: the studio without arguments, otherwise one command without a window."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli_showing import commands as showing
from app.headless.options import (
    AtOption,
    ClassOption,
    FileArgument,
    GuidanceOption,
    MethodChoice,
    NegativeOption,
    NoiseOption,
    PromptOption,
    PsiOption,
    ReaderChoice,
    SameOption,
    SchedulerOption,
    SeedOption,
    SizeOption,
    StepsOption,
    TowardOption,
    WOption,
    WorkersChoice,
    ZOption,
)
from app.headless.scenes import Asked
from app.headless.terminal import err
from models.document.errors import UnlitError
from models.document.ranking import RankRequest
from models.document.report import Balancing
from models.version import VERSION

app = typer.Typer(
    help="Edit image generators themselves. Without a command, the studio opens.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def studio(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    """Edit image generators themselves. Without a command, the studio opens."""
    if version:
        typer.echo(f"unlit {VERSION}")
    elif context.invoked_subcommand is None:
        from app.__main__ import main as open_studio

        raise typer.Exit(open_studio([]))


@app.command("open")
def open_(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A generator, an address, a project, or nothing.")
    ] = None,
) -> None:
    """Open the studio, with a file if one is given."""
    from app.__main__ import main as open_studio

    raise typer.Exit(open_studio([file] if file else []))


@app.command()
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

    asked = Asked(
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
    inspect_unit(file, unit, asked, scenes, to, as_json=as_json)


@app.command()
def render(
    file: FileArgument,
    to: Annotated[Path, typer.Option("--out", help="X.png: a picture. X.npy: float32 [N,3,H,W], raw, unclamped.")],
    seed: SeedOption = None,
    toward: TowardOption = None,
    at: AtOption = None,
    psi: PsiOption = None,
    noise: NoiseOption = None,
    class_index: ClassOption = None,
    z: ZOption = None,
    w: WOption = None,
    prompt: PromptOption = None,
    negative: NegativeOption = None,
    steps: StepsOption = None,
    guidance: GuidanceOption = None,
    scheduler: SchedulerOption = None,
    size: SizeOption = None,
    recipe: Annotated[Path | None, typer.Option("--recipe", help="Edits to apply.")] = None,
    same_architecture: SameOption = False,
) -> None:
    """Make a picture, or the raw output, of a scene, with a recipe if one is given."""
    from app.headless.render import render as run

    asked = Asked(
        tuple(seed or ()),
        psi,
        noise.value if noise else None,
        class_index,
        z,
        w,
        prompt,
        negative,
        steps,
        guidance,
        scheduler,
        size,
        toward,
        tuple(at or ()),
    )
    run(file, asked, recipe, to, same_architecture=same_architecture)


@app.command()
def words(
    file: FileArgument,
    to: Annotated[Path, typer.Option("--out", help="The folder to write to.")],
    prompt: PromptOption = None,
    seed: SeedOption = None,
    negative: NegativeOption = None,
    steps: StepsOption = None,
    guidance: GuidanceOption = None,
    scheduler: SchedulerOption = None,
    size: SizeOption = None,
) -> None:
    """Where in the picture does each word of the prompt look? Writes a picture and a mask for each word."""
    from app.headless.words import words as run

    asked = Asked(
        tuple(seed or ()),
        prompt=prompt,
        negative=negative,
        steps=steps,
        guidance=guidance,
        scheduler=scheduler,
        size=size,
    )
    run(file, asked, to)


@app.command()
def rank(
    file: FileArgument,
    to: Annotated[Path, typer.Option("--out", help="R.csv: a table. R.json: everything.")],
    region: Annotated[
        list[Path] | None, typer.Option("--region", help="A mask, white inside. One for each scene.")
    ] = None,
    like: Annotated[
        Path | None,
        typer.Option(
            "--like", help="A search that the studio wrote, or a ranking: search as it did, instead of all this."
        ),
    ] = None,
    seed: SeedOption = None,
    toward: TowardOption = None,
    at: AtOption = None,
    psi: PsiOption = None,
    noise: NoiseOption = None,
    class_index: ClassOption = None,
    z: ZOption = None,
    w: WOption = None,
    prompt: PromptOption = None,
    negative: NegativeOption = None,
    steps: StepsOption = None,
    guidance: GuidanceOption = None,
    scheduler: SchedulerOption = None,
    size: SizeOption = None,
    keep: Annotated[
        list[Path] | None,
        typer.Option("--keep", help="A mask of what is to stay unchanged. One for all scenes, or each."),
    ] = None,
    transfer: Annotated[
        int, typer.Option("--transfer", help="Find the painted thing on so many more seeds first.", min=0, max=256)
    ] = 0,
    method: Annotated[
        MethodChoice, typer.Option("--method", help="Estimate all and ablate the promising, or ablate every unit.")
    ] = MethodChoice.SHORTLIST,
    probes: Annotated[int, typer.Option("--probes", help="Random probes of the estimates.", min=1, max=1024)] = 4,
    shortlist: Annotated[
        int, typer.Option("--shortlist", help="How many units to ablate at least.", min=1, max=1_000_000)
    ] = 64,
    search_seed: Annotated[
        int, typer.Option("--search-seed", help="Of the probes and the sample.", min=0, max=2**32 - 1)
    ] = 0,
    torgb: Annotated[bool, typer.Option("--torgb", help="Also rank the colour knobs of toRGB.")] = False,
    batch: Annotated[
        int, typer.Option("--batch", help="Units at once; 0 takes what memory allows.", min=0, max=4096)
    ] = 0,
    memory: Annotated[
        float, typer.Option("--memory", help="GiB that a batch may take; 0: what is free.", min=0.0, max=4096.0)
    ] = 0.0,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Search anew, and keep nothing for later.")] = False,
    workers: Annotated[
        WorkersChoice, typer.Option("--workers", help="This process, or the GPUs of a Ray cluster (RAY_ADDRESS).")
    ] = WorkersChoice.LOCAL,
    resize: Annotated[bool, typer.Option("--resize", help="Fit regions of another size to the picture.")] = False,
    top: Annotated[int, typer.Option("--top", help="How many to print.", min=0)] = 20,
) -> None:
    """Find what makes a painted thing: ablate units and score how much of the change lands in the region.

    All units are estimated, the most promising ablated, and a sample of the others tells what may have been missed. A
    search that was done before is found again, one that was stopped goes on.
    """
    from app.headless.rank import rank as run

    asked = Asked(
        tuple(seed or ()),
        psi,
        noise.value if noise else None,
        class_index,
        z,
        w,
        prompt,
        negative,
        steps,
        guidance,
        scheduler,
        size,
        toward,
        tuple(at or ()),
    )
    how = RankRequest((), method.value, torgb, search_seed, probes, shortlist, batch, memory)
    run(
        file,
        asked,
        region or [],
        keep or [],
        like,
        to,
        how,
        elsewhere=transfer,
        resize=resize,
        cached=not no_cache,
        workers=workers.value,
        top=top,
    )


@app.command()
def group(
    file: FileArgument,
    ranking: Annotated[Path, typer.Option("--ranking", help="What `unlit rank` wrote as R.json.")],
    to: Annotated[Path, typer.Option("--out", "--to", help="The recipe, a .json file.")],
    most: Annotated[int, typer.Option("--most", help="Units in the group at most.", min=1, max=256)] = 8,
    name: Annotated[str, typer.Option("--name", help="What the edit is called.")] = "",
) -> None:
    """Find units that work together, out of the strongest of a ranking, and write a recipe that switches them off.

    Every step ablates the group with each candidate and takes the one with which most lands in the region, until
    nothing more does.
    """
    from app.headless.group import group as run

    run(file, ranking, most, name, to)


@app.command()
def edit(
    file: FileArgument,
    unit: Annotated[
        list[str], typer.Option("--unit", help="b32.conv1/265, or layer8/265, or convs.5/265. Repeatable.")
    ],
    to: Annotated[Path, typer.Option("--out", help="The recipe, a .json file.")],
    gain: Annotated[float, typer.Option("--gain", help="0 is off, 1 as generated.", min=-100.0, max=100.0)] = 1.0,
    shift: Annotated[
        float, typer.Option("--shift", help="In standard deviations of the unit.", min=-1000.0, max=1000.0)
    ] = 0.0,
    start: Annotated[
        float,
        typer.Option(
            "--from",
            help="Only from this part of sampling on: 0 is the first step, nothing but noise, 1 the finished picture. "
            "Of text-to-image generators; such an edit can be previewed, not baked.",
            min=0.0,
            max=1.0,
        ),
    ] = 0.0,
    end: Annotated[float, typer.Option("--until", help="Only until this part of sampling.", min=0.0, max=1.0)] = 1.0,
    region: Annotated[
        Path | None,
        typer.Option("--region", help="Only in this mask, white inside. Such an edit can be previewed, not baked."),
    ] = None,
    light: Annotated[
        str,
        typer.Option("--light", help="A colour, #rrggbb, for the light that the units make. Not baked."),
    ] = "",
    name: Annotated[str, typer.Option("--name", help="What the edit is called.")] = "",
    add: Annotated[bool, typer.Option("--add", help="Keep the edits that the recipe file holds.")] = False,
) -> None:
    """Write a recipe that changes units named by hand: value -> gain * value + shift * sigma."""
    from app.headless.edit import Limits
    from app.headless.edit import edit as run

    run(file, unit, gain, shift, Limits((start, end), region, light), name, to, add=add)


app.add_typer(showing)


@app.command()
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


@app.command()
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
    steps: StepsOption = None,
    guidance: GuidanceOption = None,
    scheduler: SchedulerOption = None,
    size: SizeOption = None,
    same_architecture: SameOption = False,
) -> None:
    """What does a recipe do? Pictures with and without it, measured: does it do what is meant, and what else moves?

    Writes report.md, report.json and sheets of pictures before and after; with --balance also the recipe.json found.
    """
    from app.headless.report import report as run
    from app.headless.report import wanted_of

    asked = Asked(steps=steps, guidance=guidance, scheduler=scheduler, size=size)
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


@app.command()
def demo(to: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("unlit-demo")) -> None:
    """The whole path once on the bundled lamp room: find the lamp's units, switch them off, export."""
    from app.headless.demo import demo as run

    run(to)


@app.command()
def doctor() -> None:
    """Check that everything Unlit needs works here."""
    from app.headless.doctor import doctor as run

    raise typer.Exit(0 if run() else 1)


def main() -> None:
    """Run a command. Errors are one sentence on stderr and exit code 1; wrong usage 2; Ctrl+C 130."""
    try:
        app()
    except UnlitError as error:
        err.print(f"unlit: {error.sentence}", markup=False)
        if error.kind == "internal":
            err.print(error.details, markup=False)
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("unlit: stopped", markup=False)
        sys.exit(130)


if __name__ == "__main__":
    main()
