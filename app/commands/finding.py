"""What makes a thing in a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.scenes import takes_scenes
from app.headless.options import FileArgument, MethodChoice, WorkersChoice
from app.headless.scenes import Asked
from models.document.ranking import RankRequest

_USUAL = RankRequest(())  # the studio searches so, too


@takes_scenes()
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
    *,
    asked: Asked,
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
    probes: Annotated[
        int, typer.Option("--probes", help="Random probes of the estimates.", min=1, max=1024)
    ] = _USUAL.probes,
    shortlist: Annotated[
        int, typer.Option("--shortlist", help="How many units to ablate at least.", min=1, max=1_000_000)
    ] = _USUAL.shortlist,
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
