"""The probe: a small network that reads a room's factors back from its picture, rendered or generated.

    reading = read(pictures)                      # [N, 3, H, W] in [0, 1], of any size
    reading.intensity[:, LEFT], reading.total     # lamps
    moved = scalars(after)["daylight"] - scalars(before)["daylight"]
    small = moved.abs() < 0.1 * spreads()["daylight"]

It is trained by models.samples.lamp_room.train_probe; resources/samples/probe/README.md says how well it reads.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import torch
import torch.nn.functional as F
from safetensors import safe_open
from torch import Tensor, nn

from models.samples.lamp_room.reading import MAP_SIDE, PLACES, Reading
from resources import resource

SIDE = 64  # pictures are brought to this size first
FOLDER = "samples/probe"
WEIGHTS, CARD = "probe.safetensors", "probe.json"
WIDTHS = (32, 64, 96, 128)
MAP_WIDTH, HIDDEN = 24, 128
P = len(PLACES)
HEADS = {"present": P, "lit": P, "intensity": P, "shade_color": 3 * P, "time": 3, "daylight": 1}
HEADS |= {"window": 1, "sofa": 1, "wall": 3, "seat": 3, "floor": 3}
CHANCES = ("shade", "present", "lit", "window", "sofa")  # the network gives logits of these
BATCH = 64


class Card(msgspec.Struct):
    """What stands in probe.json: how the probe was trained, how far it errs, how far rooms differ."""

    seed: int
    images: int
    minutes: float
    tested_on: int
    command: str
    license: str
    errors: dict[str, dict[str, float]]  # kind of rooms -> what is measured -> value
    spreads: dict[str, dict[str, float]]  # kind of rooms -> factor -> standard deviation of the truth
    crosstalk: dict[str, dict[str, float]]  # kind of rooms -> factor -> how far its reading moves when lamps go out


class Probe(nn.Module):
    """Pictures [N, 3, 64, 64] in [0, 1] -> Reading of raw outputs: logits of chances, colours within [0, 1]."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.ModuleList(_stage(i, o) for i, o in zip((3, *WIDTHS), WIDTHS, strict=False))
        self.lateral = nn.ModuleList(nn.Conv2d(width, MAP_WIDTH, 1) for width in WIDTHS)
        self.maps = nn.Sequential(_layer(MAP_WIDTH, MAP_WIDTH), nn.Conv2d(MAP_WIDTH, P, 1))
        self.hidden = nn.Linear(WIDTHS[-1] * 16, HIDDEN)
        self.facts = nn.Linear(HIDDEN, sum(HEADS.values()))

    def forward(self, pictures: Tensor) -> Reading:
        levels = self._levels(pictures)
        facts = self.facts(self._known(levels[-1])).float()
        parts = dict(zip(HEADS, facts.split(list(HEADS.values()), 1), strict=True))
        singles = {name: parts[name][:, 0] for name in ("daylight", "window", "sofa")}
        colors = {name: parts[name].sigmoid() for name in ("wall", "seat", "floor")}
        shade_color = parts["shade_color"].sigmoid().unflatten(1, (P, 3))
        return Reading(**{**parts, **singles, **colors, "shade_color": shade_color}, shade=self._shade(levels))

    def known(self, pictures: Tensor) -> Tensor:
        """What all facts are read from: the last hidden layer [N, 128], of pictures as in `forward`."""
        return self._known(self._levels(pictures)[-1])

    def _levels(self, pictures: Tensor) -> list[Tensor]:
        x, levels = pictures * 2 - 1, []
        for stage in self.down:
            x = stage(x)
            levels.append(x)
        return levels

    def _known(self, x: Tensor) -> Tensor:
        return F.silu(self.hidden(x.flatten(1)))

    def _shade(self, levels: list[Tensor]) -> Tensor:
        """Logits [N, P, 32, 32], from what every level knows."""
        sizes = {"size": (MAP_SIDE, MAP_SIDE), "mode": "nearest"}
        known = [F.interpolate(side(x), **sizes) for side, x in zip(self.lateral, levels, strict=True)]
        return self.maps(torch.stack(known).sum(0)).float()


def _layer(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    """Batch normalisation and no other kind: that of one picture would lose how bright it is."""
    convolution = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.SiLU(inplace=True))


def _stage(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(_layer(inputs, outputs, 2), _layer(outputs, outputs))


def read(pictures: Tensor, probe: Probe | None = None) -> Reading:
    """Read pictures [N, 3, H, W] in [0, 1] of any size; without a probe, with the bundled one, on their device."""
    probe = probe or load_probe(pictures.device)
    with torch.no_grad():
        parts = [finished(probe(sized(part.float()))) for part in pictures.split(BATCH)]
    return Reading(*(torch.cat(column) for column in zip(*parts, strict=True)))


def sized(pictures: Tensor) -> Tensor:
    """[N, 3, H, W] -> [N, 3, 64, 64], without aliasing."""
    if pictures.shape[2:] == (SIDE, SIDE):
        return pictures
    return F.interpolate(pictures, (SIDE, SIDE), mode="bilinear", antialias=True).clamp(0, 1)


def finished(raw: Reading) -> Reading:
    """From the network's raw outputs to chances and ranges."""
    chances = {name: getattr(raw, name).sigmoid() for name in CHANCES}
    intensity, daylight = raw.intensity.clamp(0, 1.2), raw.daylight.clamp(0, 1)
    return raw._replace(**chances, time=raw.time.softmax(1), intensity=intensity, daylight=daylight)


@cache
def load_probe(device: torch.device | str = "cpu") -> Probe:
    """The bundled probe."""
    return probe_from(resource(f"{FOLDER}/{WEIGHTS}")).to(device)


def probe_from(path: Path) -> Probe:
    """A probe that train_probe wrote, ready to read."""
    with safe_open(path, "pt") as file:
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    probe = Probe()
    probe.load_state_dict({name: t.float() if t.is_floating_point() else t for name, t in tensors.items()})
    return probe.eval().requires_grad_(False)


@cache
def card() -> Card:
    """What is known of the bundled probe."""
    return msgspec.json.decode(resource(f"{FOLDER}/{CARD}").read_bytes(), type=Card)


def spreads(kind: str = "simple") -> dict[str, float]:
    """Every factor's standard deviation over random rooms, by its name in `scalars`.

    kind: "simple" rooms as the bundled generators know them (simplicity 1), or "varied" ones (simplicity 0).
    """
    return card().spreads[kind]


def crosstalk(kind: str = "simple") -> dict[str, float]:
    """How far the reading of every factor moves, on average, when all lamps of a rendered room go out.

    Nothing but the lamps changes then, so for other factors this is the probe's own error: what an edit of a lamp is
    read to move by less than this cannot be told from nothing.
    """
    return card().crosstalk[kind]
