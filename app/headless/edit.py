"""`unlit edit`: a recipe from units' names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app.engine.grouping import HEADS
from app.headless.files import read_recipe, write_recipe
from app.headless.runner import Runner
from app.headless.terminal import say
from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.pictures import read_region
from models.document.recipe import Recipe, Span, UnitEdit, check_recipe
from models.document.region import Region, check_region
from models.document.units import find_unit


@dataclass(frozen=True)
class Limits:
    """part: of sampling, see Span; (0, 1) is all of it. region: a mask's file. light: "#rrggbb". Empty is no limit."""

    part: tuple[float, float] = (0.0, 1.0)
    region: Path | None = None
    light: str = ""


def edit(
    file: str, names: list[str], gain: float, shift: float, limits: Limits, title: str, to: Path, *, add: bool
) -> None:
    """Write a recipe that changes the named units together; with `add`, beside the edits that `to` holds already."""
    span, light = span_of(*limits.part), light_of(limits.light) if limits.light else None
    runner = Runner(file)
    recipe = runner.recipe(read_recipe(to) if add else None)
    units = tuple(dict.fromkeys(find_unit(name, runner.info.layers) for name in names))
    heads = {layer.name for layer in runner.info.layers if layer.kind in HEADS}
    if shift and any(unit.layer in heads for unit in units):
        raise UnlitError("Attention heads can be turned up and down (--gain), but not shifted.")
    region = region_of(limits.region, runner.info) if limits.region else None
    made = UnitEdit(
        free_key(recipe), title or ", ".join(map(str, units)), units, gain, shift, span=span, region=region, light=light
    )
    write_recipe(check_recipe(recipe.with_edit(made), runner.info), to)
    say(f"Wrote {to}")


def free_key(recipe: Recipe) -> str:
    """Of an edit that is to be added."""
    taken = {known.key for known in recipe.edits}
    return next(f"edit-{n}" for n in range(1, len(taken) + 2) if f"edit-{n}" not in taken)


def span_of(start: float, end: float) -> Span | None:
    """None for all of sampling. Raises UnlitError for no part of it."""
    if start >= end:
        raise UnlitError(f"From {start:g} until {end:g} is no part of sampling, which goes from 0 (noise) to 1.")
    return None if (start, end) == (0.0, 1.0) else Span(start, end)


def region_of(path: Path, info: GeneratorInfo) -> Region:
    """Raises UnlitError for an empty mask, and for one of another size than the picture where that is known."""
    region = read_region(path)
    if info.prompts and region.levels().any():  # whose scenes say the size
        return region
    return check_region(region, info.resolution)


def light_of(text: str) -> tuple[float, float, float]:
    """ "#ff8000" -> (1.0, 0.5, 0.0). Raises UnlitError for anything else."""
    match = re.fullmatch(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", text.strip())
    if match is None:
        raise UnlitError(f"“{text[:20]}” is not a colour; write it as #rrggbb, for example #ffb060.")
    red, green, blue = (int(two, 16) / 255 for two in match.groups())
    return red, green, blue
