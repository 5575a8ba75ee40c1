"""Procedural rooms with lamps: a batched ray caster in torch, the same code on any device.

Light is albedo x (sky + window + sun patch + lamps with inverse-square falloff, open cones above and below the shade,
a glowing shade, soft shadows), tone mapped as a photograph is. Every pixel takes up to four visibility samples and two
lighting samples: one for its first surface, one for a surface that differs from it, if any.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from models.samples.lamp_room.colors import in_linear_light
from models.samples.lamp_room.columns import Columns
from models.samples.lamp_room.daylight import daylight
from models.samples.lamp_room.factors import Factors
from models.samples.lamp_room.geometry import Solids, build_solids
from models.samples.lamp_room.lamplight import glow_of_lamps, haze, lamplight
from models.samples.lamp_room.painting import paint
from models.samples.lamp_room.pixelwise import lookup, peekable
from models.samples.lamp_room.surfaces import normal_table
from models.samples.lamp_room.tracing import Rays, cast, trace


@dataclass(frozen=True, eq=False)
class RenderedBatch(Columns):
    """Pictures of N rooms of R x R pixels, row 0 at the top."""

    images: Tensor  # [N, 3, R, R] float32 in [0, 1], sRGB as displayed
    lamp_masks: Tensor  # [N, L, R, R] float32 in [0, 1]: how much of the pixel is that lamp's shade


def render(
    factors: Factors,
    resolution: int = 128,
    device: torch.device | str | None = None,
    *,
    samples: int = 4,
    chunk: int | None = None,
    compiled: bool = False,
) -> RenderedBatch:
    """N rooms -> pictures and lamp masks on `device` (default: where the factors are), `chunk` rooms at a time.

    samples: visibility samples a pixel, 1, 2 or 4 (KeyError otherwise); 2 is faster and a little rougher at edges.
    chunk: 1 on a processor, 64 on a GPU by default; it changes the speed, and the pictures by rounding only (1e-5).
    compiled: fuse the shader with torch.compile; pays after the first call for a size, which takes a minute or more.

    Deterministic on a device; in chunks of 1, a room gives the same bits whatever rooms stand beside it.
    """
    device = torch.device(device or factors.room.device)
    chunk = chunk or (1 if device.type == "cpu" else 64)
    shade = _compiled_shade() if compiled else _shade
    with torch.no_grad():
        factors = factors.to(device)
        solids = build_solids(factors)
        normals = normal_table(solids)
        rows = [slice(start, start + chunk) for start in range(0, len(factors), chunk)]
        parts = [shade(factors[r], solids[r], normals[r], resolution, samples) for r in rows]
    return RenderedBatch(*(torch.cat(column) for column in zip(*parts, strict=True)))


def _shade(factors: Factors, solids: Solids, normals: Tensor, resolution: int, samples: int) -> tuple[Tensor, Tensor]:
    """Images [N, 3, R, R] and lamp masks [N, L, R, R] of one chunk."""
    factors = in_linear_light(factors)
    rays = cast(factors, resolution, samples)
    distance, surface = trace(factors, rays, solids)
    point = rays.at(distance)
    albedo, glow = paint(factors, surface, point)
    masks = glow_of_lamps(factors, surface, point[1], glow)
    light = _light(factors, solids, normals, rays, point, surface)
    seen = glow.addcmul_(albedo, light).add_(haze(factors, rays))
    exposed = 1 - seen.mul_(-1.6).exp_().mean(2)
    return exposed.clamp(1e-6, 1) ** (1 / 2.2), masks


@cache
def _compiled_shade() -> Callable[..., tuple[Tensor, Tensor]]:
    return torch.compile(_shade, dynamic=False)


def _light(
    factors: Factors, solids: Solids, normals: Tensor, rays: Rays, point: list[Tensor], surface: Tensor
) -> Tensor:
    """Light on what each sample sees [N, 3, S, R, R], computed at no more than two samples a pixel."""
    seen = [*point, *rays.way, surface]
    first = _light_at(factors, solids, normals, [quantity[:, :1] for quantity in seen])
    if surface.shape[1] == 1:
        return first
    other = surface != surface[:, :1]
    order = torch.arange(surface.shape[1], device=surface.device)[:, None, None]
    last = (other * order).amax(1, keepdim=True)  # the sample to light beside the first, [N, 1, R, R]
    if len(factors) == 1 and peekable(last):
        second = _light_edges(factors, solids, normals, seen, last, first)
    else:
        second = _light_at(factors, solids, normals, [quantity.gather(1, last) for quantity in seen])
    return torch.where(other[:, None], second, first)


def _light_edges(
    factors: Factors, solids: Solids, normals: Tensor, seen: list[Tensor], last: Tensor, first: Tensor
) -> Tensor:
    """The second light of one room [1, 3, 1, R, R], computed only where a pixel shows two surfaces."""
    edge = last.flatten().nonzero().flatten()
    sample = last.flatten()[edge] * last.numel() + edge
    light = _light_at(factors, solids, normals, [quantity.take(sample).view(1, 1, 1, -1) for quantity in seen])
    return first.flatten(2).index_copy(2, edge, light.flatten(2)).view(first.shape)


def _light_at(factors: Factors, solids: Solids, normals: Tensor, seen: list[Tensor]) -> Tensor:
    """Light [N, 3, ...] at what is seen, each [N, ...]: x, y, z, the ray's direction in three, the surface."""
    point, way, surface = seen[:3], seen[3:6], seen[6]
    flat, centre, stiffness = (lookup(table, surface.long()) for table in normals.split(3, 1))
    normal = [f + (p - c) * s for f, p, c, s in zip(flat, point, centre, stiffness, strict=True)]
    toward = normal[0] * way[0] + normal[1] * way[1] + normal[2] * way[2]
    square = normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]
    scale = torch.rsqrt(square + 1e-12) * torch.where(toward > 0, -1.0, 1.0)  # turned to the camera
    normal = [n * scale for n in normal]
    light = daylight(factors, point, normal)
    for lamp in lamplight(factors, point, normal, solids):
        light = light + lamp
    return light
