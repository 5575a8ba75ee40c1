"""Which of a training's snapshots to ship: every one measured against fresh rooms, the best first.

    python -m models.samples.lamp_room.choosing OUT/snapshots/*.safetensors sample:lamp_room --simple 1

Adversarial training wanders, so the last generator is seldom the best. Columns:

features: Frechet distance (Heusel et al. 2017) between what the probe's last hidden layer says of a generator's
    pictures and of rooms; Inception, its usual place, knows photographs. Lower is better; other rooms stand first.
factors: total variation of the factors' histograms, mean over factors, 0 to 1 (models.samples.lamp_room.histograms).
variety: a factor's standard deviation in the pictures over that in the rooms, median over factors; 1 is as varied.
edges: mean size of the differences between neighbouring pixels, over that in the rooms; less than 1 is blurred.
lamp: the unit that darkens a lamp most, how far, and how far it moves all else, in spreads.
"""

from __future__ import annotations

import argparse

import msgspec
import numpy as np
import torch
from torch import Tensor

from models.samples.lamp_room.histograms import compare, pictures_of, rooms_for
from models.samples.lamp_room.naming import half_lit_scenes, named_units
from models.samples.lamp_room.probe import BATCH, load_probe, sized
from models.samples.opening import open_generator


class Measured(msgspec.Struct, frozen=True):
    """One generator's numbers; see above."""

    name: str
    features: float
    factors: float
    variety: float
    edges: float
    lamp: str = ""


def measured(name: str, pictures: Tensor, rooms: Tensor, lamp: str = "") -> Measured:
    """Pictures [N, 3, R, R] beside rooms [M, 3, R, R], in [0, 1]."""
    factors = compare(pictures, rooms)
    varied = [c.deviation / c.rooms_deviation for c in factors if c.rooms_deviation > 0]
    apart = frechet(hidden(pictures), hidden(rooms))
    distance, variety = np.mean([c.distance for c in factors]), np.median(varied)
    return Measured(name, apart, float(distance), float(variety), roughness(pictures) / roughness(rooms), lamp)


def hidden(pictures: Tensor) -> Tensor:
    """What the probe's last hidden layer says of pictures [N, 3, R, R] in [0, 1]: float [N, 128]."""
    probe = load_probe()
    with torch.no_grad():
        return torch.cat([probe.known(sized(part)) for part in pictures.split(BATCH)])


def frechet(a: Tensor, b: Tensor) -> float:
    """Between two samples [N, D] and [M, D], taken for normal: |difference of means|^2 + tr(A + B - 2 (A B)^(1/2))."""
    a, b = a.double(), b.double()
    first, second = a.T.cov(), b.T.cov()
    # The eigenvalues of AB are those of A^(1/2) B A^(1/2), which is symmetric.
    values, vectors = torch.linalg.eigh(first)
    root = vectors * values.clamp_min(0).sqrt() @ vectors.T
    mixed = torch.linalg.eigvalsh(root @ second @ root).clamp_min(0).sqrt().sum()
    return float((a.mean(0) - b.mean(0)).square().sum() + first.trace() + second.trace() - 2 * mixed)


def roughness(pictures: Tensor) -> float:
    """Of pictures [N, 3, R, R]: the mean absolute difference of neighbouring pixels, along both sides."""
    return float((pictures.diff(dim=2).abs().mean() + pictures.diff(dim=3).abs().mean()) / 2)


def lamp_unit(path: str, scenes: int) -> str:
    """The unit that darkens a lamp most, and what else it does; empty where none has an effect."""
    generator = open_generator(path)
    named = named_units(generator, half_lit_scenes(generator, scenes))
    best = min((known for known in named if known.name.endswith("lamp")), key=lambda known: known.moved, default=None)
    return f"{best.unit} {best.name} {best.moved:+.2f}, rest {best.rest:.2f}" if best else ""


def line(m: Measured) -> str:
    """A row of the table."""
    return f"{m.name:44}{m.features:10.3f}{m.factors:9.3f}{m.variety:9.2f}{m.edges:7.2f}  {m.lamp}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("generators", nargs="+", help="files, or sample:NAME")
    parser.add_argument("--count", type=int, default=1024, help="pictures of each, and rooms")
    parser.add_argument("--psi", type=float, default=1.0, help="truncation; less than 1 lowers variety")
    parser.add_argument("--simple", type=float, default=1.0, help="simplicity of the rooms it was trained on")
    parser.add_argument("--scenes", type=int, default=0, help="scenes on which every unit is tried; 0 leaves it out")
    args = parser.parse_args()
    side = min(open_generator(args.generators[0]).info.resolution, 128)
    rooms, others = rooms_for(2 * args.count, side, args.simple).split(args.count)
    print(f"{'':44}{'features':>10}{'factors':>9}{'variety':>9}{'edges':>7}  lamp")
    print(line(measured("other rooms", others, rooms)), flush=True)
    found = []
    for path in args.generators:
        lamp = lamp_unit(path, args.scenes) if args.scenes else ""
        found.append(measured(path[-42:], pictures_of(open_generator(path), args.count, args.psi, 0), rooms, lamp))
        print(line(found[-1]), flush=True)
    print(f"best: {min(found, key=lambda m: m.features).name}")


if __name__ == "__main__":
    main()
