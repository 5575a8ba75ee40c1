"""Causal search scored against physical truth. Prints the table of RESULTS.md.

    .venv/bin/python tests/benchmarks/truth.py [--plot FILE.png]

The rooms that the bundled generator learned from were drawn from known factors, and the probe network reads these
factors back from a picture: how strongly the lamps shine, daylight, the colours of walls, bed and floor. So what a unit
does can be told apart from what a ranking thinks of it: every unit is ablated on fresh scenes, and the probe says how
much of the lamps' light is gone and how far everything else has moved (in spreads, the standard deviation of a factor
over random rooms). Rankings by different scores, all from the same three painted scenes, are then compared.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from PIL import Image, ImageDraw
from torch import Tensor

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from models.document.ranking import PaintedScene, RankedUnit, RankRequest  # noqa: E402
from models.document.recipe import Change  # noqa: E402
from models.document.scene import Scene  # noqa: E402
from models.document.units import UnitId  # noqa: E402
from models.generators.generator import Generator  # noqa: E402
from models.images import picture_of, to_uint8  # noqa: E402
from models.samples.catalogue import LAMP_ROOM, known_units, sample_scenes  # noqa: E402
from models.samples.lamp_light import lamp_region  # noqa: E402
from models.samples.lamp_room.probe import load_probe, read, spreads  # noqa: E402
from models.samples.lamp_room.reading import LEFT, PLACE_NAMES, scalars  # noqa: E402
from models.samples.opening import open_generator  # noqa: E402
from models.search.evidence import Evidence  # noqa: E402
from models.search.ranking import rank  # noqa: E402
from models.search.scoring import rank_score  # noqa: E402
from models.search.sketch import sketch  # noqa: E402

EVIDENCE = 3
FRESH = 24  # scenes on which every unit is tried
HELD_OUT = 64  # other scenes, for the units of each ranking together
LIT = 0.3  # intensity from which a scene's lamps count as lit
BEST = 20
OFF = Change(0.0, 0.0)
KEPT = ("daylight", "wall", "seat", "floor", "window")


KEYS: dict[str, Callable[[RankedUnit], float]] = {
    "our score": lambda ranked: ranked.score,
    "raw sum (Cui et al. 2022)": lambda ranked: ranked.effect,
    "share": lambda ranked: ranked.share,
}


class Done(NamedTuple):
    """What a change does: the part of the lamps' light that is gone, and how far the rest has moved, in spreads."""

    gone: Tensor
    moved: Tensor

    @property
    def worth(self) -> Tensor:
        """As much as is gone, held down by what else moved: what a lamp's unit is worth."""
        return self.gone * (self.gone / (self.gone + self.moved).clamp_min(1e-9)).clamp(0, 1)


class Judge:
    """Reads pictures by the probe."""

    def __init__(self, generator: Generator) -> None:
        self._generator, self._probe = generator, load_probe()
        self._spreads = spreads()

    def lit_scenes(self, count: int, first_seed: int) -> list[Scene]:
        """So many scenes on which the probe sees a lamp shine."""
        found, seed = [], first_seed
        while len(found) < count:
            scenes = [Scene(seed + i, psi=0.7) for i in range(32)]
            light = read(picture_of(self._generator.raw(scenes)), self._probe).total
            found += [scene for scene, total in zip(scenes, light.tolist(), strict=True) if total > LIT]
            seed += 32
        return found[:count]

    def done(self, before: Tensor, after: Tensor) -> Done:
        """Of raw pictures [N or 1, ...] before and [N, ...] after, float [N]."""
        was, now = (read(picture_of(raw.clone()), self._probe) for raw in (before, after))
        columns, changed = scalars(was), scalars(now)
        kept = [name for name in columns if name.split(" ")[0].split(".")[0].startswith(KEPT)]
        moved = torch.stack([(changed[name] - columns[name]).abs() / self._spreads[name] for name in kept])
        return Done((1 - now.total / was.total).clamp(0, 1), moved.mean(0))


def all_units(generator: Generator, judge: Judge, scenes: Sequence[Scene]) -> dict[UnitId, tuple[float, float]]:
    """What every unit of the convolutions does alone, means over the scenes."""
    names = [layer.name for layer in generator.info.layers if layer.kind == "conv"]
    totals: dict[UnitId, list[Tensor]] = {}
    for scene in scenes:
        for sweep in generator.sweep(scene, names):
            pictures = sweep.ablated(range(sweep.layer.units))
            done = judge.done(pictures[:1], pictures[1:])
            for unit, gone, moved in zip(sweep.layer.unit_ids(), done.gone, done.moved, strict=True):
                totals.setdefault(unit, []).append(torch.stack([gone, moved]))
    means = {unit: torch.stack(each).mean(0).tolist() for unit, each in totals.items()}
    return {unit: (gone, moved) for unit, (gone, moved) in means.items()}


def rankings(generator: Generator, evidence: Sequence[PaintedScene]) -> Iterator[tuple[str, list[UnitId]]]:
    """Units in the order of each score, all exact but the last."""
    *_, progress = rank(generator, RankRequest(tuple(evidence), "exhaustive"))
    units = progress.ranking().units
    for name, key in KEYS.items():
        yield name, [ranked.unit for ranked in sorted(units, key=key, reverse=True)]
    *_, progress = rank(generator, RankRequest(tuple(evidence)))
    yield "our search, shortlist", [ranked.unit for ranked in progress.ranking().units]
    yield "gradient only", gradient_only(generator, evidence)


def gradient_only(generator: Generator, evidence: Sequence[PaintedScene]) -> list[UnitId]:
    """Our score of the estimates alone, nothing ablated."""
    layers = [layer for layer in generator.info.layers if layer.kind == "conv"]
    names = [layer.name for layer in layers]
    found = Evidence(generator, evidence)
    sizes = torch.stack([sketch(generator, scene, places, names, 12, i) for i, (scene, places) in enumerate(found)])
    inside, outside, even = sizes[:, 0], sizes[:, 1], sizes[:, 3]
    score = rank_score(inside, outside, even).mean(0)
    units = [unit for layer in layers for unit in layer.unit_ids()]
    return [units[i] for i in score.argsort(descending=True).tolist()]


def together(generator: Generator, judge: Judge, scenes: Sequence[Scene], units: Sequence[UnitId]) -> Done:
    """All of the units ablated, over scenes that nobody has seen."""
    changes = dict.fromkeys(units, OFF)
    pairs = [judge.done(generator.raw([scene]), generator.raw([scene], changes)) for scene in scenes]
    return Done(torch.cat([done.gone for done in pairs]), torch.cat([done.moved for done in pairs]))


def by_place(generator: Generator, scenes: Sequence[Scene]) -> None:
    """What the units known by name do to the lamp of each place, on the scenes where that lamp shines."""
    before = [read(picture_of(generator.raw([scene]))).intensity[0] for scene in scenes]
    shines = torch.stack(before) > LIT
    counts = shines.sum(0).tolist()
    print("\n| ablated | " + " | ".join(f"{p} lamp's light left" for p in PLACE_NAMES) + " |\n|---|---|---|---|")
    for known in (unit for unit in known_units(LAMP_ROOM) if unit.name.endswith("lamp")):
        after = [read(picture_of(generator.raw([scene], {known.unit: OFF}))).intensity[0] for scene in scenes]
        left = torch.stack([now / was for now, was in zip(after, before, strict=True)])
        means = [float(left[shines[:, place], place].mean()) for place in range(len(PLACE_NAMES))]
        print(f"| {known.unit} ({known.name}) | " + " | ".join(f"{mean:.0%}" for mean in means) + " |")
    print(f"\nOver {', '.join(f'{n} ({p})' for n, p in zip(counts, PLACE_NAMES, strict=True))} scenes.")


def turned(generator: Generator, judge: Judge, scenes: Sequence[Scene]) -> None:
    """What the left lamp's strongest unit does beyond off, where that lamp shines."""
    unit = next(known.unit for known in known_units(LAMP_ROOM) if known.name == "left lamp")
    pictures = [generator.raw([scene]) for scene in scenes]
    before = [read(picture_of(raw.clone())).intensity[0, LEFT] for raw in pictures]
    lit = [i for i, was in enumerate(before) if was > LIT]
    print(
        f"\n| {unit} | left lamp's light left | scenes in which four fifths are gone | rest moved |\n|---|---|---|---|"
    )
    for shift in (0.0, -1.0, -2.0, -4.0):
        after = {i: generator.raw([scenes[i]], {unit: Change(0.0, shift)}) for i in lit}
        left = torch.stack([read(picture_of(after[i].clone())).intensity[0, LEFT] / before[i] for i in lit])
        moved = torch.cat([judge.done(pictures[i], after[i]).moved for i in lit])
        gone = (left < 0.2).float().mean()
        print(f"| off, shifted by {shift:.0f} | {left.mean():.0%} | {gone:.0%} of {len(lit)} | {moved.mean():.2f} |")


def over_evidence(
    generator: Generator, painted: Sequence[PaintedScene], worth: dict[UnitId, float], best: set[UnitId]
) -> None:
    """The first two columns again for every one, two and three of the painted scenes: means."""
    alone = [_numbers(generator, each) for each in painted]
    print(f"\n| painted | ranked by | of its first 10, among the {BEST} | worth of its first 10 |\n|---|---|---|---|")
    ideal = sum(sorted(worth.values(), reverse=True)[:10])
    for count in (1, 2, 3):
        sets = list(combinations(range(len(alone)), count))
        for name, key in KEYS.items():
            firsts = [_first_ten([alone[i] for i in chosen], key) for chosen in sets]
            among = np.mean([len(best & set(first)) for first in firsts])
            worths = np.mean([sum(worth[unit] for unit in first) / ideal for first in firsts])
            print(f"| {count}, of {len(alone)} ({len(sets)} ways) | {name} | {among:.1f} | {worths:.0%} |")


def _numbers(generator: Generator, painted: PaintedScene) -> dict[UnitId, RankedUnit]:
    *_, progress = rank(generator, RankRequest((painted,), "exhaustive"))
    return {ranked.unit: ranked for ranked in progress.ranking().units}


def _first_ten(alone: Sequence[dict[UnitId, RankedUnit]], key: Callable[[RankedUnit], float]) -> list[UnitId]:
    means = {unit: float(np.mean([key(numbers[unit]) for numbers in alone])) for unit in alone[0]}
    return sorted(means, key=means.__getitem__, reverse=True)[:10]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plot", type=Path, help="where to draw what every unit does")
    options = parser.parse_args()
    generator = open_generator(LAMP_ROOM)
    judge = Judge(generator)
    found = [(scene, lamp_region(to_uint8(picture_of(generator.raw([scene]))))) for scene in sample_scenes(LAMP_ROOM)]
    evidence = [PaintedScene(scene, region) for scene, region in found if region is not None][:EVIDENCE]
    true = all_units(generator, judge, judge.lit_scenes(FRESH, 1000))
    worth = {unit: float(Done(*torch.tensor(each)).worth) for unit, each in true.items()}
    best = set(sorted(worth, key=worth.__getitem__, reverse=True)[:BEST])
    ideal = sum(sorted(worth.values(), reverse=True)[:10])
    held_out = judge.lit_scenes(HELD_OUT, 5000)
    print(
        f"| ranked by | of its first 10, among the {BEST} that are worth most | worth of its first 10 "
        "| first unit: light gone, rest moved | first 4 together: light gone, rest moved |\n|---|---|---|---|---|"
    )
    ordered = list(rankings(generator, evidence))
    for name, units in ordered:
        one, four = (together(generator, judge, held_out, units[:n]) for n in (1, 4))
        print(
            f"| {name} | {len(best & set(units[:10]))} | {sum(worth[u] for u in units[:10]) / ideal:.0%} of the most "
            f"| {units[0]}: {one.gone.mean():.0%}, {one.moved.mean():.2f} "
            f"| {four.gone.mean():.0%}, {four.moved.mean():.2f} |",
            flush=True,
        )
    by_place(generator, held_out)
    turned(generator, judge, held_out)
    over_evidence(generator, [PaintedScene(scene, region) for scene, region in found if region], worth, best)
    if options.plot:
        plot(true, ordered, options.plot)


def plot(true: dict[UnitId, tuple[float, float]], ordered: Sequence[tuple[str, list[UnitId]]], path: Path) -> None:
    """Every unit a dot, a ranking's first 10 large: right is more of the lamps' light gone, up is more else moved."""
    size, margin = 520, 44
    largest = (max(gone for gone, _ in true.values()) * 1.05, max(moved for _, moved in true.values()) * 1.05)
    panels = []
    for name, units in ordered[:3]:
        image = Image.new("RGB", (size, size), "white")
        draw = ImageDraw.Draw(image)
        draw.line([(margin, margin), (margin, size - margin), (size - margin, size - margin)], fill="black")
        draw.text((margin, 12), f"{name}: its first 10", fill="black")
        draw.text((size - 190, size - margin + 12), "lamps' light gone ->", fill="black")
        draw.text((6, margin - 16), "rest moved", fill="black")
        for unit, (gone, moved) in true.items():
            x = margin + gone / largest[0] * (size - 2 * margin)
            y = size - margin - moved / largest[1] * (size - 2 * margin)
            chosen = unit in units[:10]
            radius, colour = (6, "#d9480f") if chosen else (2, "#868e96")
            draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=colour)
        panels.append(np.asarray(image))
    Image.fromarray(np.concatenate(panels, 1)).save(path)


if __name__ == "__main__":
    main()
