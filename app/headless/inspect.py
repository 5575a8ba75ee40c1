"""`unlit inspect`: what is in this file?"""

from __future__ import annotations

import msgspec
from rich.table import Table

from app.headless.runner import Runner
from app.headless.terminal import out


def inspect(file: str, *, as_json: bool) -> None:
    """Print the generator's card and its layers, or both as JSON."""
    runner = Runner(file)
    info = runner.info
    if as_json:
        card = {
            **msgspec.to_builtins(info),
            "units": info.unit_count,
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
        "Units": f"{info.unit_count:,} in {sum(layer.kind == 'conv' for layer in info.layers)} convolutions",
        "Classes": str(info.classes) if info.classes else "",
        "Edited with": f"{len(runner.made_with.edits)} edits of {runner.made_with.base}" if runner.made_with else "",
    }
    for name, value in rows.items():
        if value:
            out.print(f"{name:<12} {value}", markup=False)
    table = Table("layer", "kind", "units", "output", "also called")
    for layer in info.layers:
        size = f"{layer.resolution} x {layer.resolution}"
        table.add_row(layer.name, layer.kind, str(layer.units), size, ", ".join(layer.aliases))
    out.print(table)
