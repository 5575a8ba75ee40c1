"""`unlit inspect --unit`: what is a unit looking for?"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import msgspec

from app.headless.runner import Runner
from app.headless.scenes import Asked
from app.headless.tables import relatives_table, top_table
from app.headless.terminal import follow_inspection, out, say
from models.document.atomic import write_bytes
from models.document.errors import UnlitError
from models.document.inspection import Inspection, InspectRequest, effects
from models.document.pictures import contact_sheet, save_png, with_outline
from models.document.recipe import Recipe, UnitEdit
from models.document.units import Layer, UnitId, find_unit


def inspect_unit(file: str, name: str, asked: Asked, count: int, to: Path | None, *, as_json: bool) -> None:
    """Print what was learned of a unit, or all of it as JSON; with a folder, write pictures and numbers there.

    count: over how many seeds; 0 for as many as suit the generator.
    """
    asked.check()
    runner = Runner(file)
    unit = find_unit(name, runner.info.layers)
    scene = asked.scenes(runner.info)[0]
    found = follow_inspection(runner.inspect(InspectRequest(unit, scene, count)))
    layer = next(layer for layer in runner.info.layers if layer.name == unit.layer)
    if to is not None:
        _write(runner, found, layer, to)
    if as_json:
        out.print(_json(found, layer), markup=False)
        return
    where = f"{found.mean:.4f} on average over {len(found.values):,} seeds, {found.value:.4f} in {scene.title.lower()}"
    out.print(f"{unit}, {layer.kind}: {where}; sigma {found.sigma:.4f}", markup=False)
    out.print(top_table(found))
    out.print(relatives_table(found))


def _json(found: Inspection, layer: Layer) -> str:
    """For programs. Regions are left out: `top.png` shows them."""
    said: dict[str, Any] = {
        "unit": str(found.request.unit),
        "kind": layer.kind,
        "base": found.base,
        "scene": found.request.scene,
        "value": found.value,
        "mean": found.mean,
        "sigma": found.sigma,
        "top": [{"seed": top.scene.seed, "value": top.value, "area": top.place.area} for top in found.top],
        "relatives": [{"unit": str(each.unit), "correlation": each.correlation} for each in found.relatives],
        "values": found.values,
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=2).decode()


def _write(runner: Runner, found: Inspection, layer: Layer, to: Path) -> None:
    """top.png, effect.png, values.csv and inspection.json."""
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnlitError(f"“{to}” cannot be made: {error.strerror or error}.", kind="disk") from error
    untouched = Recipe(runner.info.fingerprint)
    tops = [with_outline(runner.picture(top.scene, untouched), top.place) for top in found.top]
    save_png(contact_sheet(tops, columns=min(4, len(tops))), to / "top.png")
    strip = [runner.picture(found.request.scene, recipe) for recipe in _effects(untouched, found.request.unit, layer)]
    save_png(contact_sheet(strip, columns=len(strip)), to / "effect.png")
    write_bytes(to / "values.csv", _csv(found).encode())
    write_bytes(to / "inspection.json", _json(found, layer).encode())
    say(f"Wrote top.png, effect.png, values.csv and inspection.json to {to}")


def _effects(untouched: Recipe, unit: UnitId, layer: Layer) -> list[Recipe]:
    """The unit at several shifts, or gains."""
    edits = (UnitEdit("look", "", (unit,), change.gain, change.shift) for change in effects(layer.kind))
    return [untouched.with_edit(edit) for edit in edits]


def _csv(found: Inspection) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["seed", "value"])
    writer.writerows(enumerate(map(repr, found.values)))
    return text.getvalue()
