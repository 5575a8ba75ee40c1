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


def fits(reading: Reading, row: int, text: str) -> float:
    """Of one picture: the mean chance, in [0, 1], of all that the text says; 0.5 where it says nothing of a room."""
    said = text.lower()
    found = [*_lamps(reading, row, said), *_time(reading, row, said), *_colors(reading, row, said)]
    if re.search(r"\b(sofa|bed|bedroom|living room)\b", said):
        sofa = float(reading.sofa[row])
        found.append(sofa if re.search(r"\b(sofa|living room)\b", said) else 1 - sofa)
    return sum(found) / len(found) if found else 0.5


def _lamps(reading: Reading, row: int, said: str) -> list[float]:
    """Some lamp on, all off, or, in a room of which none is told, no lamp."""
    lit, present = float(reading.lit[row].amax()), float(reading.present[row].amax())
    lamps = [match[1].split() for match in _LAMP.finditer(said)]
    words = set(re.findall(r"\w+", said))
    if lamps:
        return [lit if any("unlit" not in lamp for lamp in lamps) else 1 - lit]
    if words & {"lit", "unlit"}:
        return [lit if "lit" in words else 1 - lit]
    if "lamp" in words:
        return [present]
    return [1 - present] if words & {"bedroom", "bed", "sofa", "room"} else []


def _time(reading: Reading, row: int, said: str) -> list[float]:
    return [float(reading.time[row, number]) for number, word in enumerate(_TIMES) if re.search(rf"\b{word}\b", said)]


def _colors(reading: Reading, row: int, said: str) -> list[float]:
    found = []
    for pattern, color in ((_SEAT, reading.seat[row]), (_WALLS, reading.wall[row])):
        if match := pattern.search(said):
            far = (meant_by(match[1]).to(color) - color).norm(dim=1).amin()
            is_it = color_name(*colorsys.rgb_to_hsv(*color.tolist())) == match[1]
            found.append(1.0 if is_it else float((-SHARPNESS * far).exp()))
    return found


@cache
def meant_by(name: str) -> Tensor:
    """SRGB colours [M, 3] that have this everyday word, over all of HSV."""
    grids = torch.meshgrid(*(torch.linspace(0, 1, count) for count in _GRID), indexing="ij")
    hsv = torch.stack([grid.flatten() for grid in grids], 1)
    chosen = [row for row, values in enumerate(hsv.tolist()) if color_name(*values) == name]
    return hsv_to_linear(hsv[chosen]) ** (1 / GAMMA)
