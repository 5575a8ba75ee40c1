"""How many words can be changed at once, and how live a strength is. Prints the tables of RESULTS.md.

    .venv/bin/python tests/benchmarks/concept_scaling.py [FILE] [--edits 1 10 100 1000] [--pictures N] [--plot FILE.png]

Each edit gives one caption another meaning: another state of the lamp, another bed, or another time of day, drawn at
random, so that edits have nothing in common but what all captions share. Efficacy: pictures of edited captions that
show the new meaning rather than the old one, by the probe network. Specificity: pictures of captions that no edit names
which show what they say rather than the same change. Kept captions weigh a tenth each, as in UCE's first program.
Beside both, what was read before any picture: how far the edited words are on their way (gone), and how far others have
moved (drift).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import torch
from msgspec.structs import replace
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).parents[2]))

from models.document.concept import ConceptEdit, Pair
from models.document.recipe import Recipe
from models.document.render import RenderRequest
from models.document.report import Number
from models.document.scene import Scene
from models.edits.concepts.measuring import ConceptReport, concept_report
from models.edits.preview import preview
from models.edits.reports.intervals import share
from models.generators.diffusion.generator import DiffusionGenerator
from models.samples.catalogue import LAMP_ROOM_WORDS
from models.samples.lamp_room.scoring import ProbeScorer
from tests.benchmarks.prompt_following import exchanged
from tests.benchmarks.worded_rooms import opened, pictures, said, scenes

BEDS = ("red", "green", "blue", "purple", "white", "yellow")
TIMES = ("in daylight", "at dusk", "at night")
KEPT, TIMED = 50, 12


def changed(text: str, chance: random.Random) -> str:
    """The caption with one thing otherwise."""
    kinds = ["lamp"] * (exchanged(text) != text) + ["bed"] + ["time"] * any(text.endswith(end) for end in TIMES)
    kind = chance.choice(kinds)
    if kind == "lamp":
        return exchanged(text)
    if kind == "time":
        now = next(end for end in TIMES if text.endswith(end))
        return text.removesuffix(now) + chance.choice([end for end in TIMES if end != now])
    words = text.split()
    place = words.index("bed") - 1
    words[place] = chance.choice([color for color in BEDS if color != words[place]])
    words[place - 1] = "a"
    return " ".join(words)


def pairs(seed: int, count: int, without: list[str]) -> tuple[Pair, ...]:
    """So many captions and what they are to mean; as many batches of rooms as that takes."""
    chance, found = random.Random(seed), dict[str, str]()
    for batch in range(100):
        for text in said(seed + batch, lambda _: True, count, without):
            found.setdefault(text, changed(text, chance))
            if len(found) == count:
                return tuple(Pair(*each) for each in found.items())
    raise SystemExit("there are not so many captions")


def shown(
    generator: DiffusionGenerator, recipe: Recipe | None, asked: tuple[Pair, ...], *, new: bool, seed: int
) -> Number:
    """The part of pictures of sources that show the target (or, not `new`, the source) better than the other."""
    scorer = ProbeScorer()
    seen = scorer.see(pictures(generator, scenes(generator, [pair.source for pair in asked], seed), recipe))
    old, other = (scorer.fits(seen, [getattr(pair, name) for pair in asked]) for name in ("source", "target"))
    hits = other > old if new else old > other
    return share(int(hits.sum()), len(asked))


def live(generator: DiffusionGenerator, edits: int, asked: tuple[Pair, ...]) -> None:
    """Print what a picture takes while the strength of so many edits is dragged, against one without edits."""
    edit = ConceptEdit("e", "E", "replace", asked, tokens="all")
    base, times = generator.info.fingerprint, dict[str, list[float]]()
    (scene,) = scenes(generator, [asked[0].source], 7)
    draft = replace(scene, prompt=replace(scene.prompt, steps=4)) if scene.prompt else scene

    def timed(name: str, drawn: Scene, recipe: Recipe) -> None:
        began = time.perf_counter()
        preview(generator, RenderRequest(drawn, recipe))
        times.setdefault(name, []).append((time.perf_counter() - began) * 1000)

    began = time.perf_counter()
    preview(generator, RenderRequest(draft, Recipe(base, (edit,))))
    first = (time.perf_counter() - began) * 1000
    for number in range(TIMED):  # taking turns, since the machine's clock differs
        for name, drawn in (("draft", draft), ("picture", scene)):
            timed(name, drawn, Recipe(base))
            timed(f"{name}, strength changed", drawn, Recipe(base, (replace(edit, strength=(number + 1) / TIMED),)))
    middle = {name: sorted(each)[len(each) // 2] for name, each in times.items()}
    cells = [
        f"{middle[f'{n}, strength changed']:.0f} ms, {middle[f'{n}, strength changed'] / middle[n]:.2f}"
        for n in ("draft", "picture")
    ]
    print(f"| {edits:,} | {first:.0f} ms | {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", default=LAMP_ROOM_WORDS)
    parser.add_argument("--edits", type=int, nargs="+", default=[1, 10, 100, 1000])
    parser.add_argument("--pictures", type=int, default=48, help="of edited captions, and of others")
    parser.add_argument("--plot", type=Path, help="where to draw the curves")
    options = parser.parse_args()
    generator = opened(options.file)
    others = pairs(900, options.pictures, [])
    texts = [pair.source for pair in others]
    known = pairs(100, max(options.edits), texts)
    kept = tuple(said(950, lambda text: text not in {pair.source for pair in known}, KEPT, texts))
    print("| edits | keeping | shows the new meaning (efficacy) | others show theirs (specificity) | gone | drift |")
    print("|---|---|---|---|---|---|")
    plain = shown(generator, None, others, new=False, seed=60_000)
    print(f"| 0 | | | {cell(plain)} | | |", flush=True)
    curves: dict[str, list[tuple[int, float, float]]] = {}
    for name, preserve in (("nothing", ()), (f"{KEPT} others", kept)):
        for count in options.edits:
            edit = ConceptEdit(
                "e", "E", "replace", known[:count], tokens="all", preserve=preserve, preserve_tokens="all",
                preserve_scale=0.0,
            )  # fmt: skip
            recipe = Recipe(generator.info.fingerprint, (edit,))
            asked = tuple(known[i * count // options.pictures] for i in range(options.pictures))
            efficacy = shown(generator, recipe, asked, new=True, seed=50_000)
            specificity = shown(generator, recipe, others, new=False, seed=60_000)
            found = concept_report(generator, recipe, texts)
            assert isinstance(found, ConceptReport)
            curves.setdefault(name, []).append((count, efficacy.value, specificity.value))
            numbers = f"{cell(efficacy)} | {cell(specificity)} | {found.gone:.0%} | {found.drift:.0%}"
            print(f"| {count:,} | {name} | {numbers} |", flush=True)
    print(
        "\n| edits | first draft, with the solve | draft, strength changed: time, times an unedited one | picture |"
        "\n|---|---|---|---|"
    )
    for count in options.edits:
        live(generator, count, known[:count])
    if options.plot:
        plot(curves, options.plot)


def cell(number: Number) -> str:
    """With its interval."""
    return f"{number.value:.0%} ({number.low:.0%} to {number.high:.0%})"


def plot(curves: dict[str, list[tuple[int, float, float]]], path: Path) -> None:
    """Efficacy (full dots) and specificity (rings) against the number of edits, on a scale of logarithms."""
    width, height, margin = 720, 420, 50
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.line([(margin, margin), (margin, height - margin), (width - 200, height - margin)], fill="black")
    counts = [count for count, _, _ in next(iter(curves.values()))]
    ends = torch.tensor([counts[0], counts[-1]]).double().log()

    def place(count: int, value: float) -> tuple[float, float]:
        along = float((torch.tensor(float(count)).log() - ends[0]) / (ends[1] - ends[0]).clamp_min(1e-9))
        return margin + 10 + along * (width - 280), height - margin - value * (height - 2 * margin)

    for count in counts:
        draw.text((place(count, 0)[0] - 8, height - margin + 8), f"{count:,}", fill="black")
    for value in (0.0, 0.5, 1.0):
        draw.text((12, place(1, value)[1] - 6), f"{value:.0%}", fill="black")
    draw.text((width - 300, height - margin + 24), "edits at once ->", fill="black")
    colours = ("#d9480f", "#1971c2")
    for row, ((name, points), colour) in enumerate(zip(curves.items(), colours, strict=True)):
        for column, label in ((1, "new meaning"), (2, "others")):
            spots = [place(point[0], point[column]) for point in points]
            draw.line(spots, fill=colour, width=2)
            for x, y in spots:
                draw.ellipse([x - 4, y - 4, x + 4, y + 4], fill=colour if column == 1 else "white", outline=colour)
            y = 40 + 40 * row + 18 * column
            spot = [width - 190, y - 4, width - 182, y + 4]
            draw.ellipse(spot, fill=colour if column == 1 else "white", outline=colour)
            draw.text((width - 175, y - 6), f"{label}, keeping {name}", fill=colour)
    image.save(path)


if __name__ == "__main__":
    main()
