"""The options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

FILE_HELP = (
    "A generator's file or folder, sample:lamp_room, sample:lamp_room_words, hf:owner/name or hf:owner/name/file "
    "on the Hugging Face hub, or an https link."
)


class NoiseChoice(StrEnum):
    """How noise inputs are filled."""

    CONST = "const"
    NONE = "none"
    RANDOM = "random"


class WorkersChoice(StrEnum):
    """Who searches."""

    LOCAL = "local"
    RAY = "ray"


class MethodChoice(StrEnum):
    """How units are searched."""

    SHORTLIST = "shortlist"
    EXHAUSTIVE = "exhaustive"


class ReaderChoice(StrEnum):
    """What reads the pictures of a report."""

    AUTO = "auto"
    PROBE = "probe"
    CLIP = "clip"
    PICTURES = "pictures"


class PresetChoice(StrEnum):
    """The choices of UCE's programs."""

    UCE_2025 = "uce-2025"
    UCE_2023 = "uce-2023"


class TokensChoice(StrEnum):
    """Which tokens of a text."""

    LAST = "last"
    LAST_AND_END = "last+end"
    PADDING = "padding"
    ALL = "all"


class SidesChoice(StrEnum):
    """Which projections of cross-attention."""

    BOTH = "both"
    KEYS = "keys"
    VALUES = "values"


class TechniqueChoice(StrEnum):
    """What a word becomes."""

    REPLACE = "replace"
    TENSOR = "tensor"


FileArgument = Annotated[str, typer.Argument(metavar="FILE", help=FILE_HELP)]
SeedOption = Annotated[
    list[int] | None, typer.Option("--seed", help="The scene. Repeat for several.", min=0, max=2**32 - 1)
]
TowardOption = Annotated[
    int | None, typer.Option("--toward", help="A seed to go to from --seed; see --at.", min=0, max=2**32 - 1)
]
AtOption = Annotated[
    list[float] | None,
    typer.Option("--at", help="How much of the way: 0 is --seed, 1 --toward. Repeat for several.", min=0.0, max=1.0),
]
PsiOption = Annotated[
    float | None, typer.Option("--psi", help="Truncation of a StyleGAN; 1, which is none.", min=-2.0, max=2.0)
]
NoiseOption = Annotated[
    NoiseChoice | None,
    typer.Option("--noise", help="Of a StyleGAN: its stored noise (const), none, or random by seed."),
]
ClassOption = Annotated[int | None, typer.Option("--class", help="The class, for conditional generators.", min=0)]
ZOption = Annotated[Path | None, typer.Option("--z", help="Latents z instead of seeds: .npy [N, z_dim].")]
WOption = Annotated[Path | None, typer.Option("--w", help="Latents w instead of seeds: .npy [N, num_ws, w_dim].")]
PromptOption = Annotated[str | None, typer.Option("--prompt", help="What a text-to-image generator is asked for.")]
NegativeOption = Annotated[str | None, typer.Option("--negative", help="What it is to keep away from.")]
StepsOption = Annotated[int | None, typer.Option("--steps", help="Of sampling.", min=1, max=1000)]
GuidanceOption = Annotated[
    float | None, typer.Option("--guidance", help="How closely it follows the prompt; 1 is none.", min=0.0, max=100.0)
]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", help="ddim, euler, dpm++2m, ...; left out, the one it came with.")
]
SizeOption = Annotated[str | None, typer.Option("--size", metavar="WxH", help="Of the picture; its own if left out.")]
SameOption = Annotated[
    bool, typer.Option("--same-architecture", help="Try a recipe made for another generator of the same architecture.")
]
