"""`unlit edit`: a recipe from units' names."""

from __future__ import annotations

from pathlib import Path

from app.engine.grouping import HEADS
from app.headless.files import read_recipe, write_recipe
from app.headless.runner import Runner
from app.headless.terminal import say
from models.document.errors import UnlitError
from models.document.recipe import Span, UnitEdit, check_recipe
from models.document.units import find_unit


def edit(
    file: str,
    names: list[str],
    gain: float,
    shift: float,
    part: tuple[float, float],
    title: str,
    to: Path,
    *,
    add: bool,
) -> None:
    """Write a recipe that changes the named units together; with `add`, beside the edits that `to` holds already.

    part: of sampling, see Span; (0, 1) is all of it.
    """
    span = span_of(*part)
    runner = Runner(file)
    recipe = runner.recipe(read_recipe(to) if add else None)
    units = tuple(dict.fromkeys(find_unit(name, runner.info.layers) for name in names))
    heads = {layer.name for layer in runner.info.layers if layer.kind in HEADS}
    if shift and any(unit.layer in heads for unit in units):
        raise UnlitError("Attention heads can be turned up and down (--gain), but not shifted.")
    taken = {known.key for known in recipe.edits}
    key = next(f"edit-{n}" for n in range(1, len(taken) + 2) if f"edit-{n}" not in taken)
    made = UnitEdit(key, title or ", ".join(map(str, units)), units, gain, shift, span=span)
    write_recipe(check_recipe(recipe.with_edit(made), runner.info), to)
    say(f"Wrote {to}")


def span_of(start: float, end: float) -> Span | None:
    """None for all of sampling. Raises UnlitError for no part of it."""
    if start >= end:
        raise UnlitError(f"From {start:g} until {end:g} is no part of sampling, which goes from 0 (noise) to 1.")
    return None if (start, end) == (0.0, 1.0) else Span(start, end)
