"""Rooms asked for in words: prompts from the renderer's captions, their pictures, and what the probe reads of them.

For the benchmarks of concept edits on a text-to-image generator of lamp rooms; see concept_truth.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from models.document.recipe import Recipe
from models.document.scene import Prompt, Scene
from models.edits.concepts.applying import meaning
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.diffusion.text import Meaning
from models.images import picture_of
from models.samples.lamp_room.captions import captions
from models.samples.lamp_room.factors import Factors
from models.samples.lamp_room.probe import spreads
from models.samples.lamp_room.reading import Reading, scalars
from models.samples.lamp_room.sampling import sample_factors
from models.samples.opening import open_generator

BATCH = 16
OFF, ON = 0.15, 0.3  # intensity of all lamps together below which they are out, and above which one is lit
CHANNELS = ("red", "green", "blue")
GROUPS = {
    "daylight": ("daylight",),
    "window": ("window",),
    **{name: tuple(f"{name} {channel}" for channel in CHANNELS) for name in ("wall", "seat", "floor")},
}


def opened(file: str) -> DiffusionGenerator:
    """A text-to-image generator of lamp rooms, on the processor."""
    generator = open_generator(file, torch.device("cpu"))
    assert isinstance(generator, DiffusionGenerator), "not a text-to-image generator"
    return generator


def rooms(seed: int, count: int = 1500) -> Factors:
    """Simple rooms with one lamp; no training drew these."""
    drawn = sample_factors(count, torch.Generator().manual_seed(700_000 + seed), 1.0)
    return drawn[drawn.lamp_present.sum(1) == 1]


def said(seed: int, wanted: Callable[[str], bool], count: int, without: Sequence[str] = ()) -> list[str]:
    """The first captions of such rooms that are wanted."""
    texts = dict.fromkeys(captions(rooms(seed), torch.Generator().manual_seed(seed)))
    return [text for text in texts if wanted(text) and text not in without][:count]


def is_lit(text: str) -> bool:
    """Whether its lamp is said to be lit."""
    return " a lit " in text


def scenes(generator: DiffusionGenerator, texts: Sequence[str], first_seed: int) -> list[Scene]:
    """Each text with a seed of its own, drawn as the generator says."""
    asked = generator.info.defaults or Prompt(steps=12, scheduler="dpm++2m")
    return [
        Scene(first_seed + i, prompt=Prompt(text, asked.negative, asked.steps, asked.guidance, asked.scheduler))
        for i, text in enumerate(texts)
    ]


def pictures(generator: DiffusionGenerator, wanted: Sequence[Scene], means: Meaning | Recipe | None = None) -> Tensor:
    """[N, 3, R, R] in [0, 1]."""
    means = meaning(generator, means) if isinstance(means, Recipe) else means
    starts = range(0, len(wanted), BATCH)
    return picture_of(torch.cat([generator.raw(wanted[start : start + BATCH], None, means) for start in starts]))


class Moved(NamedTuple):
    """How far a group of factors moves, in spreads: |mean| over pictures (what is systematic), mean over its channels;
    the size of single pictures' moves, whichever way.
    """

    mean: float
    size: float

    def __str__(self) -> str:
        return f"{self.mean:.2f} / {self.size:.2f}"


def moves(before: Reading, after: Reading, rows: Tensor | None = None) -> dict[str, Moved]:
    """By group. rows: [N] of those pictures only."""
    was, now, spread = scalars(before), scalars(after), spreads()
    found = {}
    for group, names in GROUPS.items():
        moved = torch.stack([(now[name] - was[name]) / spread[name] for name in names], 1)
        moved = moved if rows is None else moved[rows]
        found[group] = Moved(float(moved.mean(0).abs().mean()), float(moved.abs().mean()))
    return found
