"""Which units of a lamp room's generator make what: found by search, kept beside the generator.

    python -m models.samples.lamp_room.naming sample:lamp_room --out UNITS.json

Every unit of the convolutions is ablated on scenes, half of them with a lit lamp, and the probe reads what has moved:
the light of the lamp in each place, the window and the daylight, the colours of wall, bed and floor. A unit is named
after what it moves most and most for itself, by the same measure as in tests/benchmarks/truth.py.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from models.document.atomic import write_bytes
from models.document.scene import Scene
from models.document.units import NamedUnit, UnitId
from models.generators.generator import Generator
from models.images import picture_of
from models.samples.lamp_room.probe import read, spreads
from models.samples.lamp_room.reading import PLACE_NAMES, scalars
from models.samples.opening import open_generator

COLORS = ("red", "green", "blue")
THINGS = {
    **{f"{place} lamp": (f"lamp {place}",) for place in PLACE_NAMES},
    "window": ("window", "daylight"),
    "wall": tuple(f"wall {color}" for color in COLORS),
    "bed": tuple(f"seat {color}" for color in COLORS),
    "floor": tuple(f"floor {color}" for color in COLORS),
}
LAMPS = len(PLACE_NAMES)  # things that come first
LIT = 0.3  # intensity from which a scene's lamps count as lit
LEAST = 0.1  # spreads that a unit must move what it is named after
EACH, SCENES, PSI = 3, 16, 0.7
FIRST_SEED, AT_ONCE = 1000, 32


def named_units(generator: Generator, scenes: Sequence[Scene], each: int = EACH) -> list[NamedUnit]:
    """For every thing the units that are worth most, strongest first; no unit twice."""
    units, moves = unit_moves(generator, scenes)
    worth, rest = worths(moves)
    found = []
    for column, thing in enumerate(THINGS):
        best, rows = (part.tolist() for part in worth[:, column].topk(each))
        for row in (row for value, row in zip(best, rows, strict=True) if value > 0):
            moved, other = round(float(moves[row, column]), 3), round(float(rest[row, column]), 3)
            found.append(NamedUnit(units[row], thing, moved, other))
            worth[row] = 0.0
    return found


def worths(moves: Tensor) -> tuple[Tensor, Tensor]:
    """Of `unit_moves`: what each unit is worth for each thing [units, THINGS], and how far it moves the rest, mean.

    Lamps may move other things more, their light falls on everything, but no other lamp: nothing lights them.
    """
    sizes = torch.cat([(-moves[:, :LAMPS]).clamp_min(0), moves[:, LAMPS:]], 1)  # without its unit a lamp is darker
    rest = (sizes.sum(1, keepdim=True) - sizes) / (len(THINGS) - 1)
    worth = sizes * sizes / (sizes + rest).clamp_min(1e-9)
    lamps, others = sizes[:, :LAMPS], sizes[:, LAMPS:]
    mostly = torch.cat([lamps == lamps.amax(1, keepdim=True), others == others.amax(1, keepdim=True)], 1)
    return worth.where(mostly & (sizes >= LEAST), 0.0), rest


def unit_moves(generator: Generator, scenes: Sequence[Scene]) -> tuple[list[UnitId], Tensor]:
    """All units, and float [units, THINGS]: how far each thing moves without the unit, in spreads, means over scenes.

    Of lamps with its sign, below 0 where they get darker; of the others the size of the change.
    """
    names = [layer.name for layer in generator.info.layers if layer.kind == "conv"]
    units, total = [], torch.zeros(0)
    for scene in scenes:
        units, parts = [], []
        for sweep in generator.sweep(scene, names):
            parts.append(_moved(sweep.ablated(range(sweep.layer.units))))
            units += sweep.layer.unit_ids()
        found = torch.cat(parts)
        total = found if not len(total) else total + found
    return units, total / len(scenes)


def half_lit_scenes(generator: Generator, count: int) -> list[Scene]:
    """So many scenes: on half of them the probe sees a lamp shine, on the others none."""
    lit, unlit, seed = [], [], FIRST_SEED
    while min(len(lit), len(unlit)) < count // 2:
        scenes = [Scene(seed + i, psi=PSI) for i in range(AT_ONCE)]
        light = read(picture_of(generator.raw(scenes))).total
        for scene, total in zip(scenes, light.tolist(), strict=True):
            (lit if total > LIT else unlit).append(scene)
        seed += AT_ONCE
    return [*lit[: count // 2], *unlit[: count // 2]]


def _moved(raw: Tensor) -> Tensor:
    """Raw pictures, the first without any change -> float [N - 1, THINGS]."""
    columns, spread = scalars(read(picture_of(raw))), spreads()
    moved = {name: (column[1:] - column[0]) / spread[name] for name, column in columns.items() if name in spread}
    things = [torch.stack([moved[name] for name in names]) for names in THINGS.values()]
    return torch.stack([thing[0] if len(thing) == 1 else thing.abs().mean(0) for thing in things], 1)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("generator", help="a file, or sample:NAME")
    parser.add_argument("--scenes", type=int, default=SCENES)
    parser.add_argument("--out", type=Path, help="units.json, to lie beside the generator")
    args = parser.parse_args()
    generator = open_generator(args.generator)
    found = named_units(generator, half_lit_scenes(generator, args.scenes))
    for named in found:
        print(f"{named.name:8} {named.unit!s:16} moves it {named.moved:.2f} spreads, all else {named.rest:.2f}")
    if args.out:
        write_bytes(args.out, msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


if __name__ == "__main__":
    main()
