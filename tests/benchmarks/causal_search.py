"""The causal search beside the loop it replaces, in one run. Prints the tables of RESULTS.md.

    .venv/bin/python tests/benchmarks/causal_search.py [--large]

room: the bundled generator, against an exhaustive search (do the strongest agree?) and the whole reference loop: one
unit, one full forward at a time. --large: a StyleGAN2 of 256 x 256 (config F, 5,760 units) with random weights; its
loop would take an hour, so every 100th unit is timed, half of them before the search and half after, and the median
multiplied.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from functools import cache
from pathlib import Path

import numpy as np
import torch

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from models.document.ranking import PaintedScene, RankedUnit, Ranking, RankRequest  # noqa: E402
from models.document.recipe import Change  # noqa: E402
from models.document.region import Region  # noqa: E402
from models.document.scene import Scene  # noqa: E402
from models.document.units import UnitId  # noqa: E402
from models.generators.stylegan2.config import StyleGAN2Config  # noqa: E402
from models.generators.stylegan2.generator import StyleGAN2Generator  # noqa: E402
from models.images import picture_of, to_uint8  # noqa: E402
from models.samples.catalogue import LAMP_ROOM, sample_scenes  # noqa: E402
from models.samples.lamp_light import lamp_region  # noqa: E402
from models.samples.opening import open_generator  # noqa: E402
from models.search.evidence import Evidence  # noqa: E402
from models.search.ranking import TOP, rank  # noqa: E402
from models.search.sketch import sketch  # noqa: E402
from tests.support.generators import random_generator  # noqa: E402

CONFIG_F = StyleGAN2Config(z_dim=512, w_dim=512, channels=(512, 512, 512, 512, 512, 256, 128), mapping_layers=8)
EVERY = 100
SEEDS = 5
REPEATS = 3


def timed_search(generator: StyleGAN2Generator, request: RankRequest) -> tuple[Ranking, float]:
    """The ranking and its seconds."""
    start = time.perf_counter()
    *_, progress = rank(generator, request)
    return progress.ranking(), time.perf_counter() - start


@cache
def unchanged(generator: StyleGAN2Generator, scene: Scene) -> torch.Tensor:
    """The scene as generated."""
    return generator.raw([scene])


def loop(generator: StyleGAN2Generator, painted: PaintedScene, units: list[UnitId]) -> float:
    """Seconds of the reference: Cui's raw sum from one full forward a unit."""
    mask, base = torch.from_numpy(painted.region.mask()), unchanged(generator, painted.scene)
    start = time.perf_counter()
    for unit in units:
        picture = generator.raw([painted.scene], {unit: Change(0.0, 0.0)})
        float(((picture - base).abs() * mask).sum())
    return time.perf_counter() - start


def sketch_seconds(generator: StyleGAN2Generator, painted: PaintedScene) -> float:
    """Of the estimate alone."""
    names = [layer.name for layer in generator.info.layers if layer.kind == "conv"]
    (places,) = Evidence(generator, [painted]).places
    start = time.perf_counter()
    sketch(generator, painted.scene, places, names, RankRequest(()).probes, 0)
    return time.perf_counter() - start


def units_of(generator: StyleGAN2Generator) -> list[UnitId]:
    """Of the convolutions."""
    return [unit for layer in generator.info.layers if layer.kind == "conv" for unit in layer.unit_ids()]


def agreeing(one: tuple[RankedUnit, ...], other: tuple[RankedUnit, ...]) -> tuple[int, int]:
    """How many of the strongest are among the other's, and how many stand in the very same place."""
    a, b = ([ranked.unit for ranked in units[:TOP]] for units in (one, other))
    return len(set(a) & set(b)), sum(x == y for x, y in zip(a, b, strict=True))


def room() -> None:
    """Time and agreement on the bundled generator, on every sample scene where a lamp shines."""
    generator = open_generator(LAMP_ROOM)
    assert isinstance(generator, StyleGAN2Generator)
    found = [(scene, lamp_region(to_uint8(picture_of(generator.raw([scene]))))) for scene in sample_scenes(LAMP_ROOM)]
    evidence = [PaintedScene(scene, region) for scene, region in found if region is not None]
    first, units = evidence[0], units_of(generator)
    for seed in range(SEEDS):
        timed_search(generator, RankRequest((first,), seed=seed))  # warm up
    loop_seconds = float(np.median([loop(generator, first, units) for _ in range(REPEATS)]))
    ours = [timed_search(generator, RankRequest((first,), seed=seed)) for seed in range(SEEDS) for _ in range(REPEATS)]
    _, exhaustive = timed_search(generator, RankRequest((first,), "exhaustive"))
    seconds = float(np.median([s for _, s in ours]))
    exact = np.mean([ranking.exact for ranking, _ in ours])
    print(f"\n| {len(units)} units at 64, one scene | seconds | of the loop |\n|---|---|---|")
    print(f"| the reference loop | {loop_seconds:.2f} | 1 |")
    print(f"| all ablated, in batches from shared prefixes | {exhaustive:.2f} | 1/{loop_seconds / exhaustive:.1f} |")
    print(f"| the estimate of all units | {sketch_seconds(generator, first):.3f} | |")
    print(
        f"| estimate, shortlist, confirm (median of {REPEATS} times {SEEDS} seeds, {exact:.0f} units ablated) "
        f"| {seconds:.3f} | **1/{loop_seconds / seconds:.1f}** |"
    )
    agreement(generator, evidence)


def agreement(generator: StyleGAN2Generator, evidence: list[PaintedScene]) -> None:
    """Over scenes and seeds: the strongest against the exhaustive search's, and whether the stated bound holds."""
    shared, places, held, exact = [], [], 0, []
    for painted in evidence:
        whole, _ = timed_search(generator, RankRequest((painted,), "exhaustive"))
        for seed in range(SEEDS):
            ranking, _ = timed_search(generator, RankRequest((painted,), seed=seed))
            among, same = agreeing(ranking.units, whole.units)
            shared.append(among)
            places.append(same)
            exact.append(ranking.exact)
            assert ranking.missed is not None
            held += TOP - among <= ranking.missed.at_most
    count = len(shared)
    print(f"\n| {len(evidence)} scenes, {SEEDS} seeds each | |\n|---|---|")
    print(f"| of the true top {TOP} found: fewest, mean | {min(shared)}, {np.mean(shared):.2f} |")
    print(f"| searches that found at least {TOP - 1} | {sum(s >= TOP - 1 for s in shared)} of {count} |")
    print(f"| searches with the very same top {TOP} in the same order | {sum(p == TOP for p in places)} of {count} |")
    print(f"| searches in which the stated bound held (95 % are promised) | {held} of {count} |")
    print(f"| units ablated: mean, most | {np.mean(exact):.0f}, {max(exact)} |")


def large() -> None:
    """Time at 256 x 256."""
    generator = random_generator(CONFIG_F, seed=0)
    mask = np.zeros((256, 256), np.float32)
    mask[90:150, 60:110] = 1
    painted, units = PaintedScene(Scene(1), Region.from_mask(mask)), units_of(generator)
    generator.raw([painted.scene])
    part = units[::EVERY]
    each = [loop(generator, painted, [unit]) for unit in part[::2]]
    estimate = sketch_seconds(generator, painted)
    ranking, seconds = timed_search(generator, RankRequest((painted,)))
    each += [loop(generator, painted, [unit]) for unit in part[1::2]]  # the machine may have become slower, or faster
    loop_seconds = float(np.median(each)) * len(units)
    print(f"\n| {len(units):,} units at 256 (config F, random weights) | seconds | of the loop |\n|---|---|---|")
    print(f"| the reference loop, from {len(part)} units | {loop_seconds:.0f} | 1 |")
    print(f"| the estimate of all units | {estimate:.1f} | |")
    print(
        f"| estimate, shortlist, confirm ({ranking.exact} ablated) "
        f"| {seconds:.1f} | **1/{loop_seconds / seconds:.0f}** |"
    )
    print(f"\n{ranking.missed.sentence() if ranking.missed else ''}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, {torch.get_num_threads()} threads, torch {torch.__version__}")
    large() if options.large else room()


if __name__ == "__main__":
    main()
