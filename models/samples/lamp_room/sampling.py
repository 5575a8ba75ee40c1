"""Drawing rooms at random. The order of the draws is part of the promise: it decides which seed is which room."""

from __future__ import annotations

import torch
from torch import Tensor

from models.samples.lamp_room.factors import DAY, FLOOR, LAMPS, PENDANT, PLANKS, TABLE, Factors

Group = dict[str, Tensor]  # some of the fields of Factors
Range = tuple[float, float]


def sample_factors(n: int, generator: torch.Generator, simplicity: float = 0.0) -> Factors:
    """Draw n rooms on the processor. Deterministic for the generator's seed, n and simplicity.

    simplicity in [0, 1]: 0 is full variety; at 1 the camera and the room are fixed, walls are plain, there is always
    a bed, and rugs, pictures, curtains, wardrobes and benches are gone. Colours, time and lamps keep their variety.
    """
    draw = _Draw(n, generator, simplicity)
    view = _view(draw)
    walls = _walls(draw)
    ground = _ground(draw)
    seat = _seat(draw)
    furniture = _furniture(draw, seat["sofa"])
    lamps = _lamps(draw, view["room"], seat["seat"], furniture["stand"])
    hangings = _hangings(draw, seat["seat"], furniture["stand"])
    daylight = draw.unit()
    finish = _lamp_finish(draw)
    return Factors(**view, **walls, **ground, **seat, **furniture, **lamps, **hangings, **finish, daylight=daylight)


class _Draw:
    """Random columns for n rooms. `simplicity` pulls spans to their middle and makes optional things rarer."""

    def __init__(self, n: int, generator: torch.Generator, simplicity: float) -> None:
        self.n, self.generator, self.variety = n, generator, 1.0 - simplicity

    def unit(self, *shape: int) -> Tensor:
        """[N, *shape] in [0, 1)."""
        return torch.rand(self.n, *shape, generator=self.generator)

    def free(self, low: float, high: float, *shape: int) -> Tensor:
        """[N, *shape] in [low, high), however simple."""
        return low + (high - low) * self.unit(*shape)

    def span(self, low: float, high: float, *shape: int) -> Tensor:
        """[N, *shape] in [low, high), narrowed by simplicity to their middle."""
        return (low + high) / 2 + (high - low) * self.variety * (self.unit(*shape) - 0.5)

    def flag(self, chance: float, *shape: int) -> Tensor:
        """[N, *shape] of 0.0 or 1.0."""
        return (self.unit(*shape) < chance).float()

    def optional(self, chance: float, *shape: int) -> Tensor:
        """A flag that simplicity makes rarer."""
        return self.flag(chance * self.variety, *shape)

    def choice(self, count: int) -> Tensor:
        """[N] int64 in 0 .. count - 1."""
        return (self.unit() * count).long().clamp(max=count - 1)

    def color(self, saturation: Range, value: Range, *shape: int) -> Tensor:
        """[N, *shape, 3] HSV of any hue."""
        return torch.stack([self.unit(*shape), self.free(*saturation, *shape), self.free(*value, *shape)], -1)

    def wood(self) -> Tensor:
        """[N, 3] HSV."""
        return torch.stack([self.free(0.04, 0.1), self.free(0.3, 0.62), self.free(0.35, 0.78)], -1)


def _stack(*columns: Tensor) -> Tensor:
    return torch.stack(columns, -1)


def _pick(flag: Tensor, yes: Tensor, no: Tensor) -> Tensor:
    """Rows [N, 3] by a flag [N]."""
    return torch.where(flag[:, None] > 0, yes, no)


def _view(draw: _Draw) -> Group:
    room = _stack(draw.span(3.9, 4.9), draw.span(2.45, 2.8), draw.span(3.8, 4.4))
    yaw = draw.span(-0.16, 0.16)
    x = draw.span(-0.25, 0.25) - yaw * 3.4  # a turned camera steps aside and keeps the seat in view
    camera = _stack(x, draw.span(1.2, 1.5), yaw, draw.span(-0.11, -0.03), draw.span(1.75, 2.0))
    hour = draw.unit()
    time = (hour > 0.3).long() + (hour > 0.52).long()
    sun = _stack((time == DAY) * draw.flag(0.6) * 1.25, draw.span(-0.7, 0.7), draw.span(0.55, 1.05))
    return {"room": room, "camera": camera, "time": time, "sun": sun}


def _walls(draw: _Draw) -> Group:
    wall, accent = draw.color((0, 0.42), (0.6, 0.95)), draw.color((0.05, 0.5), (0.45, 0.92))
    patterned = draw.optional(0.72).long()
    wall_pattern = (1 + draw.unit() * 4).long().clamp(max=4) * patterned
    pattern = _stack(draw.span(4, 8), draw.span(0.8, 1.05))
    return {"wall": wall, "accent": accent, "wall_pattern": wall_pattern, "pattern": pattern}


def _ground(draw: _Draw) -> Group:
    kind = draw.choice(3) * draw.optional(1.0).long()
    color = _pick((kind == PLANKS).float(), draw.wood(), draw.color((0, 0.25), (0.4, 0.8)))
    scale = draw.span(4.5, 7.5)
    present, is_round = draw.optional(0.55), draw.flag(0.5)
    x, z = draw.span(-0.6, 0.6), draw.span(2.3, 2.9)
    rug = _stack(present, is_round, x, z, draw.span(0.9, 1.5), draw.span(0.5, 0.85))
    rug_colors = torch.stack([draw.color((0, 0.6), (0.3, 0.9)), draw.color((0, 0.45), (0.45, 0.95))], 1)
    return {"floor": color, "floor_kind": kind, "floor_scale": scale, "rug": rug, "rug_colors": rug_colors}


def _seat(draw: _Draw) -> Group:
    sofa = draw.optional(0.4)
    x, half = draw.span(-0.25, 0.25), draw.span(0.64, 0.78) + 0.08 * sofa
    length = torch.where(sofa > 0, 0.92, draw.span(1.75, 2.05))
    height = torch.where(sofa > 0, 0.43, draw.span(0.46, 0.6))
    seat = _stack(x, half, length, height, draw.span(0.3, 0.62))
    color = draw.color((0.25, 0.8), (0.35, 0.92))
    sheet, board, cushions = draw.color((0, 0.25), (0.7, 0.97)), draw.wood(), draw.color((0, 0.55), (0.55, 0.97))
    return {"sofa": sofa, "seat": seat, "seat_color": color, "seat_colors": torch.stack([sheet, board, cushions], 1)}


def _furniture(draw: _Draw, sofa: Tensor) -> Group:
    side = 1 - 2 * draw.flag(0.5)
    # Beside a sofa the stand keeps clear of its arm.
    stand = _stack(side, draw.span(0.46, 0.6), draw.span(0.25, 0.31), draw.span(0.06, 0.16) + 0.2 * sofa)
    stand_color = _pick(draw.flag(0.6), draw.wood(), draw.color((0, 0.45), (0.4, 0.9)))
    wardrobe = _stack(draw.optional(0.35), draw.span(0.4, 0.6), draw.span(0.9, 1.75))
    wardrobe_color = draw.color((0, 0.5), (0.3, 0.88))
    bench = _stack(draw.optional(0.25), draw.span(-0.9, 0.9), draw.span(1.95, 2.3))
    return {
        "stand": stand,
        "stand_color": stand_color,
        "wardrobe": wardrobe,
        "wardrobe_color": wardrobe_color,
        "bench": bench,
        "bench_color": draw.color((0, 0.6), (0.3, 0.88)),
    }


def _lamps(draw: _Draw, room: Tensor, seat: Tensor, stand: Tensor) -> Group:
    """Which lamps there are, where, how large and how bright; and the stand that a second table lamp needs."""
    lot = draw.unit()  # the second lamp: a table lamp, a floor lamp, a ceiling lamp, or none
    second = torch.where(lot < 0.36, TABLE, torch.where(lot < 0.56, FLOOR, PENDANT))
    kind = _stack(torch.where(draw.optional(0.22) > 0, FLOOR, TABLE), second)
    present = _stack(torch.ones_like(lot), (lot < 0.74).float())
    needed = ((second == TABLE) & (lot < 0.74)).float()
    second_stand = torch.maximum(needed, draw.optional(0.3) * (second != FLOOR))
    return {
        "lamp_kind": kind,
        "lamp_present": present,
        "second_stand": second_stand,
        "lamp_position": _lamp_position(draw, kind, room, seat, stand),
        "lamp_shape": _lamp_shape(draw, kind),
        "lamp_intensity": _lamp_intensity(draw) * present,
    }


def _lamp_position(draw: _Draw, kind: Tensor, room: Tensor, seat: Tensor, stand: Tensor) -> Tensor:
    """[N, L, 3]: on the stands, on the floor just beyond where they would be, or from the ceiling."""
    on_floor, hangs = (kind == FLOOR).float(), kind == PENDANT
    side, stand_height, stand_half, gap = stand.unbind(-1)
    reach = (stand_half + gap + seat[:, 1])[:, None] + on_floor * 0.12
    x = seat[:, :1] + _stack(side, -side) * reach + draw.span(-0.05, 0.05, LAMPS)
    x = torch.where(hangs, draw.span(-0.8, 0.8, LAMPS), x)
    y = (kind == TABLE) * stand_height[:, None] + hangs * room[:, 1:2]
    z = room[:, 2:] - torch.where(hangs, draw.span(0.9, 1.5, LAMPS), 0.31 + on_floor * 0.12)
    return _stack(x, y, z)


def _lamp_shape(draw: _Draw, kind: Tensor) -> Tensor:
    """[N, L, 4]: lower radius, upper radius, shade height, stem length."""
    radius = draw.span(0.23, 0.34, LAMPS)
    on_stand, cord, pole = (draw.span(*lengths, LAMPS) for lengths in ((0.16, 0.3), (0.35, 0.65), (1.2, 1.45)))
    stem = torch.where(kind == TABLE, on_stand, torch.where(kind == PENDANT, cord, pole))
    return _stack(radius, radius * draw.span(0.5, 1.0, LAMPS), draw.span(0.3, 0.44, LAMPS), stem)


def _lamp_intensity(draw: _Draw) -> Tensor:
    """[N, L]: unlit in 38 of 100, else 0.25 to 1.15."""
    lit = draw.unit(LAMPS)
    return torch.where(lit < 0.38, 0.0, 0.25 + 0.9 * (lit - 0.38) / 0.62)


def _hangings(draw: _Draw, seat: Tensor, stand: Tensor) -> Group:
    """Window, curtains and pictures."""
    side = stand[:, 0]
    x, present, y = -side * draw.span(0.35, 1.2), draw.flag(0.75), draw.span(1.55, 1.75)
    window = _stack(present, x, y, draw.span(0.42, 0.68), draw.span(0.42, 0.58), draw.flag(0.5))
    curtain = draw.optional(0.55)
    white, cloth = _gray(draw.free(0.3, 0.97)), draw.color((0, 0.6), (0.4, 0.9))
    return {
        "window": window,
        "curtain": curtain,
        "window_colors": torch.stack([white, cloth], 1),
        "picture": _pictures(draw, seat, side, window),
        "picture_colors": _picture_colors(draw),
    }


def _gray(value: Tensor) -> Tensor:
    return _stack(torch.zeros_like(value), torch.zeros_like(value), value)


def _pictures(draw: _Draw, seat: Tensor, side: Tensor, window: Tensor) -> Tensor:
    """[N, 2, 6]: one over the seat, unless the window is there, and one beside it."""
    seat_x, half = seat[:, 0], seat[:, 1]
    x = _stack(seat_x + side * draw.span(-0.1, 0.5), seat_x + side * (half + draw.span(0.5, 1.0)))
    present, y = draw.optional(0.6, 2), draw.span(1.6, 1.95, 2)
    half_width, half_height = draw.span(0.16, 0.34, 2), draw.span(0.15, 0.3, 2)
    beside = (x[:, 0] - window[:, 1]).abs() > window[:, 3] * 1.5 + half_width[:, 0]
    clear = _stack(beside | (window[:, 0] == 0), torch.ones_like(beside))
    return _stack(present * clear, x, y, half_width, half_height, draw.unit(2))


def _picture_colors(draw: _Draw) -> Tensor:
    """[N, 2, 3, 3]: two paints and the frame of each."""
    one, two = draw.color((0, 0.8), (0.3, 0.95), 2), draw.color((0, 0.8), (0.3, 0.95), 2)
    return torch.stack([one, two, _gray(draw.unit(2))], 2)


def _lamp_finish(draw: _Draw) -> Group:
    globe = draw.optional(0.2, LAMPS)
    shade, base = draw.color((0, 0.8), (0.55, 0.98), LAMPS), draw.color((0, 0.6), (0.25, 0.9), LAMPS)
    return {"lamp_globe": globe, "lamp_shade": shade, "lamp_base": base, "lamp_warmth": draw.unit(LAMPS)}
