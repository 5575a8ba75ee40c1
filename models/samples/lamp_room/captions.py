"""Rooms in words, with the vocabulary that the bundled diffusion generator knows."""

from __future__ import annotations

import torch

from models.samples.lamp_room.factors import LAMP_NAMES, LAMPS, TIME_NAMES, Factors

HUES = (
    (0.03, "red"),
    (0.10, "orange"),
    (0.19, "yellow"),
    (0.42, "green"),
    (0.53, "teal"),
    (0.70, "blue"),
    (0.82, "purple"),
    (0.94, "pink"),
    (1.00, "red"),
)
# A whim in [0, 1) for the state, the colour and the kind of the lamps, for the walls, and for the time: a high one
# names it. Without a generator everything is named but the walls.
EXACT = (1.0, 1.0, 1.0, 0.0, 1.0)


def captions(factors: Factors, generator: torch.Generator | None = None) -> list[str]:
    """One sentence a room: 'a bedroom with a lit red table lamp beside a blue bed at night'.

    With a generator the sentences vary as people's do (deterministic for its seed): a lamp's colour or kind may be
    left out, walls may be named, and a lamp that is on is often just 'a lamp'. A lamp that is off always says 'unlit'.
    """
    n = len(factors)
    whims = torch.rand(n, len(EXACT), generator=generator).tolist() if generator else [EXACT] * n
    return [_sentence(factors, row, whims[row]) for row in range(n)]


def color_name(hue: float, saturation: float, value: float) -> str:
    """The everyday word for an HSV colour in [0, 1]."""
    if value < 0.22:
        return "black"
    if saturation < 0.16:
        return "white" if value > 0.7 else "gray"
    return next(name for limit, name in HUES if hue % 1.0 < limit)


def _sentence(factors: Factors, row: int, whims: list[float] | tuple[float, ...]) -> str:
    *lamp_whims, wall_whim, time_whim = whims
    present = factors.lamp_present[row].tolist()
    lamps = [_lamp(factors, row, lamp, *lamp_whims) for lamp in range(LAMPS) if present[lamp]]
    place, seat = ("living room", "sofa") if factors.sofa[row] else ("bedroom", "bed")
    seat = f"{color_name(*factors.seat_color[row].tolist())} {seat}"
    walls = f" and {color_name(*factors.wall[row].tolist())} walls" if wall_whim > 0.6 else ""
    time = f" {TIME_NAMES[int(factors.time[row])]}" if time_whim >= 0.15 else ""
    return f"a {place} with {' and '.join(lamps)} beside {_with_article(seat)}{walls}{time}"


def _lamp(factors: Factors, row: int, lamp: int, state_whim: float, color_whim: float, kind_whim: float) -> str:
    intensity = factors.lamp_intensity[row, lamp].item()
    words = [_state(intensity, state_whim)]
    words.append(color_name(*factors.lamp_shade[row, lamp].tolist()) if color_whim >= 0.25 else "")
    words.append(LAMP_NAMES[int(factors.lamp_kind[row, lamp])] if kind_whim >= 0.3 else "lamp")
    return _with_article(" ".join(filter(None, words)))


def _state(intensity: float, whim: float) -> str:
    """Only a lamp that is on may go without its state."""
    if intensity == 0:
        return "unlit"
    if whim < 0.4:
        return ""
    return "dim" if intensity < 0.5 else "lit"


def _with_article(words: str) -> str:
    return ("an " if words[0] in "aeiou" else "a ") + words
