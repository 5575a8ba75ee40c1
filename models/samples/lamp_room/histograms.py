"""Whether a generator makes the rooms it learned from, in their proportions: histograms of what the probe reads.

    python -m models.samples.lamp_room.histograms sample:lamp_room
    python -m models.samples.lamp_room.histograms FILE --count 1024 --psi 1 --simple 1 --json OUT.json --plot OUT.png

The probe reads the generator's pictures and as many fresh rooms of the renderer, so that its errors meet both. For
every factor: mean and standard deviation of both, and the total variation between the two histograms, 0 = equal to
1 = disjoint. Equal distributions have a small one too, by chance: the last column is that between two halves of
the rooms. What a generator lacks altogether (a mode collapse) shows in a narrow deviation and a large distance.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from models.checkpoints.opening import OpenGenerator
from models.document.atomic import write_bytes, writing
from models.document.scene import Scene
from models.images import picture_of
from models.samples.lamp_room.histogram_plot import histogram_plot, shares
from models.samples.lamp_room.probe import Probe, read
from models.samples.lamp_room.reading import scalars
from models.samples.lamp_room.renderer import render
from models.samples.lamp_room.sampling import sample_factors
from models.samples.opening import open_generator

BINS = 12
ROOMS_SEED = 555_000_111  # far from any training's
BATCH = 16

Columns = dict[str, Tensor]


class Comparison(msgspec.Struct, frozen=True):
    """One factor in a generator's pictures and in rooms. distance: total variation of the histograms, in [0, 1]."""

    factor: str
    mean: float
    deviation: float
    rooms_mean: float
    rooms_deviation: float
    distance: float
    chance: float  # the distance between two halves of the rooms


def compare(pictures: Tensor, rooms: Tensor, probe: Probe | None = None) -> list[Comparison]:
    """Pictures [N, 3, H, W] and rooms [M, 3, R, R] in [0, 1], factor by factor; without a probe, the bundled one."""
    return compared(scalars(read(pictures, probe)), scalars(read(rooms, probe)))


def compared(made: Columns, real: Columns) -> list[Comparison]:
    """The same of what was read already: factor -> values [N], [M]."""
    return [_comparison(factor, made[factor], real[factor]) for factor in made]


def distance(a: Tensor, b: Tensor) -> float:
    """Total variation in [0, 1] of the histograms of a [N] and b [M], over the range of both."""
    low, high = float(torch.minimum(a.min(), b.min())), float(torch.maximum(a.max(), b.max()))
    if high <= low:
        return 0.0
    first, second = shares(a, b, BINS)
    return float((first - second).abs().sum() / 2)


def table(comparisons: list[Comparison]) -> str:
    """For people, the largest distances first."""
    lines = [f"{'factor':22}{'pictures':>16}{'rooms':>16}{'distance':>10}{'chance':>8}"]
    for c in sorted(comparisons, key=lambda c: -c.distance):
        made, real = f"{c.mean:.2f} +-{c.deviation:.2f}", f"{c.rooms_mean:.2f} +-{c.rooms_deviation:.2f}"
        lines.append(f"{c.factor:22}{made:>16}{real:>16}{c.distance:>10.2f}{c.chance:>8.2f}")
    return "\n".join(lines)


def pictures_of(generator: OpenGenerator, count: int, psi: float, seed: int) -> Tensor:
    """Uncurated pictures [count, 3, R, R] in [0, 1] on the processor, of the seeds from `seed` on."""
    scenes = [Scene(seed + i, psi=psi) for i in range(count)]
    parts = [generator.raw(scenes[i : i + BATCH]) for i in range(0, count, BATCH)]
    return torch.cat([picture_of(part).cpu() for part in parts])


def rooms_for(count: int, resolution: int, simplicity: float) -> Tensor:
    """Rendered rooms [count, 3, R, R] that no trainer drew."""
    rooms = sample_factors(count, torch.Generator().manual_seed(ROOMS_SEED), simplicity)
    return render(rooms, resolution).images


def _comparison(factor: str, made: Tensor, real: Tensor) -> Comparison:
    values = (made.mean(), made.std(), real.mean(), real.std())
    half = len(real) // 2
    distances = (distance(made, real), distance(real[:half], real[half:]))
    return Comparison(factor, *(round(float(value), 4) for value in (*values, *distances)))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("generator", help="a file, or sample:NAME")
    parser.add_argument("--count", type=int, default=512, help="pictures of each kind")
    parser.add_argument("--psi", type=float, default=1.0, help="truncation; less than 1 narrows every histogram")
    parser.add_argument("--simple", type=float, default=1.0, help="simplicity of the rooms it was trained on")
    parser.add_argument("--seed", type=int, default=0, help="of the first picture")
    parser.add_argument("--json", type=Path, help="write the table to this file too")
    parser.add_argument("--plot", type=Path, help="draw the histograms into this PNG")
    args = parser.parse_args()
    generator = open_generator(args.generator)
    pictures = pictures_of(generator, args.count, args.psi, args.seed)
    rooms = rooms_for(args.count, min(generator.info.resolution, 128), args.simple)
    made, real = scalars(read(pictures)), scalars(read(rooms))
    found = compared(made, real)
    print(table(found))
    if args.plot:
        with writing(args.plot) as temporary:
            histogram_plot(made, real, BINS).save(temporary, "PNG")
    if args.json:
        write_bytes(args.json, msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


if __name__ == "__main__":
    main()
