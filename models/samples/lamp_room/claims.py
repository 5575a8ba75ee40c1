"""How well a picture of a room, as the probe reads it, shows what a caption says."""

from __future__ import annotations

import colorsys
import re
from functools import cache

import torch
from torch import Tensor

from models.samples.lamp_room.captions import HUES, color_name
from models.samples.lamp_room.colors import GAMMA, hsv_to_linear
from models.samples.lamp_room.reading import Reading

SHARPNESS = 10.0  # a colour 0.1 (of sRGB in [0, 1]) away from all that a word means fits it by 1 / e
_COLORS = "|".join(sorted({"black", "white", "gray", *(name for _, name in HUES)}))
_SEAT, _WALLS = re.compile(rf"\b({_COLORS}) (?:bed|sofa)\b"), re.compile(rf"\b({_COLORS}) walls?\b")
_LAMP = re.compile(r"\b(?:an?|the)\s+((?:\w+ ){0,4}?)lamps?\b")
_TIMES = ("daylight", "dusk", "night")
_GRID = (24, 8, 8)  # hues, saturations, values
_ROOM = re.compile(r"\b(sofa|bed|bedroom|living room)\b")

Claim = tuple[str, str | int | bool]  # of what, and what


def fits(reading: Reading, row: int, text: str) -> float:
    """Of one picture: the mean chance, in [0, 1], of all that the text says; 0.5 where it says nothing of a room."""
    found = [_chance(reading, row, claim) for claim in claims(text)]
    return sum(found) / len(found) if found else 0.5


def claims(text: str) -> tuple[Claim, ...]:
    """All that a text says of a room, as far as the probe can read it."""
    said = text.lower()
    found: list[Claim] = [("lamps", state) for state in _lamps(said)]
    found += [("time", number) for number, word in enumerate(_TIMES) if re.search(rf"\b{word}\b", said)]
    found += [(of, match[1]) for of, pattern in (("seat", _SEAT), ("wall", _WALLS)) if (match := pattern.search(said))]
    if _ROOM.search(said):
        found.append(("sofa", bool(re.search(r"\b(sofa|living room)\b", said))))
    return tuple(found)


def _lamps(said: str) -> list[str]:
    """Some lamp on, all off, or, in a room of which none is told, no lamp."""
    lamps = [match[1].split() for match in _LAMP.finditer(said)]
    words = set(re.findall(r"\w+", said))
    if lamps:
        return ["on" if any("unlit" not in lamp for lamp in lamps) else "off"]
    if words & {"lit", "unlit"}:
        return ["on" if "lit" in words else "off"]
    if "lamp" in words:
        return ["there"]
    return ["none"] if words & {"bedroom", "bed", "sofa", "room"} else []


def _chance(reading: Reading, row: int, claim: Claim) -> float:
    match claim:
        case ("lamps", state):
            lit, present = float(reading.lit[row].amax()), float(reading.present[row].amax())
            return {"on": lit, "off": 1 - lit, "there": present, "none": 1 - present}[str(state)]
        case ("time", number):
            return float(reading.time[row, int(number)])
        case ("sofa", is_sofa):
            sofa = float(reading.sofa[row])
            return sofa if is_sofa else 1 - sofa
        case (of, name):
            return _color(reading.seat[row] if of == "seat" else reading.wall[row], str(name))


def _color(color: Tensor, name: str) -> float:
    far = (meant_by(name).to(color) - color).norm(dim=1).amin()
    is_it = color_name(*colorsys.rgb_to_hsv(*color.tolist())) == name
    return 1.0 if is_it else float((-SHARPNESS * far).exp())


@cache
def meant_by(name: str) -> Tensor:
    """SRGB colours [M, 3] that have this everyday word, over all of HSV."""
    grids = torch.meshgrid(*(torch.linspace(0, 1, count) for count in _GRID), indexing="ij")
    hsv = torch.stack([grid.flatten() for grid in grids], 1)
    chosen = [row for row, values in enumerate(hsv.tolist()) if color_name(*values) == name]
    return hsv_to_linear(hsv[chosen]) ** (1 / GAMMA)
