"""What can be read from a picture of a room: the same fields for what a network reads and for the truth.

Lamps are told apart by where they are: left of the bed or sofa, right of it, or hanging from the ceiling; a room has at
most one in each of these places.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from models.samples.lamp_room.colors import GAMMA, hsv_to_linear
from models.samples.lamp_room.daylight import ambient
from models.samples.lamp_room.factors import PENDANT, Factors

LEFT, RIGHT, CEILING = PLACES = range(3)
PLACE_NAMES = ("left", "right", "ceiling")
SEEN = 0.0005  # of the picture: a lamp that covers less of it is out of sight
MAP_SIDE = 32
NOON = 0.41  # the brightest ambient light


class Reading(NamedTuple):
    """Of N pictures. P = 3 places of lamps. Chances are in [0, 1]; in the truth they are 0.0 or 1.0."""

    shade: Tensor  # [N, P, 32, 32] in [0, 1]: how much of that part of the picture is the lamp's shade
    present: Tensor  # [N, P] chance that a lamp is there to be seen
    lit: Tensor  # [N, P] chance that it is lit
    intensity: Tensor  # [N, P] where its dimmer stands, 0 (unlit, or no lamp) to 1.15; light grows with its square
    shade_color: Tensor  # [N, P, 3] sRGB of the cloth, whatever light falls on it; means something where a lamp is
    time: Tensor  # [N, 3] chances of day, dusk, night
    daylight: Tensor  # [N] light that does not come from lamps, 1 = the brightest noon, about 0.2 = night; linear
    window: Tensor  # [N] chance
    sofa: Tensor  # [N] chance; else a bed
    wall: Tensor  # [N, 3] sRGB of the paint, whatever light falls on it
    seat: Tensor  # [N, 3] likewise, of the bed's blanket or the sofa
    floor: Tensor  # [N, 3] likewise

    @property
    def total(self) -> Tensor:
        """The intensities of all lamps together [N], 0 to 2.3."""
        return self.intensity.sum(1)


def truth(factors: Factors, lamp_masks: Tensor) -> Reading:
    """What there is to read. lamp_masks: [N, L, R, R] as rendered, R a multiple of 32."""
    factors = factors.to(lamp_masks.device)
    place = _places(factors)
    shade = torch.einsum("nlp,nlhw->nphw", place, F.adaptive_avg_pool2d(lamp_masks, MAP_SIDE))
    at_places = lambda values: torch.einsum("nlp,nl...->np...", place, values)  # noqa: E731
    intensity = at_places(factors.lamp_intensity)
    return Reading(
        shade=shade,
        present=(shade.mean((2, 3)) > SEEN).float(),
        lit=(intensity > 0).float(),
        intensity=intensity,
        shade_color=at_places(_srgb(factors.lamp_shade)),
        time=F.one_hot(factors.time, 3).float(),
        daylight=ambient(factors).mean(1) / NOON,
        window=factors.window[:, 0],
        sofa=factors.sofa,
        wall=_srgb(factors.wall),
        seat=_srgb(factors.seat_color),
        floor=_srgb(factors.floor),
    )


def mirrored(reading: Reading) -> Reading:
    """Of the same pictures, left and right exchanged."""
    order = torch.tensor([RIGHT, LEFT, CEILING], device=reading.lit.device)
    swapped = {name: getattr(reading, name)[:, order] for name in ("present", "lit", "intensity", "shade_color")}
    return reading._replace(shade=reading.shade[:, order].flip(3), **swapped)


def scalars(reading: Reading) -> dict[str, Tensor]:
    """The factors as named columns [N], for tables, histograms and spreads.

    "lamps" and "lamp left" ... are intensities, "lit left" ..., "day", "window" ... chances, "wall red" ... sRGB.
    """
    columns = {"lamps": reading.total}
    for place, name in zip(PLACES, PLACE_NAMES, strict=True):
        columns[f"lamp {name}"] = reading.intensity[:, place]
    for place, name in zip(PLACES, PLACE_NAMES, strict=True):
        columns[f"lit {name}"] = reading.lit[:, place]
    for place, name in zip(PLACES, PLACE_NAMES, strict=True):
        columns[f"lamp present {name}"] = reading.present[:, place]
    columns["daylight"] = reading.daylight
    columns |= dict(zip(("day", "dusk", "night"), reading.time.unbind(1), strict=True))
    columns |= {"window": reading.window, "sofa": reading.sofa}
    for name in ("wall", "seat", "floor"):
        channels = getattr(reading, name).unbind(1)
        columns |= dict(zip((f"{name} {channel}" for channel in ("red", "green", "blue")), channels, strict=True))
    return columns


def _places(factors: Factors) -> Tensor:
    """[N, L, P]: 1 where lamp l is present and in place p."""
    side = factors.stand[:, :1] * torch.tensor([1.0, -1.0], device=factors.stand.device)
    place = torch.where(factors.lamp_kind == PENDANT, CEILING, torch.where(side > 0, RIGHT, LEFT))
    return F.one_hot(place, len(PLACES)).float() * factors.lamp_present[:, :, None]


def _srgb(hsv: Tensor) -> Tensor:
    return hsv_to_linear(hsv) ** (1 / GAMMA)
