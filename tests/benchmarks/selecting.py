"""How well one click selects a lamp. Prints the table of RESULTS.md.

    .venv/bin/python tests/benchmarks/selecting.py

The probe network reads from a picture where the shades of its lamps are, on a grid half as fine as the picture. Every
lamp that it is sure of is clicked on in its middle and at four places of its inner half, and what is selected is
compared with the probe's shade: intersection over union. The numbers of `models.search.selecting` were chosen on the
bundled scenes; the fresh ones had no say. A shade has some sixty pixels: one around it is most of what is lost.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import cv2
import numpy as np
import torch
from msgspec.structs import replace

from models.document.scene import Scene
from models.generators.generator import Generator
from models.images import picture_of, to_uint8
from models.samples.catalogue import LAMP_ROOM, LAMP_ROOM_WORDS, sample_scenes
from models.samples.lamp_room.probe import read
from models.samples.opening import open_generator
from models.search.seeing import seen
from models.search.selecting import THRESHOLD, Likeness, similarity

SURE, SMALLEST, CLICKS = 0.8, 6, 4
FRESH = {LAMP_ROOM: 60, LAMP_ROOM_WORDS: 5}
FIRST_SEED = 7000

Cut = Callable[[np.ndarray, np.ndarray, tuple[float, float]], np.ndarray]


@dataclass(frozen=True)
class Lamp:
    """One lamp of a scene: what the generator sees there, the picture uint8, the probe's shade bool [H, W]."""

    features: np.ndarray
    picture: np.ndarray
    shade: np.ndarray
    lit: bool


def lamps(generator: Generator, scene: Scene) -> Iterator[Lamp]:
    """Those that the probe is sure of."""
    picture = picture_of(generator.raw([scene]))
    reading, features, pixels = read(picture), seen(generator, scene), to_uint8(picture)
    for shade, present, lit in zip(reading.shade[0], reading.present[0], reading.lit[0], strict=True):
        large = cv2.resize(shade.numpy(), pixels.shape[1::-1], interpolation=cv2.INTER_LINEAR) > 0.5
        count, labels, stats, _ = cv2.connectedComponentsWithStats(large.astype(np.uint8))
        if present > SURE and count > 1 and abs(float(lit) - 0.5) > 0.3:
            largest = labels == 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
            if largest.sum() >= SMALLEST:
                yield Lamp(features, pixels, largest, bool(lit > 0.5))


def places(lamp: Lamp, rng: np.random.Generator) -> list[tuple[float, float]]:
    """The middle of the shade, then places in its inner half."""
    depth = cv2.distanceTransform(lamp.shade.astype(np.uint8), cv2.DIST_L2, 3)
    rows, columns = np.nonzero(depth >= depth.max() / 2)
    chosen = rng.integers(0, len(rows), CLICKS)
    middle = [tuple(np.argwhere(lamp.shade).mean(0)[::-1] + 0.5)]
    return middle + [(columns[i] + 0.5, rows[i] + 0.5) for i in chosen]


def overlap(mask: np.ndarray, shade: np.ndarray) -> float:
    """Intersection over union."""
    inside = mask > 127
    return float((inside & shade).sum() / (inside | shade).sum())


def overlaps(cut: Cut, lamp: Lamp, clicks: list[tuple[float, float]]) -> list[float]:
    """One a click."""
    return [overlap(cut(lamp.features, lamp.picture, at), lamp.shade) for at in clicks]


def by_features(features: np.ndarray, picture: np.ndarray, at: tuple[float, float]) -> np.ndarray:
    """What hangs together with the click where the features alone are as much alike as the threshold asks."""
    height, width = picture.shape[:2]
    alike = similarity(features, (at[0] / width, at[1] / height))
    large = cv2.resize(alike, (width, height), interpolation=cv2.INTER_CUBIC)
    return _joined(large >= 1 - THRESHOLD, at)


def with_colour(features: np.ndarray, picture: np.ndarray, at: tuple[float, float]) -> np.ndarray:
    """The same with the picture's colour; no GrabCut."""
    return _joined(Likeness(features, picture, at).levels >= 1 - THRESHOLD, at)


def smart_select(features: np.ndarray, picture: np.ndarray, at: tuple[float, float]) -> np.ndarray:
    """What the studio does."""
    return Likeness(features, picture, at).mask()


def _joined(alike: np.ndarray, at: tuple[float, float]) -> np.ndarray:
    _, labels = cv2.connectedComponents(alike.astype(np.uint8), connectivity=4)
    joined = alike & (labels == labels[int(at[1]), int(at[0])])
    return joined.astype(np.uint8) * 255


def main() -> None:
    """Measure and print."""
    torch.set_num_threads(2)
    cuts: tuple[Cut, ...] = (by_features, with_colour, smart_select)
    print("| room | scenes | lamps | features alone | and colour | and GrabCut | GrabCut, click in the middle |")
    print("|---|---|---|---|---|---|---|")
    for name in (LAMP_ROOM, LAMP_ROOM_WORDS):
        generator, bundled = open_generator(name), sample_scenes(name)
        fresh = [replace(bundled[i % len(bundled)], seed=FIRST_SEED + i) for i in range(FRESH[name])]
        for words, scenes in (("bundled", bundled), ("fresh", fresh)):
            found = [lamp for scene in scenes for lamp in lamps(generator, scene)]
            for lit in (True, False):
                row(f"{name.removeprefix('sample:')} | {words}", [lamp for lamp in found if lamp.lit is lit], lit, cuts)


def row(start: str, found: list[Lamp], lit: bool, cuts: tuple[Cut, ...]) -> None:
    """Mean overlaps over all lamps and clicks, and over the middle clicks."""
    if not found:
        return
    rng = np.random.default_rng(0)
    clicks = [(lamp, places(lamp, rng)) for lamp in found]
    every = [
        [[overlap(cut(lamp.features, lamp.picture, at), lamp.shade) for at in ats] for lamp, ats in clicks]
        for cut in cuts
    ]
    means = [f"{np.mean(each):.2f}" for each in every] + [f"{np.mean([one[0] for one in every[-1]]):.2f}"]
    print(f"| {start} | {len(found)} {'lit' if lit else 'unlit'} | {' | '.join(means)} |", flush=True)


if __name__ == "__main__":
    main()
