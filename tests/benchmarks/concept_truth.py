"""A concept edit against physical truth: “lit” made to mean “unlit”. Prints the tables of RESULTS.md.

    .venv/bin/python tests/benchmarks/concept_truth.py [FILE] [--count N] [--plot FILE.png]

In a true room nothing but the lamp changes when it goes out. The probe network says what changes in the generator's:
how many lamps are out, and how far daylight, walls, bed and floor have moved, in spreads (standard deviations over
random rooms). The prompts are captions that neither a training nor the edit has seen; half of them name the walls.
To tell what is the edit's doing, the same is said of rendered rooms when their lamps go out, where every move is the
probe's error; of the same through the generator's own autoencoder; of the generator asked for an unlit lamp, without
any edit; and of another seed. Last come other prompts, which are to stay: of lamps that are unlit, dim, or just there.

Two smaller tables: whether the walls of lit or of unlit rooms are drawn amiss, against the true mean of all walls that
their word means; and what leads back to a lit lamp (`--tables attacks`): embeddings that the edited layers read as the
pristine ones read the prompt (Gong et al. 2024), on what was erased once and what was erased again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import torch
from msgspec.structs import replace
from PIL import Image, ImageDraw
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parents[2]))

from models.document.concept import ConceptEdit, Pair
from models.document.recipe import Recipe
from models.document.scene import Scene
from models.edits.concepts.contexts import in_context, keeping_the_rest, said_otherwise
from models.edits.concepts.effect import fitting_strength
from models.edits.concepts.hidden import hidden_sources, metric
from models.edits.concepts.joint import projections, solved_edits
from models.edits.concepts.measuring import concept_report
from models.edits.reports.intervals import share
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.diffusion.text import Meaning
from models.images import picture_of
from models.samples.catalogue import LAMP_ROOM_WORDS, sample_scenes
from models.samples.lamp_room.captions import color_name
from models.samples.lamp_room.colors import GAMMA, hsv_to_linear
from models.samples.lamp_room.factors import relight
from models.samples.lamp_room.probe import read, spreads
from models.samples.lamp_room.reading import Reading
from models.samples.lamp_room.renderer import render
from models.samples.lamp_room.sampling import sample_factors
from tests.benchmarks.worded_rooms import (
    GROUPS,
    OFF,
    ON,
    Moved,
    is_lit,
    moves,
    opened,
    pictures,
    rooms,
    said,
    scenes,
)

SOLVED, KEPT = 100, 100  # prompts that the larger edits are solved for, and that they keep
LIT = Pair("lit", "unlit")
EDIT = ConceptEdit("lit", "Lit", "replace", (LIT,))


class Judge:
    """Draws lit prompts and others, before and under an edit, and prints a row."""

    def __init__(self, generator: DiffusionGenerator, count: int) -> None:
        self._generator = generator
        walled = said(1, lambda text: is_lit(text) and "walls" in text, count // 2)
        bare = said(1, lambda text: is_lit(text) and "walls" not in text, count - count // 2)
        self.lit = scenes(generator, [*walled, *bare], 30_000)
        others = said(2, lambda text: not is_lit(text), 4 * count)
        told = [text for text in others if " unlit " in text][: count // 2]
        loose = [text for text in others if " unlit " not in text][: count // 2]
        self.others = scenes(generator, [*told, *loose], 40_000)
        self._told = len(told)
        self.texts = tuple(scene.prompt.text for scene in (*self.lit, *self.others) if scene.prompt)
        self.before, self._before_others = pictures(generator, self.lit), pictures(generator, self.others)
        self._read, self._read_others = read(self.before), read(self._before_others)
        self._rows = self._read.total > ON
        self.found: list[tuple[str, float | None, dict[str, Moved]]] = []  # rows: lamps out, how far the rest moves

    def row(self, name: str, means: Recipe | Meaning | None = None, wanted: list[Scene] | None = None) -> None:
        """Print what lit prompts become, and, under an edit, what others do. wanted: other scenes instead."""
        after = read(pictures(self._generator, wanted or self.lit, means))
        moved = moves(self._read, after, self._rows)
        out = float((after.total[self._rows] < OFF).float().mean())
        self.found.append((name, out, moved))
        kept = self._kept(means) if means is not None else " | "
        print(f"| {name} | {self.lamps(after)} | {cells(moved)} | {kept} |", flush=True)

    def lamps(self, after: Reading) -> str:
        """The part of lit lamps that are out, and of their light that is left."""
        out = after.total[self._rows] < OFF
        part = share(int(out.sum()), len(out))
        left = float(after.total[self._rows].mean() / self._read.total[self._rows].mean())
        return f"{part.value:.0%} ({part.low:.0%} to {part.high:.0%}) | {left:.0%}"

    def _kept(self, means: Recipe | Meaning) -> str:
        """Of other prompts: how many lamps are as they were, and how far walls move."""
        after = read(pictures(self._generator, self.others, means))
        as_before = (after.total > OFF) == (self._read_others.total > OFF)
        moved = moves(self._read_others, after)
        same = (float(part.float().mean()) for part in (as_before[: self._told], as_before[self._told :]))
        return f"{' / '.join(f'{part:.0%}' for part in same)} | {moved['wall']}"


def cells(moved: dict[str, Moved]) -> str:
    """In the order of the groups."""
    return " | ".join(str(moved[group]) for group in GROUPS)


def true_rooms(generator: DiffusionGenerator, count: int) -> Iterator[tuple[str, dict[str, Moved]]]:
    """The probe's own errors: rendered rooms with their lamps on and off, and the same through the autoencoder."""
    drawn = rooms(3)
    drawn = drawn[drawn.lamp_intensity.sum(1) > ON][:count]
    both = [render(each, 64).images for each in (drawn, relight(drawn, torch.zeros_like(drawn.lamp_intensity)))]
    yield "true rooms, lamps put out: the probe's error", moves(*(read(images) for images in both))
    yield "the same through the autoencoder", moves(*(read(through(generator, images)) for images in both))


@torch.no_grad()
def through(generator: DiffusionGenerator, images: Tensor) -> Tensor:
    """Pictures encoded and decoded again."""
    vae = generator.decoder._vae  # nothing but this measurement encodes pictures
    parts = [vae.decode(vae.encode(part * 2 - 1).latent_dist.mode()).sample for part in images.split(16)]
    return picture_of(torch.cat(parts))


def edits(generator: DiffusionGenerator, judge: Judge) -> Iterator[tuple[str, ConceptEdit]]:
    """Ways to say it."""
    shown = [scene.prompt.text for scene in sample_scenes(LAMP_ROOM_WORDS) if scene.prompt]
    solved = said(4, is_lit, SOLVED, judge.texts)
    kept = tuple(said(5, lambda text: not is_lit(text), KEPT, judge.texts))
    large = in_context(EDIT, solved)
    keeping = replace(large, preserve=kept, preserve_tokens="all")
    yield "“lit” alone, its last token", EDIT
    small = in_context(EDIT, shown)
    yield f"in {len(small.pairs) - 1} prompts", small
    yield "… keeping them without the word", keeping_the_rest(small)
    yield f"in {SOLVED} prompts", large
    yield f"… keeping {KEPT} others", keeping
    yield "… those that would move", replace(keeping, moving_only=True)
    yield "… out of their space (null space)", replace(keeping, null_space=True)
    yield "… in values alone", replace(keeping, sides="values")
    yield "… the lamp's words alone", replace(keeping, pairs=phrases(solved), tokens="last")
    fit = fitting_strength(generator, keeping, kept)
    yield f"… at the automatic strength, {fit.strength:.2f}", replace(keeping, strength=fit.strength)
    yield "… solved again twice (rounds)", replace(keeping, rounds=2)


def phrases(texts: list[str]) -> tuple[Pair, ...]:
    """Every beginning of the texts from “lit” to its lamp, so that the last tokens are just these words'."""
    cut = [text.split(" beside ")[0].split() for text in texts]
    starts = dict.fromkeys(" ".join(words[: end + 1]) for words in cut for end in range(words.index("lit"), len(words)))
    return tuple(Pair(start, other) for start in starts if (other := said_otherwise(start, LIT)) is not None)


def attacked(generator: DiffusionGenerator, edit: ConceptEdit, found_on: ConceptEdit) -> Meaning:
    """Under `edit`, embeddings that the layers under `found_on` read as the pristine ones read the prompts'."""
    moves, known = (moves_of(generator, each) for each in (edit, found_on))
    weights = [weight for side in ("keys", "values") for weight in projections(generator, side).values()]
    back, identity = hidden_sources(known, metric(weights)), torch.eye(len(moves), dtype=torch.float64)
    return Meaning(((identity + moves) @ back - identity).float())


def moves_of(generator: DiffusionGenerator, edit: ConceptEdit) -> Tensor:
    """T - I, float64 on the processor."""
    return solved_edits(generator, Recipe(generator.info.fingerprint, (edit,)).concepts())["values"].moves.cpu()


def wall_table(generator: DiffusionGenerator, judge: Judge) -> None:
    """Walls as they are read, less the mean of all true walls with the same word, in spreads."""
    drawn = sample_factors(6000, torch.Generator().manual_seed(9), 1.0).wall
    names = [color_name(*hsv) for hsv in drawn.tolist()]
    paint = hsv_to_linear(drawn) ** (1 / GAMMA)
    means = {name: paint[[known == name for known in names]].mean(0) for name in set(names)}
    spread = torch.tensor([spreads()[name] for name in GROUPS["wall"]])
    walled = [scene for scene in judge.lit if scene.prompt and "walls" in scene.prompt.text]
    true = torch.stack([means[scene.prompt.text.split(" walls")[0].split()[-1]] for scene in walled if scene.prompt])
    print("| walls whose colour is said | red | green | blue |\n|---|---|---|---|")
    for name, wanted in (("of lit rooms", walled), ("of the same rooms, unlit", [unlit(scene) for scene in walled])):
        off = ((read(pictures(generator, wanted)).wall - true) / spread).mean(0)
        print(f"| {name}, less the truth | {' | '.join(f'{value:+.2f}' for value in off)} |", flush=True)


def attack_table(generator: DiffusionGenerator, judge: Judge, once: ConceptEdit) -> None:
    """How many lamps stay out under attack."""
    again = replace(once, rounds=2)
    print("| attack | lamps still out | light left |\n|---|---|---|")
    for name, edit, found_on in (
        ("on what was erased once", once, once),
        ("the same, on what was erased again twice", again, once),
        ("a fresh one, on what was erased again twice", again, again),
    ):
        cells = judge.lamps(read(pictures(generator, judge.lit, attacked(generator, edit, found_on))))
        print(f"| {name} | {cells} |", flush=True)


def unlit(scene: Scene) -> Scene:
    """The same scene, asked for an unlit lamp."""
    assert scene.prompt is not None
    text = said_otherwise(scene.prompt.text, LIT)
    assert text is not None
    return replace(scene, prompt=replace(scene.prompt, text=text))


def edit_table(generator: DiffusionGenerator, judge: Judge, known: list[tuple[str, ConceptEdit]]) -> None:
    """Controls first, then ways to say it."""
    print(f"| | lamps out | light left | {' | '.join(GROUPS)} | others' lamps as before: unlit / other | their walls |")
    print("|---|---|---|" + "---|" * (len(GROUPS) + 2))
    for name, moved in true_rooms(generator, 96):
        judge.found.append((name, None, moved))
        print(f"| {name} | | | {cells(moved)} | | |", flush=True)
    judge.row("another seed", wanted=[replace(scene, seed=scene.seed + 5000) for scene in judge.lit])
    judge.row("asked for “unlit”, no edit", wanted=[unlit(scene) for scene in judge.lit])
    for name, edit in known:
        judge.row(name, Recipe(generator.info.fingerprint, (edit,)))
    print("\n| before any picture | gone | drift of all prompts here | condition |\n|---|---|---|---|")
    for name, edit in known:
        found = concept_report(generator, Recipe(generator.info.fingerprint, (edit,)), judge.texts)
        if found:
            print(f"| {name} | {found.gone:.0%} | {found.drift:.1%} | {found.condition:.0e} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", default=LAMP_ROOM_WORDS)
    parser.add_argument("--count", type=int, default=48, help="lit prompts, and other ones")
    parser.add_argument("--tables", nargs="+", default=["edits", "walls", "attacks"])
    parser.add_argument("--plot", type=Path, help="where to draw how far the rest moves against lamps that are out")
    options = parser.parse_args()
    generator = opened(options.file)
    judge = Judge(generator, options.count)
    known = list(edits(generator, judge))
    if "edits" in options.tables:
        edit_table(generator, judge, known)
    if "walls" in options.tables:
        wall_table(generator, judge)
    if "attacks" in options.tables:
        attack_table(generator, judge, known[4][1])
    if options.plot:
        plot(judge.found, options.plot)


def plot(found: list[tuple[str, float | None, dict[str, Moved]]], path: Path) -> None:
    """How far walls, bed and daylight move on average, a bar each; the line is a tenth of their spread."""
    colours = {"wall": "#d9480f", "seat": "#1971c2", "daylight": "#f08c00"}
    left, right, row, largest = 330, 60, 42, 0.55
    image = Image.new("RGB", (960, row * len(found) + 60), "white")
    draw = ImageDraw.Draw(image)
    wide = image.width - left - right
    for number, (name, out, moved) in enumerate(found):
        top = 40 + row * number
        draw.text((10, top + 8), name.replace("…", "..."), fill="black")
        if out is not None:
            draw.text((left - 62, top + 8), f"{out:.0%} out", fill="black")
        for place, (group, colour) in enumerate(colours.items()):
            length = min(moved[group].mean, largest) / largest * wide
            draw.rectangle([left, top + 9 * place, left + length, top + 9 * place + 7], fill=colour)
    tenth = left + 0.1 / largest * wide
    draw.line([(tenth, 24), (tenth, image.height - 10)], fill="#2f9e44", width=2)
    draw.text((tenth + 6, 10), "a tenth of their spread", fill="#2f9e44")
    for place, (group, colour) in enumerate(colours.items()):
        draw.text((image.width - 230 + 70 * place, 10), {"seat": "bed"}.get(group, group), fill=colour)
    image.save(path)


if __name__ == "__main__":
    main()
