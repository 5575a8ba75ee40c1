"""`unlit edit`: a recipe from units' names."""

from __future__ import annotations

from pathlib import Path

from app.engine.grouping import HEADS
from app.headless.files import read_recipe, write_recipe
from app.headless.runner import Runner
from app.headless.terminal import say
from models.document.errors import UnlitError
from models.document.recipe import UnitEdit
from models.document.units import find_unit


def edit(file: str, names: list[str], gain: float, shift: float, title: str, to: Path, *, add: bool) -> None:
    """Write a recipe that changes the named units together; with `add`, beside the edits that `to` holds already."""
    runner = Runner(file)
    recipe = runner.recipe(read_recipe(to) if add else None)
    units = tuple(dict.fromkeys(find_unit(name, runner.info.layers) for name in names))
    heads = {layer.name for layer in runner.info.layers if layer.kind in HEADS}
    if shift and any(unit.layer in heads for unit in units):
        raise UnlitError("Attention heads can be turned up and down (--gain), but not shifted.")
    taken = {known.key for known in recipe.edits}
    key = next(f"edit-{n}" for n in range(1, len(taken) + 2) if f"edit-{n}" not in taken)
    write_recipe(recipe.with_edit(UnitEdit(key, title or ", ".join(map(str, units)), units, gain, shift)), to)
    say(f"Wrote {to}")
