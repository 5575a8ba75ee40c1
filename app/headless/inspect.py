"""`unlit inspect`: what is in this file?"""

from __future__ import annotations

import msgspec
from msgspec.structs import asdict
from rich.table import Column, Table

from app.headless.runner import Runner
from app.headless.terminal import out
from models.document.generator_info import GeneratorInfo
from models.document.scene import Prompt
from models.document.units import NamedUnit
from models.samples.catalogue import known_units


def inspect(file: str, *, as_json: bool) -> None:
    """Print the generator's card and its layers, or both as JSON."""
    runner = Runner(file)
    info = runner.info
    if as_json:
        card = {
            **msgspec.to_builtins(info),
            "units": info.unit_count,
            "edits": info.edits,
            "known_units": msgspec.to_builtins(known_units(file)),
            "made_with": msgspec.to_builtins(runner.made_with),
        }
        out.print(msgspec.json.format(msgspec.json.encode(card), indent=2).decode(), markup=False)
        return
    rows = {
        "Name": info.name,
        "Family": f"{info.family}, {info.resolution} x {info.resolution}",
        "About": info.description,
        "Licence": info.license,
        "Fingerprint": info.fingerprint.sha256,
        "Parameters": f"{info.parameters:,}",
        "Units": _by_kind(info) if info.layers else "",
        "Edits": ", ".join(info.edits) or "none; it only draws here",
        "Scenes": _asked_how(info),
        "Classes": str(info.classes) if info.classes else "",
        "Edited with": f"{len(runner.made_with.edits)} edits of {runner.made_with.base}" if runner.made_with else "",
    }
    for name, value in rows.items():
        if value:
            out.print(f"{name:<12} {value}", markup=False)
    table = Table(Column("layer", overflow="fold"), "kind", "units", "output", "also called")
    for layer in info.layers:
        size = f"{layer.resolution} x {layer.resolution}"
        table.add_row(layer.name, layer.kind, str(layer.units), size, ", ".join(layer.aliases))
    if info.layers:
        out.print(table)
    if named := known_units(file):
        out.print(_named_table(named))


def _named_table(named: tuple[NamedUnit, ...]) -> Table:
    table = Table("unit", "makes", "moves it", "all else", title="Units that are known, in standard deviations")
    for known in named:
        table.add_row(str(known.unit), known.name, f"{known.moved:.2f}", f"{known.rest:.2f}")
    return table


def _by_kind(info: GeneratorInfo) -> str:
    """ "1,936 in 13 conv layers": units and layers of each kind, and their sum, without the colour knobs of toRGB."""
    kinds = dict.fromkeys(layer.kind for layer in info.layers if layer.kind != "torgb")
    layers = {kind: [layer for layer in info.layers if layer.kind == kind] for kind in kinds}
    parts = [f"{sum(layer.units for layer in there):,} in {len(there)} {kind} layers" for kind, there in layers.items()]
    return parts[0] if len(parts) == 1 else f"{info.unit_count:,}: {', '.join(parts)}"


def _asked_how(info: GeneratorInfo) -> str:
    """What a scene is given by, and how a text-to-image generator is asked when nobody says."""
    if not info.prompts:
        return "seeds"
    said = {name: value for name, value in asdict(info.defaults or Prompt()).items() if value not in ("", 0)}
    return f"prompts and seeds; {', '.join(f'{name} {value}' for name, value in said.items())}"
