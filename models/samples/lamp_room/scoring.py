"""The probe as a report's scorer, and prompts that the bundled text-to-image generator understands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from models.document.report import ScoredBy
from models.edits.reports.scoring import Seen
from models.samples.lamp_room.captions import captions
from models.samples.lamp_room.claims import claims, fits
from models.samples.lamp_room.probe import load_probe, read, spreads
from models.samples.lamp_room.reading import Reading, scalars
from models.samples.lamp_room.sampling import sample_factors

ROOMS, SEED = 400, 424_242  # from which prompts are made; far from any training's
SHOWN = ("lamps", "daylight", "window", "wall", "seat", "floor")  # beginnings of the factors that a report has
FEW_WORDS = 1024  # a vocabulary that knows nothing but rooms is smaller


class ProbeScorer:
    """See models.edits.reports.scoring.Scorer. Its errors: resources/samples/probe/README.md."""

    name = "the lamp room's probe network"
    by: ScoredBy = "probe"

    def see(self, pictures: Tensor) -> Seen:
        """Factors in standard deviations of each over random rooms."""
        reading = Reading(*(column.cpu() for column in read(pictures, load_probe(pictures.device))))
        columns, spread = scalars(reading), spreads()
        shown = [name for name in columns if name.split(" ")[0] in SHOWN]
        return Seen({name: columns[name] / spread[name] for name in shown}, reading)

    def fits(self, seen: Seen, texts: Sequence[str]) -> Tensor:
        """The mean chance of all that each picture's text says, float32 [N], in [0, 1]."""
        return torch.tensor([fits(seen.held, row, text) for row, text in enumerate(texts)])

    def tells_apart(self, texts: Sequence[str]) -> bool:
        """Whether each text says something of a room, and each something else."""
        said = [claims(text) for text in texts]
        return all(said) and len(set(said)) == len(said)


def speaks_of_rooms(generator: Any) -> bool:
    """Whether this generator knows the words of lamp rooms and hardly any others, as the bundled one does."""
    known = generator.tokenizer.get_vocab()
    return len(known) < FEW_WORDS and {"lamp</w>", "unlit</w>", "bedroom</w>", "dusk</w>"} <= known.keys()


def room_prompts() -> tuple[str, ...]:
    """Captions of simple rooms with one lamp, lit or unlit or just there, in the order they were drawn."""
    rooms = sample_factors(ROOMS, torch.Generator().manual_seed(SEED), simplicity=1.0)
    rooms = rooms[rooms.lamp_present.sum(1) == 1]
    return tuple(dict.fromkeys(captions(rooms, torch.Generator().manual_seed(SEED))))
