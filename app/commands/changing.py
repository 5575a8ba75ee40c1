"""Recipes by hand: units turned up and down, words that are to mean something else."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.headless.options import FileArgument, PresetChoice, SidesChoice, TechniqueChoice, TokensChoice

Texts = list[str] | None


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


def concept(
    file: FileArgument,
    to: Annotated[Path, typer.Option("--out", help="The recipe, a .json file.")],
    replace: Annotated[
        Texts, typer.Option("--replace", metavar="FROM=TO", help="“lamp=unlit lamp”: the first is to mean the second.")
    ] = None,
    erase: Annotated[Texts, typer.Option("--erase", metavar="TEXT", help="Is to mean nothing, or --guide.")] = None,
    moderate: Annotated[
        Texts, typer.Option("--moderate", metavar="TEXT", help="The same, as UCE calls it for unsafe words.")
    ] = None,
    debias: Annotated[
        Texts,
        typer.Option(
            "--debias", metavar="TEXT=A:SHARE,B:SHARE", help="“doctor=woman:0.5,man:0.5”: attributes that are added."
        ),
    ] = None,
    pairs: Annotated[
        list[Path] | None,
        typer.Option("--pairs", help="A table, from and to; a word without a second column is erased."),
    ] = None,
    sentences: Annotated[
        Texts,
        typer.Option(
            "--in",
            metavar="SENTENCE",
            help="A sentence in which the word is used, {} in its place: “a bedroom with a {} lamp beside a bed”. "
            "A generator reads a word by those before it; said in its sentences, the edit reaches it there.",
        ),
    ] = None,
    preserve: Annotated[
        Texts, typer.Option("--preserve", metavar="TEXT", help="Must go on meaning what it does.")
    ] = None,
    preserve_file: Annotated[Path | None, typer.Option("--preserve-file", help="The same, a text a line.")] = None,
    preset: Annotated[
        PresetChoice | None, typer.Option("--preset", help="All choices below as one of UCE's programs has them.")
    ] = None,
    strength: Annotated[float, typer.Option("--strength", help="0 nothing, 1 as solved.", min=0.0, max=10.0)] = 1.0,
    auto_strength: Annotated[
        bool, typer.Option("--auto-strength", help="The least at which it is gone, unless other sentences suffer.")
    ] = False,
    guide: Annotated[
        str | None, typer.Option("--guide", help="What erased words are to mean: “art”, for example; nothing.")
    ] = None,
    tokens: Annotated[
        TokensChoice | None,
        typer.Option("--tokens", help="The last word's token, with the end, through the padding, all; with --in: all."),
    ] = None,
    sides: Annotated[SidesChoice | None, typer.Option("--sides", help="Of cross-attention; both.")] = None,
    technique: Annotated[
        TechniqueChoice | None, typer.Option("--technique", help="tensor: the paper-era program's other one.")
    ] = None,
    scale: Annotated[float | None, typer.Option("--scale", help="Of what is edited; 1.")] = None,
    ridge: Annotated[
        float | None, typer.Option("--ridge", help="UCE's lambda; 0.5. Less follows more closely.")
    ] = None,
    preserve_scale: Annotated[
        float | None, typer.Option("--preserve-scale", help="Of what is preserved; 1. 0: less the more there is.")
    ] = None,
    moving_only: Annotated[
        bool, typer.Option("--moving-only", help="Preserve only what would move more than the average.")
    ] = False,
    null_space: Annotated[
        bool, typer.Option("--null-space", help="Keep the edit out of all that preserved texts span.")
    ] = False,
    rounds: Annotated[
        int, typer.Option("--rounds", help="Erase again what still leads there, as RECE does.", min=0, max=20)
    ] = 0,
    name: Annotated[str, typer.Option("--name", help="What the edit is called.")] = "",
    add: Annotated[bool, typer.Option("--add", help="Keep the edits that the recipe file holds.")] = False,
) -> None:
    """Write a recipe that changes what words mean, in closed form (Unified Concept Editing), and say what it does.

    What is replaced, erased and so on is solved together. For Stable Diffusion 1, 2, XL and their kin.
    """
    from app.headless.concept import Wanted, concepts
    from app.headless.concept import concept as run

    wanted = Wanted(
        tuple(replace or ()), tuple(erase or ()), tuple(moderate or ()), tuple(debias or ()), tuple(pairs or ())
    )
    how = {
        "guide": guide,
        "tokens": tokens and tokens.value,
        "sides": sides and sides.value,
        "technique": technique and technique.value,
        "scale": scale,
        "ridge": ridge,
        "preserve_scale": preserve_scale,
        "moving_only": moving_only or None,
        "null_space": null_space or None,
        "rounds": rounds or None,
        "strength": strength,
    }
    edits = concepts(
        wanted,
        {key: value for key, value in how.items() if value is not None},
        preset.value if preset else None,
        tuple(sentences or ()),
        tuple(preserve or ()),
        preserve_file,
        name,
    )
    run(file, edits, to, fit=auto_strength, add=add)
